"""A sheet as a message for the browser, drawn by the view ``sheet``."""

from __future__ import annotations

from typing import Any

from ngpl.plots.colors import DIVERGING, PALETTES
from ngpl.plots.labels import legible
from ngpl.plots.payload import pack
from ngpl.plots.sheet import Sheet
from ngpl.plots.sheet_scale import bar_title, record, ticks


def sheet_payload(sheet: Sheet) -> dict[str, Any]:
    """Everything that is seen of a sheet, JSON-able; the exact ``arrays`` are for files and stay here."""
    return {
        "name": sheet.name,
        "title": sheet.title,
        "note": sheet.note,
        "row_title": sheet.row_title,
        "column_title": sheet.column_title,
        "rows": [legible(label) for label in sheet.rows],
        "columns": [legible(label) for label in sheet.columns],
        "values": pack(sheet.values.astype("float32")),
        "scale": record(sheet.scale) | {"ticks": ticks(sheet.scale), "title": bar_title(sheet.scale)},
        "texts": shown_texts(sheet),
        "cards": [[[[name, legible(text)] for name, text in card] for card in row] for row in sheet.cards],
        "ramps": {"diverging": DIVERGING} if sheet.scale.signed else PALETTES,
    }


def shown_texts(sheet: Sheet) -> list[list[str]]:
    """The texts of the cells with marks for what does not show; an empty one stays empty."""
    return [[text and legible(text) for text in row] for row in sheet.texts]
