"""The layers tab: how a prediction forms on its way through the model. A part a file, each an inner tab."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import gradio as gr

from ngpl.ui.page import Page, hand_out
from ngpl.ui.tabs.layers import blocks, lens, patching
from ngpl.ui.tabs.layers.target import Asked, target_row

PARTS: dict[str, Callable[[Page, Asked], None]] = {
    "Logit lens": lens.build,
    "Blocks": blocks.build,
    "Patching": patching.build,
}


def build(page: Page) -> None:
    """The token that all parts tell of, and the parts; one that is not open is asked for nothing."""
    asked = target_row()
    first = next(iter(PARTS))
    active = gr.Textbox(first, visible=False)
    tickets = {name: gr.Textbox("0", visible="hidden", container=False) for name in PARTS}
    with gr.Tabs(elem_id="layers-parts"):
        for name, build_part in PARTS.items():
            with gr.Tab(name, id=name) as tab:
                tab.select(None, None, active, js=f"() => {json.dumps(name)}", api_visibility="private")
                build_part(replace(page, name=name, tab=tab, ticket=tickets[name]), asked)
    assert page.tab is not None and page.ticket is not None
    hand_out([page.tab.select, page.ticket.change, asked.box.change], active, tickets)
