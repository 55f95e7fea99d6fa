"""What one attention head computes, matrix after matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np


@dataclass(frozen=True)
class AnatomyStage:
    """One matrix ``values`` ``(T, columns)`` float32 with a row a token; ``about`` says how it comes from those before.

    ``kind`` says what its columns are: tokens, channels of a head, parts of the features, or a single sum. Names of
    columns that are no tokens are in ``columns``. What a query may not see is ``-inf``.
    """

    name: str
    about: str
    values: np.ndarray
    kind: Literal["token", "channel", "feature", "sum"]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnatomyView:
    """One head from queries and keys to its output: ``stages`` in the order in which they are computed.

    ``error``: the largest difference between the weights times the values and the output that the pass itself computed
    in its own, faster way. ``gamma``: what this head's memories fade by from token to token, if they fade.
    """

    layer: int
    head: int
    stages: tuple[AnatomyStage, ...]
    error: float
    ids: tuple[int, ...]
    labels: tuple[str, ...]
    implied: bool
    gamma: float | None = None

    def stage(self, name: str) -> AnatomyStage:
        """The stage of that name; ``KeyError`` if this head has none."""
        return {stage.name: stage for stage in self.stages}[name]
