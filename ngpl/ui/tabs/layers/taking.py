"""Sheets of the layers tab to take along, each with the command that makes the same file."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ngpl.errors import InputError
from ngpl.plots.sheet import Sheet
from ngpl.plots.sheet_payload import sheet_payload
from ngpl.ui.events import number
from ngpl.ui.take import FORMS
from ngpl.ui.view import view


def sheet_view(name: str) -> gr.HTML:
    """An empty sheet that can be taken along."""
    return view("sheet", elem_id=name, forms=list(FORMS), taken=None, select=None)


def shown_sheet(sheet: Sheet, row: int | None = None, column: int = 0) -> Any:
    """The update that shows a sheet, with one cell chosen."""
    return gr.HTML(sheet_payload(sheet), select=None if row is None else {"row": row, "column": column})


def chosen(event: gr.EventData, name: str, most: int) -> int:
    """The row or column of an event ``cell_select``; ``InputError`` if the sheet has none such."""
    at = number(event, name)
    if not 0 <= at < most:
        raise InputError(f"there is no {name} {at}; there are 0 to {most - 1}")
    return at


def token_flag(flag: str, typed: str) -> list[str]:
    """``--target=cat``; nothing for an empty box. ``--`` alone, which argparse would drop, goes in quotes."""
    return [f'{flag}="--"' if typed == "--" else f"{flag}={typed}"] if typed.strip() else []
