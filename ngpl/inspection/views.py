"""What an inspection found, ready to be drawn: numpy and labels, no torch.

Letters of the shapes: L layers, H heads, T tokens, C width of the residual stream, V vocabulary, K candidates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class AttentionView:
    """All attention maps of one pass: ``weights`` ``(L, H, T, T)`` float32, rows queries, columns keys.

    ``implied`` maps are derived (linear attention never forms them). Heads share keys in groups of
    ``n_head / n_kv_head``.
    """

    weights: np.ndarray
    ids: tuple[int, ...]
    labels: tuple[str, ...]
    implied: bool
    n_kv_head: int

    @property
    def n_layer(self) -> int:
        return self.weights.shape[0]

    @property
    def n_head(self) -> int:
        return self.weights.shape[1]

    def head(self, layer: int, head: int) -> np.ndarray:
        """The map ``(T, T)`` of one head."""
        return self.weights[layer, head]


@dataclass(frozen=True)
class PredictionView:
    """The most probable next tokens, best first; ``probs`` and ``logprobs`` (nats) are ``(K,)``."""

    ids: tuple[int, ...]
    probs: np.ndarray
    logprobs: np.ndarray


@dataclass(frozen=True)
class LensView:
    """What every depth predicts: row 0 after the embedding, row l after block l.

    ``ids`` and ``probs`` ``(L + 1, T, K)``, best first; ``entropy`` ``(L + 1, T)`` in nats.
    """

    ids: np.ndarray
    probs: np.ndarray
    entropy: np.ndarray
    labels: tuple[str, ...]


@dataclass(frozen=True)
class EmbeddingView:
    """The vocabulary on its principal components: ``points`` ``(V, 3)``, ``explained`` shares of variance ``(3,)``."""

    points: np.ndarray
    labels: tuple[str, ...]
    explained: np.ndarray


@dataclass(frozen=True)
class Neighbour:
    """A token near a vector, and the cosine of the angle between them."""

    id: int
    cosine: float


@dataclass(frozen=True)
class PositionView:
    """Position vectors ``(n, C)`` that are added, or (``rotated``) the cosines and sines that turn queries and keys,
    ``(n, D)``; ``vectors`` is ``None`` for a scheme without either."""

    scheme: str
    vectors: np.ndarray | None
    rotated: bool


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
