"""Colours that the page and the files share: one ramp a theme, and hues for lines that the colour-blind tell apart."""

from __future__ import annotations

from typing import Literal

import numpy as np

Theme = Literal["light", "dark"]

# From nothing to all of the weight. Lightness only ever falls (light) or rises (dark), so a ramp reads in grey too.
RAMPS: dict[Theme, tuple[str, ...]] = {
    "light": (
        *("#fbfbf7", "#e4f1e3", "#bfe3d4", "#8fd0c8", "#5cb6c2"),
        *("#3895b8", "#2a72a8", "#2b4f8f", "#2b2f6b", "#1b1640"),
    ),
    "dark": (
        *("#14161c", "#1b2746", "#1f4068", "#1f5f7f", "#278089"),
        *("#44a28a", "#74c285", "#b0dc86", "#e6f0a0", "#fefee2"),
    ),
}

# After Okabe and Ito's "Color Universal Design" (2008), darkened for lines on white.
LINES = ("#0072b2", "#d55e00", "#009e73", "#a8518a", "#8a6d00", "#3c7fa8")


def rgb(color: str) -> tuple[int, int, int]:
    """``#1b2746`` as three numbers up to 255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def ramp(theme: Theme = "light", n: int = 256) -> np.ndarray:
    """The colours ``(n, 3)`` uint8 of a theme's ramp, from none to all of the weight."""
    stops = np.array([rgb(color) for color in RAMPS[theme]])
    at = np.linspace(0, len(stops) - 1, n)
    channels = [np.interp(at, np.arange(len(stops)), stops[:, i]) for i in range(3)]
    return np.stack(channels, 1).round().astype(np.uint8)
