"""The Attention tab: where every head of every layer looks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gradio as gr

from ngpl.plots.attention import attention_payload, exact_payload
from ngpl.ui.context import Context, Selection
from ngpl.ui.events import number, number_or_none
from ngpl.ui.page import Page
from ngpl.ui.view import view


def build(page: Page) -> None:
    """All heads as thumbnails, the chosen one large with exact weights, and the text shaded by it."""
    picture = view("attention", exact=None, select=None)
    page.follow(show, [], [picture])
    chosen: dict[str, Any] = {"trigger_mode": "always_last"}
    everything = [page.model, page.text, page.selection]
    page.on(picture.head_select, select_head, everything, [page.selection, picture], **chosen)
    page.on(picture.token_select, select_token, [page.selection], [page.selection], **chosen)


def show(context: Context, model: str, text: str, selection: Selection) -> dict[str, Any] | None:
    """The maps of all heads; nothing for an empty text."""
    reading = context.read(model, text)
    if not reading.ids:
        return None
    maps = context.inspect(reading).attention_view
    layer, head = min(selection.layer, maps.n_layer - 1), min(selection.head, maps.n_head - 1)
    return attention_payload(maps, layer, head, selection.token)


def select_head(
    context: Context, model: str, text: str, selection: Selection, event: gr.EventData
) -> tuple[Selection, Any]:
    """Remember the head, and answer with its exact weights."""
    layer, head = number(event, "layer"), number(event, "head")
    reading = context.read(model, text)
    if not reading.ids:
        return selection, gr.skip()
    exact = exact_payload(context.inspect(reading).attention_view, layer, head)
    return replace(selection, layer=layer, head=head), gr.HTML(exact=exact)


def select_token(context: Context, selection: Selection, event: gr.EventData) -> Selection:
    """Remember the token, or that none is selected."""
    return replace(selection, token=number_or_none(event, "token"))
