"""Sheets as numbers: NumPy archive, JSON, CSV. Labels are written exactly, not as a picture shows them."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ngpl.plots.sheet import Sheet
from ngpl.plots.sheet_scale import record
from ngpl.plots.tables import shortest

COLUMNS = ("row", "column", "row_label", "column_label", "value", "text")


def npz(sheets: Sequence[Sheet]) -> bytes:
    """``values`` ``(R, C)`` float32, ``rows`` ``(R,)``, ``columns`` ``(C,)`` and the exact ``arrays`` by their names.

    Of several sheets, every name is preceded by the sheet's and a dot.
    """
    arrays: dict[str, Any] = {}
    for sheet in sheets:
        before = f"{sheet.name}." if len(sheets) > 1 else ""
        labels = {"rows": np.array(sheet.rows, np.str_), "columns": np.array(sheet.columns, np.str_)}
        own = {"values": sheet.values.astype(np.float32), **labels, **sheet.arrays}
        arrays |= {before + name: array for name, array in own.items()}
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def to_json(sheets: Sequence[Sheet]) -> bytes:
    """All of a sheet; of several, ``{"sheets": [...]}``. JSON knows no NaN (null) and no infinity ("inf", "-inf")."""
    records = [_record(sheet) for sheet in sheets]
    record = records[0] if len(records) == 1 else {"sheets": records}
    return json.dumps(record, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace")


def _record(sheet: Sheet) -> dict[str, Any]:
    titles = {name: getattr(sheet, name) for name in ("name", "title", "note", "row_title", "column_title")}
    cards = [[[list(pair) for pair in card] for card in row] for row in sheet.cards]
    return {
        **titles,
        "scale": record(sheet.scale),
        "rows": sheet.rows,
        "columns": sheet.columns,
        "values": _plain(shortest(sheet.values.astype(np.float32))),
        "texts": [list(row) for row in sheet.texts],
        "cards": cards,
        "arrays": {name: _plain(shortest(np.asarray(array))) for name, array in sheet.arrays.items()},
    }


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    return value


def to_csv(sheets: Sequence[Sheet]) -> bytes:
    """One line a cell, row by row; of several sheets, the name of its sheet stands before it."""
    several = len(sheets) > 1
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("sheet", *COLUMNS) if several else COLUMNS)
    for sheet in sheets:
        writer.writerows((sheet.name, *cell) if several else cell for cell in _cells(sheet))
    return text.getvalue().encode("utf-8", "backslashreplace")


def _cells(sheet: Sheet) -> Iterator[tuple[Any, ...]]:
    exact = sheet.values.astype(np.float32)
    for i, j in np.argwhere(~np.isnan(exact)).tolist():
        text = sheet.texts[i][j] if sheet.texts else ""
        yield i, j, sheet.rows[i], sheet.columns[j], str(exact[i, j]), text
