"""Where every head looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class AttentionView:
    """All attention maps of one pass: ``weights`` ``(L, H, T, T)`` float32, rows queries, columns keys.

    ``implied`` maps are derived (linear attention never forms them). Heads share keys in groups of
    ``n_head / n_kv_head``. ``value_norms`` ``(L, H, T)``: how long a head's value is as it enters the residual stream.

    What is more than raw weights says so: ``sink`` names how sinks were treated, ``notes`` tell in a sentence each what
    was done, ``title`` is the name of a single map made of many (layer and head 0), and ``signed`` weights are
    differences from -1 to 1. ``arrays`` are further numbers that files keep beside the maps.
    """

    weights: np.ndarray
    ids: tuple[int, ...]
    labels: tuple[str, ...]
    implied: bool
    n_kv_head: int
    value_norms: np.ndarray | None = None
    sink: str = "raw"
    notes: tuple[str, ...] = ()
    title: str = ""
    signed: bool = False
    arrays: Mapping[str, np.ndarray] = field(default_factory=dict)

    @property
    def n_layer(self) -> int:
        return self.weights.shape[0]

    @property
    def n_head(self) -> int:
        return self.weights.shape[1]

    @property
    def entropy(self) -> np.ndarray:
        """Mean entropy in nats of each head's rows, ``(L, H)``; the first token has no choice and does not count."""
        return np.stack([mean_of_rows(entropies(np.abs(layer))) for layer in self.weights])

    @property
    def distance(self) -> np.ndarray:
        """Mean distance in tokens that each head looks back, ``(L, H)``; the first token does not count."""
        return np.stack([mean_of_rows(distances(np.abs(layer))) for layer in self.weights])

    def head(self, layer: int, head: int) -> np.ndarray:
        """The map ``(T, T)`` of one head."""
        return self.weights[layer, head]


def entropies(weights: np.ndarray) -> np.ndarray:
    """Entropy in nats of each row: ``(..., T, T)`` -> ``(..., T)``."""
    return -(weights * np.log(np.where(weights > 0, weights, 1))).sum(-1)


def distances(weights: np.ndarray) -> np.ndarray:
    """How many tokens each row looks back, weighted: ``(..., T, T)`` -> ``(..., T)``."""
    at = np.arange(weights.shape[-1], dtype=weights.dtype)
    return weights.sum(-1) * at - weights @ at


def mean_of_rows(values: np.ndarray) -> np.ndarray:
    """``(H, T)`` -> ``(H,)`` without the first row; 0 where there is no other."""
    return values[..., 1:].sum(-1) / max(1, values.shape[-1] - 1)
