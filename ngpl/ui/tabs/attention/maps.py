"""Maps: where every head of every layer looks, one head or several at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gradio as gr

from ngpl import answers
from ngpl.errors import InputError
from ngpl.hub import LanguageModel
from ngpl.looks import offers
from ngpl.plots.attention import attention_payload, combined_payload, exact_payload, measures_payload
from ngpl.plots.export import attention_bytes
from ngpl.ui.context import Context, Reading, Selection
from ngpl.ui.events import number, number_or_none
from ngpl.ui.page import Page
from ngpl.ui.tabs.attention.options import OPTIONS_FORM, Options, command_of, options_of, shown_of
from ngpl.ui.take import FORMS, suffix_of, taken, text_of
from ngpl.ui.view import view

ANSWERS: dict[str, Any] = dict.fromkeys(("exact", "combined", "sunk", "scores", "select", "taken"))


def build(page: Page) -> None:
    """All heads as thumbnails; those chosen as a map and as lines, with exact weights, and the text shaded by them."""
    picture = view("attention", forms=list(FORMS), **ANSWERS)
    options = gr.State(Options())
    page.link("options", options, OPTIONS_FORM)
    everything = [page.model, page.text, page.selection, options]
    last: dict[str, Any] = {"trigger_mode": "always_last"}
    page.follow(show, [options], [picture])
    page.on(picture.head_select, select_head, everything, [page.selection, picture], **last)
    page.on(picture.token_select, select_token, [page.selection], [page.selection], **last)
    page.on(picture.options, set_options, everything, [options, picture], **last)
    page.on(picture.scores, score_heads, everything, [picture], concurrency_id="scores", concurrency_limit=1)
    page.on(picture.take, take, [page.model, page.text], [picture])


def show(context: Context, model: str, text: str, selection: Selection, options: Options) -> dict[str, Any] | None:
    """The maps of all heads; nothing for an empty text."""
    reading = context.read(model, text)
    return payload(context, reading, selection, options) if reading.ids else None


def payload(context: Context, reading: Reading, selection: Selection, options: Options) -> dict[str, Any]:
    """What the picture shows, and what can be made of it."""
    layer, head = head_of(selection, reading)
    shown = attention_payload(context.maps(reading, options.sink), layer, head, selection.token, options)
    return shown | offers() | {"model": reading.lm.hash, "options": options.to_dict()}


def head_of(selection: Selection, reading: Reading) -> tuple[int, int]:
    """The selected head, or the last one where this model has fewer."""
    c = reading.lm.gpt.config
    return min(selection.layer, c.n_layer - 1), min(selection.head, c.n_head - 1)


def select_head(
    context: Context, model: str, text: str, selection: Selection, options: Options, event: gr.EventData
) -> tuple[Selection, Any]:
    """Remember the head, and answer with its exact weights."""
    layer, head = number(event, "layer"), number(event, "head")
    reading = context.read(model, text)
    if not reading.ids:
        return selection, gr.skip()
    exact = exact_payload(context.maps(reading, options.sink), layer, head)
    return replace(selection, layer=layer, head=head), gr.HTML(exact=exact)


def select_token(context: Context, selection: Selection, event: gr.EventData) -> Selection:
    """Remember the token, or that none is selected."""
    return replace(selection, token=number_or_none(event, "token"))


def set_options(
    context: Context, model: str, text: str, selection: Selection, before: Options, event: gr.EventData
) -> tuple[Options, Any]:
    """Remember the options, and answer with what the browser cannot make: maps with another sink, or a combination."""
    options, reading = options_of(event._data), context.read(model, text)
    sink, exact = shown_of(event)
    if not reading.ids:
        return options, gr.skip()
    if options.sink != sink:
        return options, gr.HTML(sunk=payload(context, reading, selection, options))
    if options.combines and not exact:
        return options, gr.HTML(combined=combination(context, reading, options))
    return options, gr.skip()


def combination(context: Context, reading: Reading, options: Options) -> dict[str, Any]:
    """The map that the chosen heads make together."""
    maps = context.maps(reading, options.sink)
    made = options.of(context.maps(reading), options.heads)
    return combined_payload(maps, made, options.combine, options.heads)


def score_heads(
    context: Context, model: str, text: str, selection: Selection, options: Options, event: gr.EventData
) -> Any:
    """What the heads of the model are called, and what is measured on their maps. It may take seconds the first time,
    so it comes after the picture."""
    reading = context.read(model, text)
    measures = measures_payload(context.maps(reading, options.sink)) if reading.ids else None
    return gr.HTML(scores={"model": reading.lm.hash, "tags": tags_of(context, reading.lm), "measures": measures})


def tags_of(context: Context, lm: LanguageModel) -> dict[str, Any] | None:
    """The tags of all heads with their scores; nothing of a model too small to be measured."""
    try:
        return answers.heads(context.head_scores(lm))
    except InputError:
        return None


def take(context: Context, model: str, text: str, event: gr.EventData) -> Any:
    """A file of what the browser shows, and the command that makes the same one."""
    reading, suffix = context.read(model, text), suffix_of(event)
    words = text_of(reading)
    options, layer, head = options_of(event._data.get("options")), number(event, "layer"), number(event, "head")
    maps, single = options.of(context.maps(reading), options.heads or None), not options.combines
    data = attention_bytes(maps, suffix, layer if single else None, head if single else None, options.looks)
    name = f"attention{suffix}"
    return gr.HTML(taken=taken(name, data, command_of(model, words, options, layer, head, name)))
