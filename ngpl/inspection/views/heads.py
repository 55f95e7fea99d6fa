"""What heads are called, and how that was measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class HeadMeasure:
    """How strongly each head follows the pattern ``tag`` on one sample: ``scores`` ``(L, H)`` from 0 to 1, and the
    score of a head that looks at all tokens alike, ``chance``."""

    tag: str
    sample: str
    scores: np.ndarray
    chance: float

    @property
    def strongest(self) -> tuple[int, int]:
        """The layer and the head with the highest score."""
        layer, head = np.unravel_index(int(self.scores.argmax()), self.scores.shape)
        return int(layer), int(head)


@dataclass(frozen=True)
class HeadScores:
    """All measures of all heads. Scores of ``implied`` maps are derived, as the maps are (linear attention)."""

    measures: tuple[HeadMeasure, ...]
    implied: bool

    @property
    def shape(self) -> tuple[int, int]:
        """Layers and heads."""
        n_layer, n_head = self.measures[0].scores.shape
        return n_layer, n_head

    def of(self, tag: str, sample: str) -> HeadMeasure:
        """The measure of one tag on one sample; ``KeyError`` if it was not taken."""
        return {(m.tag, m.sample): m for m in self.measures}[tag, sample]
