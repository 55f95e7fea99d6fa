"""Columns for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from ngpl.plots.labels import visible, width


def table(rows: Sequence[Sequence[object]], right: str = "") -> str:
    """Rows as lines of aligned columns; the first row is the heading. Columns headed by a name of ``right`` end flush.

    Nothing in a cell is invisible, and nothing in it can steer the terminal.
    """
    cells = [[_shown(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    flush = [heading in right.split() for heading in cells[0]]
    return "\n".join(_line(row, widths, flush) for row in cells)


def _shown(cell: object) -> str:
    return f"{cell:.4f}" if isinstance(cell, float) else " ".join(map(_word, str(cell).split(" ")))


def _word(word: str) -> str:
    return visible(word) if word else ""


def _line(row: list[str], widths: list[int], flush: list[bool]) -> str:
    padded = []
    for cell, columns, right in zip(row, widths, flush, strict=True):
        space = " " * (columns - width(cell))
        padded.append(space + cell if right else cell + space)
    return "  ".join(padded).rstrip()
