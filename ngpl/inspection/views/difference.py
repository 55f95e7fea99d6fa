"""Where two passes differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ngpl.inspection.views.attention import AttentionView


@dataclass(frozen=True)
class DifferenceView:
    """The maps of pass b less those of pass a: ``weights`` ``(L, H, T, T)`` float32, from -1 to 1.

    ``kl`` ``(T,)``: how far b's prediction after each token is from a's, the Kullback-Leibler divergence
    sum p_a (log p_a - log p_b) in nats. ``ids_a``, ``labels_a`` and those of b are the two texts, of one length.
    ``notes`` say what was done to the maps of both before, ``names`` what a and b are called.
    """

    weights: np.ndarray
    kl: np.ndarray
    ids_a: tuple[int, ...]
    ids_b: tuple[int, ...]
    labels_a: tuple[str, ...]
    labels_b: tuple[str, ...]
    implied: bool
    n_kv_head: int
    notes: tuple[str, ...] = ()
    title: str = ""
    names: tuple[str, str] = ("the first", "the second")

    @property
    def labels(self) -> tuple[str, ...]:
        """One label a position: ``a→b`` where the tokens differ."""
        pairs = zip(self.labels_a, self.labels_b, strict=True)
        return tuple(a if a == b else f"{a}→{b}" for a, b in pairs)

    @property
    def attention_view(self) -> AttentionView:
        """The difference as signed maps, with the ids of a; ``arrays`` hold ``kl`` and the ids of b."""
        a, b = self.names
        return AttentionView(
            self.weights,
            self.ids_a,
            self.labels,
            self.implied,
            self.n_kv_head,
            notes=(*self.notes, f"difference: {b} less {a}, each weight from -100 % to 100 %"),
            title=self.title,
            signed=True,
            arrays={"kl": self.kl, "ids_b": np.array(self.ids_b, np.int64)},
        )
