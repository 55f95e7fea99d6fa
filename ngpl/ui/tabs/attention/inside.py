"""Inside the head: every matrix between the queries and keys of one head and its output, with the arithmetic."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gradio as gr

from ngpl.inspection import anatomy
from ngpl.inspection.views import AnatomyView
from ngpl.plots.anatomy import anatomy_bytes
from ngpl.plots.anatomy_payload import anatomy_payload
from ngpl.plots.colors import PALETTE
from ngpl.ui.context import Context, Reading, Selection
from ngpl.ui.events import number
from ngpl.ui.page import Page
from ngpl.ui.tabs.attention.maps import head_of, select_token
from ngpl.ui.take import FORMS, ngpl_command, palette_of, suffix_of, taken, text_of
from ngpl.ui.view import view


def build(page: Page) -> None:
    """The selected head, taken apart; another one can be selected here as well."""
    picture = view("anatomy", forms=list(FORMS), taken=None)
    everything = [page.model, page.text, page.selection]
    last: dict[str, Any] = {"trigger_mode": "always_last"}
    page.follow(show, [], [picture])
    page.on(picture.head_select, select_head, everything, [page.selection, picture], **last)
    page.on(picture.token_select, select_token, [page.selection], [page.selection], **last)
    page.on(picture.take, take, everything, [picture])


def show(context: Context, model: str, text: str, selection: Selection) -> dict[str, Any] | None:
    """All matrices of the selected head; nothing for an empty text."""
    reading = context.read(model, text)
    return payload(reading, selection) if reading.ids else None


def payload(reading: Reading, selection: Selection) -> dict[str, Any]:
    """What the picture shows, and what else can be chosen."""
    c, token = reading.lm.gpt.config, selection.token
    chosen = token if token is not None and token < len(reading.ids) else None
    shape = {"n_layer": c.n_layer, "n_head": c.n_head, "token": chosen}
    return anatomy_payload(taken_apart(reading, selection)) | shape


def taken_apart(reading: Reading, selection: Selection) -> AnatomyView:
    return anatomy(reading.lm.gpt, reading.ids, *head_of(selection, reading), reading.labels)


def select_head(
    context: Context, model: str, text: str, selection: Selection, event: gr.EventData
) -> tuple[Selection, Any]:
    """Remember the head, and show it."""
    chosen = replace(selection, layer=number(event, "layer"), head=number(event, "head"))
    return chosen, show(context, model, text, chosen)


def take(context: Context, model: str, text: str, selection: Selection, event: gr.EventData) -> Any:
    """A file of all matrices of the head, and the command that makes the same one."""
    reading, suffix, palette = context.read(model, text), suffix_of(event), palette_of(event)
    name = f"inside{suffix}"
    command = command_of(model, reading, selection, palette, name)
    return gr.HTML(taken=taken(name, anatomy_bytes(taken_apart(reading, selection), suffix, palette), command))


def command_of(model: str, reading: Reading, selection: Selection, palette: str, out: str) -> str:
    """The command that makes the file ``out``; only flags that differ from their defaults."""
    layer, head = head_of(selection, reading)
    flags = ["--inside", "--layer", str(layer), "--head", str(head)]
    flags += ["--palette", palette] if palette != PALETTE else []
    return ngpl_command("attention", model, [*flags, "--out", out], text_of(reading))
