"""How maps are drawn, declared once: flags, controls and links are read off the fields."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ngpl.plots.colors import PALETTE, PALETTES
from ngpl.plots.sheet import Scale
from ngpl.spec import Checked, param


@dataclass(frozen=True)
class Style(Checked):
    """What changes the picture of a map and none of its numbers."""

    scale: str = param("sqrt", "colours even in the weight's square root, or in the weight", choices=("sqrt", "linear"))
    palette: str = param(PALETTE, "colours of weights; differences have their own two", choices=tuple(PALETTES))
    threshold: float = param(
        1.0, "draw only the largest weights of each row that together make this share", low=0.01, high=1.0, step=0.01
    )

    def scale_of(self, signed: bool) -> Scale:
        """What the colours of maps mean, the same for all of them: up to 100 %, or from -100 % to 100 %."""
        return Scale("difference" if signed else "weight", "%", signed=signed, root=self.scale == "sqrt")


PLAIN = Style()


def largest(weights: np.ndarray, share: float) -> np.ndarray:
    """Which weights ``(..., T, T)`` are kept if each row keeps its largest until they make ``share`` of its sum.

    Weights as large as the last one kept are kept too, so no order decides. The sign does not count; with a share of 1
    all of the causal half is kept.
    """
    if share >= 1:
        return np.broadcast_to(np.tri(weights.shape[-1], dtype=bool), weights.shape)
    size = np.abs(weights).astype(np.float64)
    falling = -np.sort(-size, axis=-1)
    reached = falling.cumsum(-1) >= share * size.sum(-1, keepdims=True)
    least = np.take_along_axis(falling, reached.argmax(-1)[..., None], -1)
    return (size > 0) & (size >= least)


def pooled(weights: np.ndarray, most: int) -> np.ndarray:
    """Maps ``(..., T, T)`` with at most ``most`` rows. Of the cells that one covers the farthest from zero counts, so a
    thin diagonal stays bright; NaN does not."""
    n = weights.shape[-1]
    if n <= most:
        return weights
    starts = np.arange(most) * n // most
    high = np.fmax.reduceat(np.fmax.reduceat(weights, starts, -2), starts, -1)
    if not (weights < 0).any():
        return high
    low = np.fmin.reduceat(np.fmin.reduceat(weights, starts, -2), starts, -1)
    return np.where(-low > high, low, high)
