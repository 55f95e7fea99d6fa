"""The attention tab: maps of every head, and what else there is to see in a head. A part a file, each an inner tab."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import gradio as gr

from ngpl.ui.page import Page, hand_out
from ngpl.ui.tabs.attention import compare, film, inside, maps, matters

PARTS: dict[str, Callable[[Page], None]] = {
    "Maps": maps.build,
    "Inside the head": inside.build,
    "Compare": compare.build,
    "Which heads matter": matters.build,
    "While generating": film.build,
}


def build(page: Page) -> None:
    """The parts; one that is not open is asked for nothing."""
    first = next(iter(PARTS))
    active = gr.Textbox(first, visible=False)
    tickets = {name: gr.Textbox("0", visible="hidden", container=False) for name in PARTS}
    with gr.Tabs(elem_id="attention-parts"):
        for name, build_part in PARTS.items():
            with gr.Tab(name, id=name) as tab:
                tab.select(None, None, active, js=f"() => {json.dumps(name)}", api_visibility="private")
                build_part(replace(page, name=name, tab=tab, ticket=tickets[name]))
    assert page.tab is not None and page.ticket is not None
    hand_out([page.tab.select, page.ticket.change], active, tickets)
