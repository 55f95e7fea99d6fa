"""Where a value stands on its scale, in what colour, and how it is written."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import numpy as np

from ngpl.plots.colors import PALETTE, Theme, diverging, ramp
from ngpl.plots.sheet import Scale

LEAST_GAP = 0.15  # of the bar, between two ticks


def share(scale: Scale, values: np.ndarray | float) -> np.ndarray:
    """Where on the bar of colours ``values`` stand, from 0 to 1; what lies outside is cut, NaN stays."""
    low, high = (0.0, scale.high) if scale.signed else (scale.low, scale.high)
    part = (np.asarray(values, np.float64) - low) / ((high - low) or 1.0)
    part = np.clip(part, -1.0 if scale.signed else 0.0, 1.0)
    if scale.root:
        part = np.sign(part) * np.sqrt(np.abs(part))
    return (part + 1) / 2 if scale.signed else part


def shades(scale: Scale, values: np.ndarray, theme: Theme = "light", palette: str = PALETTE) -> np.ndarray:
    """The colours ``(..., 3)`` uint8 of ``values`` ``(...)``; of no meaning where these are NaN."""
    colors = bar_colors(scale, theme, palette)
    levels = np.rint(np.nan_to_num(share(scale, values)) * (len(colors) - 1))
    return colors[levels.astype(int)]


def bar_colors(scale: Scale, theme: Theme = "light", palette: str = PALETTE) -> np.ndarray:
    """All colours of the scale, ``(n, 3)`` uint8, from its low end to its high one."""
    return diverging(theme) if scale.signed else ramp(theme, palette=palette)


def bar_title(scale: Scale) -> str:
    """What the bar of colours is called: the name, and the unit that its marks leave out."""
    return f"{scale.name} ({scale.unit})" if scale.unit else scale.name


def record(scale: Scale) -> dict[str, Any]:
    """The scale, JSON-able."""
    return asdict(scale) | {"low": float(scale.low), "high": float(scale.high)}


def amount(scale: Scale, value: float) -> str:
    """A value as it is read: three digits, the sign of a signed one, the unit."""
    return f"{digits(scale, value)} {scale.unit}".rstrip()


def digits(scale: Scale, value: float) -> str:
    """As ``amount``, without the unit."""
    shown = value * 100 if scale.unit == "%" else value
    return ("+" if scale.signed and value > 0 else "") + _three(float(shown)).replace("-", "−")


def _three(value: float) -> str:
    if not math.isfinite(value):
        return {math.inf: "∞", -math.inf: "-∞"}.get(value, "–")
    if abs(value) >= 999.5:
        return f"{value:,.0f}"
    if 0 < abs(value) < 1e-4:
        mantissa, exponent = f"{value:.1e}".split("e")
        return f"{mantissa}e{int(exponent)}"
    return f"{value:.3g}" if value else "0"


def ticks(scale: Scale) -> list[tuple[float, str]]:
    """Marks of the bar of colours, (share, digits): the ends, nought, and round numbers where there is room."""
    ends = [0.0, scale.high] if scale.signed else [scale.low, scale.high]
    taken = list(dict.fromkeys(ends))
    for value in _round_numbers(scale, *ends):
        gaps = [abs(share(scale, value) - share(scale, other)) for other in taken]
        if min(gaps) >= LEAST_GAP:
            taken.append(value)
    if scale.signed:
        taken += [-value for value in taken if value]
    return sorted((float(share(scale, value)), digits(scale, value)) for value in taken)


def _round_numbers(scale: Scale, low: float, high: float) -> Iterable[float]:
    """Round numbers between two ends: evenly spaced, or 1, 2 and 5 times powers of ten on a scale of roots."""
    span = high - low
    if not (span > 0 and math.isfinite(span)):
        return []
    power = 10.0 ** math.floor(math.log10(span))
    if scale.root:
        parts = [power * 10.0**-i * factor for i in range(3) for factor in (5, 2, 1)]
        return [low + part for part in parts if part < span]
    step = next(s for s in (power / 10, power / 5, power / 4, power / 2, power, 2 * power) if span / s <= 5)
    return [i * step for i in range(math.ceil(low / step), math.floor(high / step) + 1)]
