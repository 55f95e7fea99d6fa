"""The maps that a file shall hold: all of a view, one layer's, one head's of every layer, or a single one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ngpl.plots.attention import check_head

if TYPE_CHECKING:
    from ngpl.inspection.views import AttentionView


@dataclass(frozen=True)
class Picks:
    """Chosen maps: ``weights`` ``(L, H, T, T)`` of the ``layers`` and ``heads`` named; -1 is a map made of several."""

    weights: np.ndarray
    layers: tuple[int, ...]
    heads: tuple[int, ...]
    view: AttentionView

    @property
    def single(self) -> bool:
        return len(self.layers) == len(self.heads) == 1


def pick(view: AttentionView, layer: int | None = None, head: int | None = None) -> Picks:
    """``None`` stands for all; ``InputError`` if there is no such layer or head."""
    check_head(view, layer, head)
    if view.title:
        return Picks(view.weights, (-1,), (-1,), view)
    layers = tuple(range(view.n_layer)) if layer is None else (layer,)
    heads = tuple(range(view.n_head)) if head is None else (head,)
    return Picks(view.weights[np.ix_(layers, heads)].astype(np.float32), layers, heads, view)
