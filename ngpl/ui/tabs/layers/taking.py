"""Sheets of the layers tab to take along, each with the command that makes the same file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from ngpl.errors import InputError
from ngpl.plots.colors import PALETTE
from ngpl.plots.sheet import Sheet
from ngpl.plots.sheet_export import sheet_bytes
from ngpl.plots.sheet_payload import sheet_payload
from ngpl.ui.context import Reading, parted
from ngpl.ui.events import number
from ngpl.ui.take import FORMS, command_line, suffix_of, taken
from ngpl.ui.view import view


def sheet_view(name: str) -> gr.HTML:
    """An empty sheet that can be taken along."""
    return view("sheet", elem_id=name, forms=list(FORMS), taken=None, select=None)


def shown_sheet(sheet: Sheet, row: int | None = None, column: int = 0) -> Any:
    """The update that shows a sheet, with one cell chosen."""
    return gr.HTML(sheet_payload(sheet), select=None if row is None else {"row": row, "column": column})


def file_of(
    sheet: Sheet, command: str, model: str, flags: Sequence[str], texts: Sequence[str], event: gr.EventData
) -> Any:
    """The answer to a sheet's event ``take``: the file, and ``ngpl COMMAND`` with these flags and texts for it."""
    suffix, (name, dtype) = suffix_of(event), parted(model)
    palette = str(event._data.get("palette") or PALETTE)
    data, out = sheet_bytes(sheet, suffix, palette), f"{sheet.name}{suffix}"
    words = ["ngpl", command, "--model", name, *(["--dtype", dtype] if dtype != "auto" else []), *flags]
    words += ["--palette", palette] if palette != PALETTE else []
    return gr.HTML(taken=taken(out, data, command_line([*words, "--out", out, "--", *texts])))


def chosen(event: gr.EventData, name: str, most: int) -> int:
    """The row or column of an event ``cell_select``; ``InputError`` if the sheet has none such."""
    at = number(event, name)
    if not 0 <= at < most:
        raise InputError(f"there is no {name} {at}; there are 0 to {most - 1}")
    return at


def text_of(reading: Reading) -> str:
    """The text that a command must be given to read the same tokens; ``InputError`` if there is none."""
    if not reading.ids:
        raise InputError("there is nothing to take along: the text is empty")
    if len(reading.ids) == reading.total:
        return reading.text
    text = reading.lm.decode(reading.ids)
    if tuple(reading.lm.encode(text)) != reading.ids:
        raise InputError(f"the text is cut in the middle of a character; give at most {reading.room:,} tokens")
    return text


def token_flag(flag: str, typed: str) -> list[str]:
    """``--target=cat``; nothing for an empty box. ``--`` alone, which argparse would drop, goes in quotes."""
    return [f'{flag}="--"' if typed == "--" else f"{flag}={typed}"] if typed.strip() else []
