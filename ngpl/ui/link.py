"""Links: what the page shows as an address, which shows the same in any copy of the app. Nothing of it is kept here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from time import time_ns
from typing import Any
from urllib.parse import urlencode

import gradio as gr
from gradio.components import Component

from ngpl.errors import InputError, NGPLError
from ngpl.hub import LanguageModel
from ngpl.model.kinds import shape_of
from ngpl.ui.context import Context, Reading, Selection
from ngpl.ui.link_fields import LONGEST, OWN, Place, clipped, one_of, within
from ngpl.ui.page import Page
from ngpl.ui.view import view

SAFE = ":/,;"  # not escaped, so that a link can be read
DIGITS = 12  # of the hash of a model's weights
SHOWN = 6  # of these in words
LONGEST_NAME = 100  # characters of a model's
OFTEN_CUT = 8_000  # characters of an address, which some programs take no more of


def build(page: Page) -> None:
    """The button, what it says, and the opening of a link together with the page. To be called after the tabs: what
    they name goes into the link."""
    with page.actions:
        button = gr.Button("Link", size="sm", scale=0, min_width=0, elem_id="link")
        status = view("link", elem_id="link-status", made=None, told=None)
    shown = [page.model, page.text, page.selection]
    page.on(button.click, partial(make, page), [*shown, *page.links.sources], [status], trigger_mode="always_last")
    page.on(page.demo.load, partial(load, page, status), [], [status, page.opened, *shown, *page.links.targets])


# What is shown, as a link


def make(page: Page, context: Context, model: str, text: str, selection: Selection, *values: Any) -> Any:
    """What the browser needs to copy the link: the query string, and what it is in words."""
    query = query_of(page, context, model, text, selection, dict(zip(page.links.sources, values)))
    words = f"{context.model(model).name}, {len(text or ''):,} characters of text"
    if len(query) > OFTEN_CUT:
        words += f"; the link has {len(query):,} characters, and some programs cut links after {OFTEN_CUT:,}"
    return gr.HTML(made={"query": query, "words": words, "once": str(time_ns())})


def query_of(
    page: Page, context: Context, model: str, text: str, selection: Selection, values: Mapping[Component, Any]
) -> str:
    """All that is shown as a query string. ``InputError`` if an address cannot carry it."""
    reading, place = context.read(model, text), open_place(page, values)
    said = {"model": model, "weights": reading.lm.hash[:DIGITS], "text": text or "", "tab": "/".join(place)}
    said |= {name: str(number) for name, number in chosen(reading, selection).items()}
    fields = {one.name: one.written(values) for one in page.links.of(place)}
    return encoded(said | {name: value for name, value in fields.items() if value is not None})


def open_place(page: Page, values: Mapping[Component, Any]) -> Place:
    """The open tab and, if it has parts, the open part."""
    place: Place = ()
    while bar := page.links.bars.get(place):
        place = (*place, values[bar.active])
    return place


def chosen(reading: Reading, selection: Selection) -> dict[str, int]:
    """The selected head, or the last one where this model has fewer, and the token if there is one."""
    (n_layer, n_head), token = shape_of(reading.lm.config), selection.token
    head = {"layer": min(selection.layer, n_layer - 1), "head": min(selection.head, n_head - 1)} if n_layer else {}
    return head | ({"token": token} if token is not None and 0 <= token < len(reading.ids) else {})


def encoded(said: Mapping[str, str]) -> str:
    try:
        query = urlencode(said, safe=SAFE)
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):04X}"
        raise InputError(f"the text holds half a character ({half}), which no link can carry; remove it") from error
    if len(query) > LONGEST:
        raise InputError(f"the link would have {len(query):,} characters; servers take {LONGEST:,}. Shorten the text")
    return query


# A link that is opened


@dataclass
class Opening:
    """What a link changes, and what has to be said of it."""

    changes: dict[Any, Any] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    @contextmanager
    def telling(self, what: str) -> Iterator[None]:
        """What cannot be set is left out, and told."""
        try:
            yield
        except NGPLError as error:
            self.told.append(f"{what} not set: {error}".rstrip("."))


def load(page: Page, status: gr.HTML, context: Context, request: gr.Request) -> dict[Any, Any]:
    """The page as the browser's address has it; as it is if that is no link."""
    query = dict(request.query_params)
    if not any(name in query for name in OWN):
        return {status: gr.skip()}
    opening = opened(page, context, query)
    told = gr.HTML(told=f"Link: {'. '.join(opening.told)}.")
    return {status: told, page.opened: str(time_ns()), **opening.changes}


def opened(page: Page, context: Context, query: Mapping[str, str]) -> Opening:
    """All that a query string sets; what it does not name stays."""
    opening = Opening()
    model, text = open_model(page, context, query, opening), page.text.value or ""
    with opening.telling("text"):
        if "text" in query:
            opening.changes[page.text] = text = within(query["text"])
    reading = context.read(model, text)
    opening.changes |= {page.selection: open_selection(query, reading, opening)}
    for one in page.links.of(open_tabs(page, query, opening)):
        with opening.telling(one.name):
            if one.name in query:
                opening.changes[one.control] = one.form.read(query[one.name], reading)
    return opening


def open_model(page: Page, context: Context, query: Mapping[str, str], opening: Opening) -> str:
    """The model of the link; the usual one if this copy does not offer it."""
    usual = context.settings.default_model
    model = query.get("model", usual)[:LONGEST_NAME]
    try:
        lm = context.model(model)
    except NGPLError as error:
        opening.told.append(f"{error}; {usual} is shown instead")
        return usual
    opening.changes[page.model] = model
    opening.told.append(f"{lm.name}{compared(lm, query.get('weights'))}")
    return model


def compared(lm: LanguageModel, weights: str | None) -> str:
    """Whether a link was made with the same weights, in words."""
    own = lm.hash[:DIGITS]
    if weights is None:
        return ""
    if not re.fullmatch(f"[0-9a-f]{{{DIGITS}}}", weights):
        return f"; its weights are not known: {clipped(weights)} are not {DIGITS} hexadecimal digits"
    if weights == own:
        return f", same weights ({own[:SHOWN]}…)"
    theirs, here = f"the link is from {weights[:SHOWN]}…", f"this copy has {own[:SHOWN]}…"
    return f", other weights: {theirs}, {here}; figures may differ"


def open_selection(query: Mapping[str, str], reading: Reading, opening: Opening) -> Selection:
    """The head and the token, as far as this model and text have them."""
    (n_layer, n_head), found = shape_of(reading.lm.config), {}
    for name, count in {"layer": n_layer, "head": n_head, "token": len(reading.ids)}.items():
        with opening.telling(name):
            if name in query:
                found[name] = number_below(query[name], count)
    return Selection(**found)


def number_below(said: str, count: int) -> int:
    """A whole number from 0 to ``count`` - 1; ``InputError`` else."""
    number = int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else count
    if number >= count:
        raise InputError(f"there is no {clipped(said)}; there are {f'0 to {count - 1}' if count else 'none'}")
    return number


def open_tabs(page: Page, query: Mapping[str, str], opening: Opening) -> Place:
    """The tab and the part that are open then."""
    place: Place = ()
    with opening.telling("tab"):
        for name in filter(None, query.get("tab", "").split("/")):
            bar = page.links.bars.get(place)
            one_of(name, bar.names if bar else ())
            assert bar is not None
            opening.changes |= {bar.tabs: gr.Tabs(selected=name), bar.active: name}
            place = (*place, name)
    while bar := page.links.bars.get(place):
        place = (*place, bar.names[0])
    return place
