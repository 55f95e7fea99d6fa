"""Sheets as PNG, twice as sharp as their CSS pixels, drawn with Pillow."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageDraw

from ngpl.plots.figure import LINE
from ngpl.plots.png import SHARPNESS, draw_text
from ngpl.plots.sheet_figure import BAR_HEIGHT, BAR_WIDTH, Bar, Block, Cells


def sheet_png(figure: Block) -> bytes:
    """The file's bytes; the same on every run with the same fonts."""
    image = Image.new("RGB", (round(figure.right * SHARPNESS), round(figure.bottom * SHARPNESS)), "#ffffff")
    draw = ImageDraw.Draw(image)
    for cells in figure.cells:
        _draw_cells(draw, cells)
    for bar in figure.bars:
        _draw_bar(image, draw, bar)
    for text in figure.texts:
        draw_text(image, draw, text)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw_cells(draw: ImageDraw.ImageDraw, cells: Cells) -> None:
    rows, columns = cells.there.shape
    xs = np.rint((cells.x + np.arange(columns + 1) * cells.width) * SHARPNESS).astype(int).tolist()
    ys = np.rint((cells.y + np.arange(rows + 1) * cells.height) * SHARPNESS).astype(int).tolist()
    line = 1 if cells.framed else 0
    for i, j in np.argwhere(cells.there).tolist():
        box = xs[j], ys[i], xs[j + 1] - 1 + line, ys[i + 1] - 1 + line
        draw.rectangle(box, tuple(cells.colors[i, j].tolist()), LINE if cells.framed else None)


def _draw_bar(image: Image.Image, draw: ImageDraw.ImageDraw, bar: Bar) -> None:
    x, y, width, height = (round(value * SHARPNESS) for value in (bar.x, bar.y, BAR_WIDTH, BAR_HEIGHT))
    colors = bar.colors[np.linspace(0, len(bar.colors) - 1, width).round().astype(int)]
    image.paste(Image.fromarray(np.repeat(colors[None], height, 0)), (x, y))
    draw.rectangle((x - 1, y - 1, x + width, y + height), outline=LINE)
