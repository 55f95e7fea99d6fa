"""An attention figure as SVG: rectangles and text, nothing embedded, nothing fetched."""

from __future__ import annotations

from html import escape
from itertools import pairwise

import numpy as np

from ngpl.plots.colors import RAMPS, ramp
from ngpl.plots.figure import LINE, Bar, Figure, Heat, Text
from ngpl.plots.payload import quantise

FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
SHADES = 32
COLORS = ["#{:02x}{:02x}{:02x}".format(*color) for color in ramp("light", SHADES).tolist()]


def svg(figure: Figure) -> bytes:
    """The file's bytes."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {figure.width:g} {figure.height:g}" '
        f'width="{figure.width:g}" height="{figure.height:g}" font-family="{FONT}" role="img">'
    )
    title = " ".join(escape(text.text) for text in figure.texts[:1])
    parts = [head, f"<title>{title}</title>", '<rect width="100%" height="100%" fill="#ffffff"/>', _bar(figure.bar)]
    parts += map(_heat, figure.heats)
    parts += map(_text, figure.texts)
    return "\n".join([*parts, "</svg>", ""]).encode("utf-8", "backslashreplace")


def _text(text: Text) -> str:
    turn = f' transform="rotate(-90 {text.x:g} {text.y:g})"' if text.turned else ""
    weight = ' font-weight="bold"' if text.bold else ""
    return (
        f'<text x="{text.x:g}" y="{text.y:g}" font-size="{text.size:g}" fill="{text.color}" '
        f'text-anchor="{text.anchor}" dominant-baseline="central"{weight}{turn}>{escape(text.text)}</text>'
    )


def _bar(bar: Bar) -> str:
    last = len(RAMPS["light"]) - 1
    stops = [f'<stop offset="{i / last:.4g}" stop-color="{color}"/>' for i, color in enumerate(RAMPS["light"])]
    return (
        f'<defs><linearGradient id="ramp">{"".join(stops)}</linearGradient></defs><rect x="{bar.x:g}" y="{bar.y:g}" '
        f'width="{bar.width:g}" height="{bar.height:g}" fill="url(#ramp)" stroke="{LINE}" stroke-width="0.5"/>'
    )


def _heat(heat: Heat) -> str:
    """One path a shade; neighbours in a row that share a shade are one rectangle."""
    n = len(heat.weights)
    scale = heat.size / n
    shades = np.rint(quantise(heat.weights) * ((SHADES - 1) / 255)).astype(int)
    paths: dict[int, list[str]] = {}
    for q in range(n):
        row = shades[q, : q + 1]
        edges = [0, *(np.flatnonzero(np.diff(row)) + 1).tolist(), q + 1]
        for start, end in pairwise(edges):
            paths.setdefault(int(row[start]), []).append(f"M{start} {q}h{end - start}v1H{start}z")
    drawn = "".join(f'<path fill="{COLORS[shade]}" d="{"".join(paths[shade])}"/>' for shade in sorted(paths))
    frame = f'<path fill="none" stroke="{LINE}" stroke-width="{0.75 / scale:.4g}" d="M0 0V{n}H{n}"/>'
    return (
        f'<g transform="translate({heat.x:g} {heat.y:g}) scale({scale:.6g})" shape-rendering="crispEdges">'
        f"{drawn}{frame}</g>"
    )
