"""A small line chart of a training run, as SVG."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from html import escape

from ngpl.plots.colors import LINES

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 32, 44
INK, FAINT, GRID = "#14161c", "#4b5262", "#e3e6ec"
DASHES = ("", "6 3", "2 3", "8 3 2 3")  # lines differ without colour, too

Points = list[tuple[float, float]]


def loss_svg(steps: Sequence[float], losses: Mapping[str, Sequence[float | None]], title: str = "loss") -> str:
    """One line a name over the same ``steps``. ``None`` and numbers that are not finite are skipped."""
    lines = {name: _points(steps, values) for name, values in losses.items()}
    drawn = [point for line in lines.values() for point in line] or [(0.0, 0.0)]
    x_ticks = _ticks(min(x for x, _ in drawn), max(x for x, _ in drawn))
    y_ticks = _ticks(min(y for _, y in drawn), max(y for _, y in drawn))
    x, y = _scale(x_ticks, LEFT, WIDTH - RIGHT), _scale(y_ticks, HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'font-family="system-ui, sans-serif" font-size="12" role="img">',
        f'<title>{escape(title)}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *(_x_tick(x(tick), _number(tick)) for tick in x_ticks),
        *(_y_tick(y(tick), _number(tick)) for tick in y_ticks),
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2:g}" y="{HEIGHT - 8}" text-anchor="middle" fill="{FAINT}">step</text>',
        *(_line(i, [(x(a), y(b)) for a, b in line]) for i, line in enumerate(lines.values())),
        f'<text x="{LEFT}" y="20" font-weight="bold" fill="{INK}">{escape(title)}</text>',
        *legend(list(lines), LEFT + 8 * len(title) + 24, 20),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _points(steps: Sequence[float], values: Sequence[float | None]) -> Points:
    return [(float(s), float(v)) for s, v in zip(steps, values) if v is not None and math.isfinite(v)]


def _ticks(low: float, high: float, about: int = 6) -> list[float]:
    """Round numbers that enclose ``low`` to ``high``, 1, 2 or 5 times a power of ten apart."""
    span = high - low or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(span / about))
    step = next(power * factor for factor in (1, 2, 5, 10) if span / (power * factor) <= about)
    first, last = math.floor(low / step), max(math.ceil(high / step), math.floor(low / step) + 1)
    return [i * step for i in range(first, last + 1)]


def _scale(ticks: Sequence[float], start: float, end: float) -> Callable[[float], float]:
    low, high = ticks[0], ticks[-1]
    return lambda value: round(start + (value - low) / (high - low) * (end - start), 2)


def _number(value: float) -> str:
    return f"{value:.6g}"


def _x_tick(at: float, text: str) -> str:
    return (
        f'<path d="M{at:g} {TOP}V{HEIGHT - BOTTOM}" stroke="{GRID}"/>'
        f'<text x="{at:g}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle" fill="{FAINT}">{text}</text>'
    )


def _y_tick(at: float, text: str) -> str:
    return (
        f'<path d="M{LEFT} {at:g}H{WIDTH - RIGHT}" stroke="{GRID}"/>'
        f'<text x="{LEFT - 6}" y="{at + 4:g}" text-anchor="end" fill="{FAINT}">{text}</text>'
    )


def look(i: int) -> str:
    """Colour and dashes of line ``i``, as attributes."""
    dash = DASHES[i % len(DASHES)]
    return f'stroke="{LINES[i % len(LINES)]}" stroke-width="1.75"' + (f' stroke-dasharray="{dash}"' if dash else "")


def _line(i: int, points: Points) -> str:
    if len(points) == 1:
        ((x, y),) = points
        return f'<circle cx="{x:g}" cy="{y:g}" r="3" fill="{LINES[i % len(LINES)]}"/>'
    path = " ".join(f"{x:g},{y:g}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke-linejoin="round" {look(i)}/>'


def legend(names: Sequence[str], x: float, y: float) -> list[str]:
    """Each line's name beside a piece of it, from the left at ``x``."""
    parts = []
    for i, name in enumerate(names):
        parts.append(
            f'<path d="M{x} {y - 4}h22" {look(i)}/><text x="{x + 28}" y="{y}" fill="{INK}">{escape(name)}</text>'
        )
        x += 28 + 8 * len(name) + 20
    return parts
