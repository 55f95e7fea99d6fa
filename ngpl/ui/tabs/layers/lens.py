"""Logit lens: what each layer would predict if it were the last, and how one token comes up on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gradio as gr

from ngpl.inspection import lens
from ngpl.inspection.views import LensView
from ngpl.plots.layers import lens_sheet, path_sheet
from ngpl.plots.sheet import Sheet
from ngpl.ui.context import Context, Reading, Selection
from ngpl.ui.page import Page
from ngpl.ui.tabs.layers.taking import chosen, sheet_view, shown_sheet, token_flag
from ngpl.ui.tabs.layers.target import Asked, Target, place_of, target_of, told
from ngpl.ui.take import taken_sheet, text_of

COLORS = [
    ("probability of the token shown", "probability"),
    ("entropy", "entropy"),
    ("probability of the target", "target"),
    ("rank of the target", "rank"),
]


def build(page: Page, asked: Asked) -> None:
    """Layers by positions; a cell selects its token in every tab, and the target's way through the layers there."""
    color = gr.Radio(COLORS, value="probability", label="Colour", elem_id="lens-color")
    page.link("color", color)
    picture, path = sheet_view("lens"), sheet_view("lens-path")
    everything = [page.model, page.text, page.selection, asked.box, color]
    last: dict[str, Any] = {"trigger_mode": "always_last"}
    page.follow(show, [asked.box, color], [asked.told, picture, path])
    page.on(color.input, show, everything, [asked.told, picture, path], **last)
    page.on(picture.cell_select, select, everything, [page.selection, path], **last)
    page.on(picture.take, take, everything, [picture])
    page.on(path.take, take_path, everything, [path])


def show(context: Context, model: str, text: str, selection: Selection, typed: str, color: str) -> tuple[Any, Any, Any]:
    """How the target was read, the lens, and the target's way at the selected position."""
    reading = context.read(model, text)
    if not reading.ids:
        return "", gr.HTML(None), gr.HTML(None)
    target = target_of(context, reading, typed)
    view, at = view_of(context, reading, target), place_of(reading, selection)
    sheet = lens_sheet(view, reading.lm.tokenizer.label, color)
    marked = shown_sheet(sheet, None if selection.token is None else 0, at)
    return told(reading, target), marked, shown_sheet(path_of(reading, view, at))


def view_of(context: Context, reading: Reading, target: Target) -> LensView:
    """The lens over a reading, from memory if it was made lately."""
    key = ("lens", reading.lm.hash, reading.ids, target.id)
    return context.kept(key, lambda: lens(reading.lm.gpt, context.inspect(reading), target=target.id))


def path_of(reading: Reading, view: LensView, at: int) -> Sheet:
    return path_sheet(view, reading.lm.tokenizer.label, at)


def select(
    context: Context, model: str, text: str, selection: Selection, typed: str, color: str, event: gr.EventData
) -> tuple[Selection, Any]:
    """The token of the cell becomes the selected one of the whole page."""
    reading = context.read(model, text)
    at = chosen(event, "column", len(reading.ids))
    view = view_of(context, reading, target_of(context, reading, typed))
    return replace(selection, token=at), shown_sheet(path_of(reading, view, at))


def take(
    context: Context, model: str, text: str, selection: Selection, typed: str, color: str, event: gr.EventData
) -> Any:
    """A file of the lens, and the command that makes the same one."""
    reading = context.read(model, text)
    texts, target = [text_of(reading)], target_of(context, reading, typed)
    sheet = lens_sheet(view_of(context, reading, target), reading.lm.tokenizer.label, color)
    return taken_sheet(sheet, "lens", model, [*token_flag("--target", target.typed), "--color", color], texts, event)


def take_path(
    context: Context, model: str, text: str, selection: Selection, typed: str, color: str, event: gr.EventData
) -> Any:
    """A file of the target's way, and the command that makes the same one."""
    reading = context.read(model, text)
    texts, target, at = [text_of(reading)], target_of(context, reading, typed), place_of(reading, selection)
    sheet = path_of(reading, view_of(context, reading, target), at)
    flags = [*token_flag("--target", target.typed), "--show", "path", "--position", str(at)]
    return taken_sheet(sheet, "lens", model, flags, texts, event)
