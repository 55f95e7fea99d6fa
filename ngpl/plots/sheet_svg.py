"""Sheets as SVG: a rectangle for every cell, and text; nothing embedded, nothing fetched."""

from __future__ import annotations

from html import escape

import numpy as np

from ngpl.plots.figure import LINE
from ngpl.plots.sheet_figure import BAR_HEIGHT, BAR_WIDTH, Bar, Block, Cells
from ngpl.plots.svg import FONT, STOPS, hexes, text_element


def sheet_svg(figure: Block, title: str) -> bytes:
    """The file's bytes."""
    size = f'width="{figure.right:g}" height="{figure.bottom:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {figure.right:g} {figure.bottom:g}" {size} '
        f'font-family="{FONT}" role="img">',
        f'<title>{escape(title)}</title><rect width="100%" height="100%" fill="#ffffff"/>',
        *map(_cells, figure.cells),
        *(_bar(bar, f"bar{i}") for i, bar in enumerate(figure.bars)),
        *map(text_element, figure.texts),
        "</svg>",
        "",
    ]
    return "\n".join(parts).encode("utf-8", "backslashreplace")


def _cells(cells: Cells) -> str:
    look = f'stroke="{LINE}" stroke-width="0.5"' if cells.framed else 'shape-rendering="crispEdges"'
    colors = cells.colors[cells.there]
    rects = (
        f'<rect x="{cells.x + j * cells.width:.6g}" y="{cells.y + i * cells.height:.6g}" width="{cells.width:.6g}" '
        f'height="{cells.height:.6g}" fill="{fill}"/>'
        for (i, j), fill in zip(np.argwhere(cells.there).tolist(), hexes(colors, len(colors)))
    )
    return "\n".join([f"<g {look}>", *rects, "</g>"])


def _bar(bar: Bar, name: str) -> str:
    colors = enumerate(hexes(bar.colors, STOPS))
    stops = "".join(f'<stop offset="{i / (STOPS - 1):.4g}" stop-color="{color}"/>' for i, color in colors)
    return (
        f'<defs><linearGradient id="{name}">{stops}</linearGradient></defs><rect x="{bar.x:g}" y="{bar.y:g}" '
        f'width="{BAR_WIDTH}" height="{BAR_HEIGHT}" fill="url(#{name})" stroke="{LINE}" stroke-width="0.5"/>'
    )
