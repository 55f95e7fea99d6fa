"""The tokens tab: what the text is cut into, how one token came about, and how other tokenizers cut it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gradio as gr

from ngpl.hub import list_models
from ngpl.ui.context import Context, Reading, Selection, parted
from ngpl.ui.events import number_or_none
from ngpl.ui.page import Page
from ngpl.ui.token_views import byte_baseline, comparison, merges, strip
from ngpl.ui.view import view


def build(page: Page) -> None:
    text_view = view("tokens")
    merge_view = view("merges")
    gr.Markdown("### The same text in every tokenizer", elem_id="tokenizers-title")
    table = view("tokenizers")
    names = gr.State([info.name for info in list_models()])
    shared = [page.model, page.text, page.selection]
    page.follow(show, [], [text_view, merge_view])
    page.follow(compare, [names], [table])
    page.on(text_view.token_select, select, shared, [page.selection, merge_view])


def show(context: Context, model: str, text: str, selection: Selection) -> tuple[dict[str, Any], dict[str, Any]]:
    """The text cut into tokens, all of it that is read, and how the selected one came about."""
    reading = context.read(model, text)
    pieces = reading.lm.tokenizer.pieces(reading.text)
    shown = strip(reading, pieces) | {"selected": selection.token}
    return shown, merges(reading.lm.tokenizer, reading.text, pieces, selection.token)


def select(
    context: Context, model: str, text: str, selection: Selection, event: gr.EventData
) -> tuple[Selection, dict[str, Any]]:
    """The token that was clicked becomes the selected one of all tabs, or none; its merges are shown."""
    reading = context.read(model, text)
    pieces = reading.lm.tokenizer.pieces(reading.text)
    token = chosen_token(event, len(pieces))
    everywhere = token if token is not None and token < len(reading.ids) else None
    return replace(selection, token=everywhere), merges(reading.lm.tokenizer, reading.text, pieces, token)


def chosen_token(event: gr.EventData, count: int) -> int | None:
    """What the browser says was clicked, if it is one of ``count`` tokens."""
    token = number_or_none(event, "token")
    return token if token is not None and 0 <= token < count else None


def compare(context: Context, model: str, text: str, selection: Selection, names: list[str]) -> dict[str, Any]:
    """The text in the tokenizer of every model on offer, the chosen one's first, and as plain bytes.

    Only as many models as are kept in memory, so that looking at this pushes none out.
    """
    others = [name for name in names if name != parted(model)[0]]
    readings: list[Reading] = [context.read(name, text) for name in [model, *others][: context.limits.loaded_models]]
    rows = [comparison(reading.lm.name, reading.lm.tokenizer, reading.text) for reading in readings]
    return {"rows": [*rows, byte_baseline(readings[0].text)] if readings[0].text else []}
