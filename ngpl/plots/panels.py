"""Small line charts side by side, both axes logarithmic, as one SVG."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from ngpl.plots.colors import LINES
from ngpl.plots.curve import FAINT, GRID, INK, legend, look

WIDTH, HEIGHT = 320, 230  # of a panel
LEFT, RIGHT, TOP, BOTTOM = 48, 18, 30, 42
LEGEND = 28
STEPS = ((1.0,), (1.0, 2.0, 5.0), (1.0, 1.5, 2.0, 3.0, 5.0, 7.0))  # of a power of ten, from coarse to fine


@dataclass(frozen=True)
class Panel:
    """One chart: points ``(x, y)`` of each line by name, all above zero; those that are not are left out."""

    title: str
    x_label: str
    lines: Mapping[str, Sequence[tuple[float, float]]]


def panels_svg(panels: Sequence[Panel], title: str, columns: int = 2) -> str:
    """The panels in rows, under a legend: a name has the same look in all of them."""
    names = list(dict.fromkeys(name for panel in panels for name in panel.lines))
    width, height = columns * WIDTH, LEGEND + math.ceil(len(panels) / columns) * HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="system-ui, sans-serif" font-size="12" role="img">',
        f'<title>{escape(title)}</title><rect width="{width}" height="{height}" rx="6" fill="#ffffff"/>',
        *legend(names, LEFT, 22),
    ]
    for i, panel in enumerate(panels):
        across, down = i % columns * WIDTH, LEGEND + i // columns * HEIGHT
        parts += [f'<g transform="translate({across} {down})">', *_panel(panel, names), "</g>"]
    return "\n".join([*parts, "</svg>\n"])


def log_ticks(low: float, high: float, about: int = 7) -> list[float]:
    """Round numbers that enclose ``low`` to ``high``, as fine as ``about`` of them allow."""
    found: list[float] = []
    for steps in STEPS:
        all_ticks = [step * 10.0**power for power in range(_power(low) - 1, _power(high) + 2) for step in steps]
        first = max(i for i, tick in enumerate(all_ticks) if tick <= low)
        last = min(i for i, tick in enumerate(all_ticks) if tick >= high)
        ticks = all_ticks[first : max(last, first + 1) + 1]
        if not found or len(ticks) <= about:
            found = ticks
    return found


def double_ends(low: float, high: float) -> tuple[int, int]:
    """The powers of 2 that enclose ``low`` to ``high``, as exponents: the ends of an axis that counts tokens."""
    first, last = math.floor(math.log2(low)), math.ceil(math.log2(high))
    return first, max(last, first + 1)


def _power(value: float) -> int:
    return math.floor(math.log10(value))


def _panel(panel: Panel, names: Sequence[str]) -> list[str]:
    lines = {name: [p for p in points if all(0 < v < math.inf for v in p)] for name, points in panel.lines.items()}
    drawn = [point for points in lines.values() for point in points] or [(1.0, 1.0)]
    first, last = double_ends(min(x for x, _ in drawn), max(x for x, _ in drawn))
    x_ticks = [2.0**i for i in range(first, last + 1, 2 if last - first > 4 else 1)]
    y_ticks = log_ticks(min(y for _, y in drawn), max(y for _, y in drawn))
    x, y = _scale([2.0**first, 2.0**last], LEFT, WIDTH - RIGHT), _scale(y_ticks, HEIGHT - BOTTOM, TOP)
    return [
        f'<text x="{LEFT}" y="18" font-weight="bold" fill="{INK}">{escape(panel.title)}</text>',
        *(_x_tick(x(tick), _number(tick)) for tick in x_ticks),
        *(_y_tick(y(tick), _number(tick)) for tick in y_ticks),
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2:g}" y="{HEIGHT - 8}" text-anchor="middle" fill="{FAINT}">'
        f"{escape(panel.x_label)}</text>",
        *(_line(names.index(name), [(x(a), y(b)) for a, b in points]) for name, points in lines.items()),
    ]


def _scale(ticks: Sequence[float], start: float, end: float) -> Callable[[float], float]:
    low, high = math.log(ticks[0]), math.log(ticks[-1])
    return lambda value: round(start + (math.log(value) - low) / (high - low) * (end - start), 2)


def _number(value: float) -> str:
    return f"{value / 1000:.3g}k" if value >= 10_000 else f"{value:.4g}"


def _x_tick(at: float, text: str) -> str:
    return (
        f'<path d="M{at:g} {TOP}V{HEIGHT - BOTTOM}" stroke="{GRID}"/>'
        f'<text x="{at:g}" y="{HEIGHT - BOTTOM + 15}" text-anchor="middle" fill="{FAINT}">{text}</text>'
    )


def _y_tick(at: float, text: str) -> str:
    return (
        f'<path d="M{LEFT} {at:g}H{WIDTH - RIGHT}" stroke="{GRID}"/>'
        f'<text x="{LEFT - 5}" y="{at + 4:g}" text-anchor="end" fill="{FAINT}">{text}</text>'
    )


def _line(i: int, points: Sequence[tuple[float, float]]) -> str:
    path = " ".join(f"{x:g},{y:g}" for x, y in points)
    dots = "".join(f'<circle cx="{x:g}" cy="{y:g}" r="2.5" fill="{LINES[i % len(LINES)]}"/>' for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke-linejoin="round" {look(i)}/>{dots}'
