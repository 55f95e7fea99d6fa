"""What tokens and positions are as vectors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


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
