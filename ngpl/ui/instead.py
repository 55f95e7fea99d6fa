"""What a tab shows instead where the model has nothing that it could look at: a baseline has no layers."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import partial
from typing import Any

import gradio as gr

from ngpl.errors import NoTransformer
from ngpl.hub import LanguageModel
from ngpl.ui.context import Context, Selection
from ngpl.ui.page import Page

WHY = (
    "It is a baseline, here to compare with: what the transformers of the same text reach beyond it, they owe to what "
    "this tab shows. Tokens, Decoding and Chat show what it does."
)


def or_panel(page: Page, name: str, needed: Callable[[LanguageModel], Any], build: Callable[[Page], None]) -> None:
    """A tab's content, made by ``build``; and a panel in its place while ``needed`` raises ``NoTransformer``."""
    panel = gr.HTML(visible=False, elem_id=f"{name}-instead", apply_default_css=False)
    with gr.Column(elem_id=f"{name}-content") as content:
        build(page)
    page.follow(partial(choose, needed), [], [panel, content])


def choose(
    needed: Callable[[LanguageModel], Any], context: Context, model: str, text: str, selection: Selection
) -> tuple[gr.HTML, gr.Column]:
    """The panel if the model lacks what is needed, else the content."""
    try:
        needed(context.model(model))
    except NoTransformer as lack:
        said = html.escape(str(lack), quote=False)
        told = f'<div class="ngpl-instead" role="status"><p><b>{said[:1].upper()}{said[1:]}.</b></p><p>{WHY}</p></div>'
        return gr.HTML(told, visible=True), gr.Column(visible="hidden")
    return gr.HTML(visible=False), gr.Column(visible=True)
