"""How a prediction forms, from the embedding to the last layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class LensView:
    """What every depth predicts: row 0 after the embedding, row l after block l.

    ``ids`` and ``probs`` ``(L + 1, T, K)``, best first; ``entropy`` ``(L + 1, T)`` in nats. ``target_probs`` and
    ``target_ranks`` ``(L + 1, T)`` are those of one token of the vocabulary, if one was chosen; the best has rank 1.
    """

    ids: np.ndarray
    probs: np.ndarray
    entropy: np.ndarray
    labels: tuple[str, ...]
    target: int | None = None
    target_probs: np.ndarray | None = None
    target_ranks: np.ndarray | None = None


@dataclass(frozen=True)
class AttributionView:
    """What each part of the model adds to ``logit``, that of the token ``target`` after position ``position``.

    ``embedding``, ``attention`` ``(L,)``, ``mlp`` ``(L,)`` and ``offset`` (the bias of the final norm) sum up to it.
    ``heads`` ``(L, H)`` sum up to ``attention`` but for the bias of its output projection. ``norms`` ``(L + 1, T)`` are
    the lengths of the residual stream after the embedding and after every block, at every position.
    """

    embedding: float
    attention: np.ndarray
    mlp: np.ndarray
    heads: np.ndarray
    offset: float
    logit: float
    norms: np.ndarray
    target: int
    position: int
    ids: tuple[int, ...]

    @property
    def total(self) -> float:
        """The sum of all parts."""
        return float(self.embedding + self.attention.sum() + self.mlp.sum() + self.offset)
