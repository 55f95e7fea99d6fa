"""Colours that the page and the files share; all of them can be told apart by the colour-blind, ramps in grey as well.

Lightness only ever falls along a ramp (light theme) or rises (dark theme). Ten stops each of "viridis" and "magma"
(S. van der Walt and N. Smith, matplotlib 1.5, 2015, given to the public domain) and of "cividis" (J. Nuñez,
C. Anderton and R. Renslow, "Optimizing colormaps with consideration for color vision deficiency", PLOS ONE 13(7),
2018); "sea" and the diverging stops are our own, the latter of equal CIELAB lightness on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from ngpl.errors import choose

Theme = Literal["light", "dark"]
Stops = tuple[str, ...]

VIRIDIS = (
    *("#440154", "#482878", "#3e4989", "#31688e", "#26828e"),
    *("#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725"),
)
CIVIDIS = (
    *("#00224e", "#123570", "#3b496c", "#575d6d", "#707173"),
    *("#8a8678", "#a59c74", "#c3b369", "#e1cc55", "#fee838"),
)
MAGMA = (
    *("#000004", "#180f3d", "#440f76", "#721f81", "#9e2f7f"),
    *("#cd4071", "#f1605d", "#fd9668", "#feca8d", "#fcfdbf"),
)

# From nothing to all, by name and theme.
PALETTES: dict[str, dict[Theme, Stops]] = {
    "sea": {
        "light": (
            *("#fbfbf7", "#e4f1e3", "#bfe3d4", "#8fd0c8", "#5cb6c2"),
            *("#3895b8", "#2a72a8", "#2b4f8f", "#2b2f6b", "#1b1640"),
        ),
        "dark": (
            *("#14161c", "#1b2746", "#1f4068", "#1f5f7f", "#278089"),
            *("#44a28a", "#74c285", "#b0dc86", "#e6f0a0", "#fefee2"),
        ),
    },
    "viridis": {"light": VIRIDIS[::-1], "dark": VIRIDIS},
    "cividis": {"light": CIVIDIS[::-1], "dark": CIVIDIS},
    "magma": {"light": MAGMA[::-1], "dark": MAGMA},
    "grey": {"light": ("#fafafa", "#111111"), "dark": ("#16181d", "#f7f7f7")},
}
PALETTE = "sea"
RAMPS = PALETTES[PALETTE]

# From minus (blue) over nothing to plus (orange).
DIVERGING: dict[Theme, Stops] = {
    "light": (
        *("#013c62", "#045d95", "#0484d0", "#6aaaed", "#b5d1f8", "#f8f6f3"),
        *("#f6c5a2", "#e29456", "#bf6818", "#8c4701", "#5b2d00"),
    ),
    "dark": (
        *("#e2efff", "#98cbfe", "#2ea8f5", "#037dbc", "#0c547f", "#222426"),
        *("#734618", "#ac661c", "#e08e3b", "#ffb878", "#ffeadb"),
    ),
}

# After Okabe and Ito's "Color Universal Design" (2008), darkened for lines on white.
LINES = ("#0072b2", "#d55e00", "#009e73", "#a8518a", "#8a6d00", "#3c7fa8")


def rgb(color: str) -> tuple[int, int, int]:
    """``#1b2746`` as three numbers up to 255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def ramp(theme: Theme = "light", n: int = 256, palette: str = PALETTE) -> np.ndarray:
    """The colours ``(n, 3)`` uint8 of a palette, from none to all; ``ConfigError`` if there is no such palette."""
    return between(choose(PALETTES, palette, "palette")[theme], n)


def diverging(theme: Theme = "light", n: int = 511) -> np.ndarray:
    """The colours ``(n, 3)`` uint8 of signed values, from minus to plus; of odd ``n``, the middle one is nothing."""
    return between(DIVERGING[theme], n)


def between(stops: Sequence[str], n: int) -> np.ndarray:
    """``n`` colours ``(n, 3)`` uint8, evenly along the straight lines from stop to stop."""
    channels = np.array([rgb(color) for color in stops]).T
    at = np.linspace(0, len(stops) - 1, n)
    return np.stack([np.interp(at, np.arange(len(stops)), channel) for channel in channels], 1).round().astype(np.uint8)


def luminance(colors: np.ndarray) -> np.ndarray:
    """How bright colours ``(..., 3)`` are, 0 to 1, as WCAG 2 defines it."""
    share = np.asarray(colors) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def dark_ink(colors: np.ndarray) -> np.ndarray:
    """Where black reads better than white on colours ``(..., 3)``: either way the contrast is 4.5 to 1 or more."""
    return luminance(colors) > 0.179
