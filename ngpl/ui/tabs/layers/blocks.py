"""Blocks: what each block adds to the target's logit, attention and MLP apart, and how long the stream grows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import gradio as gr

from ngpl.inspection import attribute
from ngpl.inspection.views import AttributionView
from ngpl.plots.layers import ATTRIBUTIONS
from ngpl.plots.sheet import Sheet
from ngpl.ui.context import Context, Reading, Selection
from ngpl.ui.page import Page
from ngpl.ui.tabs.layers.taking import chosen, sheet_view, shown_sheet, token_flag
from ngpl.ui.tabs.layers.target import Asked, Target, paragraph, place_of, target_of, told
from ngpl.ui.take import taken_sheet, text_of


def build(page: Page, asked: Asked) -> None:
    """The parts of a logit, those of each head, and the lengths; a head or a token chosen is so in every tab."""
    total = gr.HTML(elem_id="blocks-total", apply_default_css=False)
    with gr.Row():
        with gr.Column(min_width=300):
            blocks = sheet_view("blocks")
        with gr.Column(min_width=300):
            heads = sheet_view("blocks-heads")
    norms = sheet_view("blocks-norms")
    everything = [page.model, page.text, page.selection, asked.box]
    sheets = {"blocks": blocks, "heads": heads, "norms": norms}
    last: dict[str, Any] = {"trigger_mode": "always_last"}
    page.follow(show, [asked.box], [asked.told, total, *sheets.values()])
    page.on(heads.cell_select, select_head, everything, [page.selection], **last)
    page.on(norms.cell_select, select_token, everything, [page.selection, asked.told, total, blocks, heads], **last)
    for name, sheet in sheets.items():
        page.on(sheet.take, TAKES[name], everything, [sheet])


def show(context: Context, model: str, text: str, selection: Selection, typed: str) -> list[Any]:
    """How the target was read, the sum in words, and the three sheets."""
    reading = context.read(model, text)
    if not reading.ids:
        return ["", "", *[gr.HTML(None)] * 3]
    target = target_of(context, reading, typed, place_of(reading, selection))
    view = view_of(context, reading, target, selection)
    cells = {"blocks": (), "heads": head_cell(view, selection), "norms": (0, view.position)}
    sheets = [shown_sheet(sheet_of(reading, view, name), *cell) for name, cell in cells.items()]
    return [told(reading, target), sum_of(view), *sheets]


def view_of(context: Context, reading: Reading, target: Target, selection: Selection) -> AttributionView:
    """The attribution at the selected position, from memory if it was made lately."""
    at = place_of(reading, selection)
    key = ("blocks", reading.lm.hash, reading.ids, target.id, at)
    return context.kept(key, lambda: attribute(reading.lm.gpt, reading.ids, target.id, at))


def sheet_of(reading: Reading, view: AttributionView, name: str) -> Sheet:
    return ATTRIBUTIONS[name](view, reading.lm.tokenizer.label)


def head_cell(view: AttributionView, selection: Selection) -> tuple[int, int]:
    """The selected head, or the last one where this model has fewer."""
    layers, heads = view.heads.shape
    return min(selection.layer, layers - 1), min(selection.head, heads - 1)


def sum_of(view: AttributionView) -> str:
    """The sum and the logit in words."""
    bias = f" {view.offset:+.3f} (bias of the norm)" if view.offset else ""
    parts = f"embedding {view.embedding:+.3f}, attention {view.attention.sum():+.3f}, MLPs {view.mlp.sum():+.3f}"
    equal = f"sum {view.total:.4f}, the model's own logit {view.logit:.4f}"
    return paragraph(f"{parts}{bias}: {equal}; exact with the scale of the final norm held fixed.".replace("-", "−"))


def select_head(
    context: Context, model: str, text: str, selection: Selection, typed: str, event: gr.EventData
) -> Selection:
    """The head becomes the selected one of the whole page."""
    c = context.model(model).gpt.config
    return replace(selection, layer=chosen(event, "row", c.n_layer), head=chosen(event, "column", c.n_head))


def select_token(
    context: Context, model: str, text: str, selection: Selection, typed: str, event: gr.EventData
) -> list[Any]:
    """The token becomes the selected one of the whole page, and the parts are those of the logit after it."""
    at = chosen(event, "column", len(context.read(model, text).ids))
    selection = replace(selection, token=at)
    return [selection, *show(context, model, text, selection, typed)[:-1]]


def take(
    name: str, context: Context, model: str, text: str, selection: Selection, typed: str, event: gr.EventData
) -> Any:
    """A file of one sheet, and the command that makes the same one."""
    reading = context.read(model, text)
    texts, at = [text_of(reading)], place_of(reading, selection)
    target = target_of(context, reading, typed, at)
    sheet = sheet_of(reading, view_of(context, reading, target, selection), name)
    flags = [*token_flag("--target", target.typed), "--show", name, "--position", str(at)]
    return taken_sheet(sheet, "attribute", model, flags, texts, event)


TAKES = {name: partial(take, name) for name in ATTRIBUTIONS}
