"""An attention figure as SVG: rectangles and text, nothing embedded, nothing fetched."""

from __future__ import annotations

from html import escape
from itertools import pairwise

import numpy as np

from ngpl.plots.figure import LINE, Bar, Figure, Heat, Text
from ngpl.plots.sheet import Scale
from ngpl.plots.sheet_scale import bar_colors, share

FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
SHADES = 33  # odd: of a signed scale, the middle one is nothing
STOPS = 21
BLANK = -1


def svg(figure: Figure) -> bytes:
    """The file's bytes."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {figure.width:g} {figure.height:g}" '
        f'width="{figure.width:g}" height="{figure.height:g}" font-family="{FONT}" role="img">'
    )
    title = " ".join(escape(text.text) for text in figure.texts[:1])
    colors = bar_colors(figure.scale, "light", figure.palette)
    parts = [head, f"<title>{title}</title>", '<rect width="100%" height="100%" fill="#ffffff"/>']
    parts.append(_bar(figure.bar, hexes(colors, STOPS)))
    parts += [_heat(heat, figure.scale, hexes(colors, SHADES)) for heat in figure.heats]
    parts += map(text_element, figure.texts)
    return "\n".join([*parts, "</svg>", ""]).encode("utf-8", "backslashreplace")


def text_element(text: Text) -> str:
    """A text at its place."""
    turn = f' transform="rotate(-90 {text.x:g} {text.y:g})"' if text.turned else ""
    weight = ' font-weight="bold"' if text.bold else ""
    return (
        f'<text x="{text.x:g}" y="{text.y:g}" font-size="{text.size:g}" fill="{text.color}" '
        f'text-anchor="{text.anchor}" dominant-baseline="central"{weight}{turn}>{escape(text.text)}</text>'
    )


def hexes(colors: np.ndarray, n: int) -> list[str]:
    """``n`` of the colours ``(m, 3)``, evenly from the first to the last, as ``#1b2746``."""
    chosen = colors[np.linspace(0, len(colors) - 1, n).round().astype(int)]
    return ["#{:02x}{:02x}{:02x}".format(*color) for color in chosen.tolist()]


def _bar(bar: Bar, colors: list[str]) -> str:
    last = len(colors) - 1
    stops = [f'<stop offset="{i / last:.4g}" stop-color="{color}"/>' for i, color in enumerate(colors)]
    return (
        f'<defs><linearGradient id="ramp">{"".join(stops)}</linearGradient></defs><rect x="{bar.x:g}" y="{bar.y:g}" '
        f'width="{bar.width:g}" height="{bar.height:g}" fill="url(#ramp)" stroke="{LINE}" stroke-width="0.5"/>'
    )


def _heat(heat: Heat, scale: Scale, colors: list[str]) -> str:
    """One path a shade; neighbours in a row that share a shade are one rectangle."""
    n = len(heat.weights)
    side = heat.size / n
    at = share(scale, heat.weights) * (len(colors) - 1)
    shades = np.where(np.isnan(at), BLANK, np.rint(np.nan_to_num(at))).astype(int)
    paths: dict[int, list[str]] = {}
    for q in range(n):
        row = shades[q, : q + 1]
        edges = [0, *(np.flatnonzero(np.diff(row)) + 1).tolist(), q + 1]
        for start, end in pairwise(edges):
            paths.setdefault(int(row[start]), []).append(f"M{start} {q}h{end - start}v1H{start}z")
    paths.pop(BLANK, None)
    drawn = "".join(f'<path fill="{colors[shade]}" d="{"".join(paths[shade])}"/>' for shade in sorted(paths))
    frame = f'<path fill="none" stroke="{LINE}" stroke-width="{0.75 / side:.4g}" d="M0 0V{n}H{n}"/>'
    return (
        f'<g transform="translate({heat.x:g} {heat.y:g}) scale({side:.6g})" shape-rendering="crispEdges">'
        f"{drawn}{frame}</g>"
    )
