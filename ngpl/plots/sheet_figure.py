"""Where everything of a printed sheet stands, in units of CSS pixels; sheet_svg.py and sheet_png.py draw it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ngpl.plots.colors import PALETTE, dark_ink
from ngpl.plots.figure import ASPECT, FAINT, INK, LABEL, MARGIN, Text
from ngpl.plots.labels import clip, legible, width
from ngpl.plots.sheet import Sheet
from ngpl.plots.sheet_payload import shown_texts
from ngpl.plots.sheet_scale import bar_colors, bar_title, shades, ticks

SIZE = 11  # of labels and of texts in cells
COLUMN = SIZE * ASPECT
NARROWEST, WIDEST = 420, 3000
BAR_WIDTH, BAR_HEIGHT = 220, 10
SPACE = 28  # between two sheets


@dataclass(frozen=True)
class Cells:
    """Coloured rectangles: ``colors`` ``(R, C, 3)`` uint8, ``there`` ``(R, C)``; each ``width`` by ``height``."""

    x: float
    y: float
    width: float
    height: float
    colors: np.ndarray
    there: np.ndarray

    @property
    def framed(self) -> bool:
        """Whether cells are large enough for a line around each."""
        return min(self.width, self.height) >= 12


@dataclass(frozen=True)
class Bar:
    """The colours ``(n, 3)`` of a scale, from left to right."""

    x: float
    y: float
    colors: np.ndarray


@dataclass(frozen=True)
class Block:
    """One sheet as drawn, or several below each other: from the top of the picture to ``bottom``."""

    texts: tuple[Text, ...]
    cells: tuple[Cells, ...]
    bars: tuple[Bar, ...]
    right: float
    bottom: float


def sheet_figure(sheets: Sequence[Sheet], palette: str = PALETTE) -> Block:
    """The sheets below each other; ``right`` and ``bottom`` are the size of the whole picture."""
    blocks: list[Block] = []
    for sheet in sheets:
        blocks.append(_block(sheet, blocks[-1].bottom + SPACE if blocks else MARGIN, palette))
    return Block(
        tuple(text for block in blocks for text in block.texts),
        tuple(cells for block in blocks for cells in block.cells),
        tuple(bar for block in blocks for bar in block.bars),
        max(block.right for block in blocks) + MARGIN,
        blocks[-1].bottom + MARGIN,
    )


def _block(sheet: Sheet, top: float, palette: str) -> Block:
    breadth, height = cell_size(sheet)
    labels = [clip(legible(label), LABEL) for label in sheet.rows]
    gutter = max([width(label) for label in labels] + [width(sheet.row_title) + 2]) * COLUMN + 8
    left = MARGIN + gutter
    right = max(left + breadth * len(sheet.columns), NARROWEST)
    title, top = _lines(sheet.title, 15, top, right, bold=True)
    note, top = _lines(sheet.note, 10.5, top, right, color=FAINT)
    header, top = _column_labels(sheet, left, top + 14, breadth)
    cells = Cells(left, top, breadth, height, shades(sheet.scale, sheet.values, "light", palette), there(sheet))
    bottom = top + height * len(sheet.rows)
    every = math.ceil((SIZE + 2) / height)
    rows = [
        Text(left - 6, top + (i + 0.5) * height, labels[i], SIZE, "end", FAINT) for i in range(0, len(labels), every)
    ]
    scale, bar = _scale(sheet, bottom + 22, palette)
    corner = [Text(left - 6, top - 9, f"{sheet.row_title} ↓", SIZE, "end")] if sheet.row_title else []
    texts = (*title, *note, *header, *corner, *rows, *_cell_texts(sheet, cells), *scale)
    return Block(texts, (cells,), (bar,), right, bar.y + BAR_HEIGHT + 16)


def there(sheet: Sheet) -> np.ndarray:
    """Which cells there are, ``(R, C)``."""
    return ~np.isnan(sheet.values)


def cell_size(sheet: Sheet) -> tuple[float, float]:
    """As wide as the texts in them are, or square; narrower where there are very many."""
    rows, columns = (max(1, n) for n in sheet.values.shape)
    widest = max((width(text) for row in shown_texts(sheet) for text in row), default=0)
    if widest:
        return min(max(30, min(widest, 12) * COLUMN + 8), max(3, WIDEST / columns)), 24
    breadth = min(44, max(3, 640 / columns))
    return breadth, max(breadth, min(24, 480 / rows))


def _lines(
    text: str, size: float, top: float, right: float, bold: bool = False, color: str = INK
) -> tuple[list[Text], float]:
    """``text`` in lines that end before ``right``, and where the last one ends."""
    room = int((right - MARGIN) / (size * ASPECT))
    lines = wrapped(text, room)
    texts = [
        Text(MARGIN, top + (i + 0.6) * size * 1.35, line, size, bold=bold, color=color) for i, line in enumerate(lines)
    ]
    return texts, top + (len(lines) * 1.35 + 0.4) * size


def wrapped(text: str, columns: int) -> list[str]:
    """Lines of whole words, at most ``columns`` wide; a longer word is cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(lines[-1]) + 1 + width(word) <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(clip(word, columns))
    return lines


def _column_labels(sheet: Sheet, left: float, top: float, breadth: float) -> tuple[list[Text], float]:
    """The title of the columns and their labels, turned where they are wider than a cell; where the cells begin."""
    labels = [clip(legible(label), LABEL) for label in sheet.columns]
    widest = max(map(width, labels), default=0) * COLUMN + 6
    turned = widest > max(breadth, 4 * COLUMN + 6)
    bottom = top + 10 + (widest + 4 if turned else 18)
    every = math.ceil((SIZE + 2 if turned else widest) / breadth)
    texts = [Text(left, top, f"{sheet.column_title} →", SIZE)] if sheet.column_title else []
    for j in range(0, len(labels), every):
        x = left + (j + 0.5) * breadth
        if turned:
            texts.append(Text(x, bottom - 5, labels[j], SIZE, "start", FAINT, turned=True))
        else:
            texts.append(Text(x, bottom - 9, labels[j], SIZE, "middle", FAINT))
    return texts, bottom


def _cell_texts(sheet: Sheet, cells: Cells) -> list[Text]:
    """The texts in the middle of their cells, cut where they are too long, none where not even three signs fit."""
    room = int((cells.width - 4) / COLUMN)
    if room < 3:
        return []
    dark = dark_ink(cells.colors)
    return [
        Text(
            cells.x + (j + 0.5) * cells.width,
            cells.y + (i + 0.5) * cells.height,
            clip(text, room),
            SIZE,
            "middle",
            "#000000" if dark[i, j] else "#ffffff",
        )
        for i, row in enumerate(shown_texts(sheet))
        for j, text in enumerate(row)
        if text and cells.there[i, j]
    ]


def _scale(sheet: Sheet, top: float, palette: str) -> tuple[list[Text], Bar]:
    """What the colours mean, at the foot of the sheet."""
    bar = Bar(MARGIN + 12, top + 12, bar_colors(sheet.scale, "light", palette))
    under = bar.y + BAR_HEIGHT + 9
    marks = [Text(bar.x + BAR_WIDTH * at, under, mark, 8.5, "middle", FAINT) for at, mark in ticks(sheet.scale)]
    return [Text(MARGIN, top, bar_title(sheet.scale), SIZE), *marks], bar
