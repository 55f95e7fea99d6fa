"""What a tab shows instead where the model has nothing that it could look at: a baseline has no layers."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import gradio as gr

from ngpl.errors import NoTransformer
from ngpl.hub import LanguageModel
from ngpl.ui.page import Instead, Page

WHY = (
    "It is a baseline, here to compare with: what the transformers of the same text reach beyond it, they owe to what "
    "this tab shows. Tokens, Decoding and Chat show what it does."
)


def or_panel(page: Page, name: str, needed: Callable[[LanguageModel], Any], build: Callable[[Page], None]) -> None:
    """A tab's content, made by ``build``; and a panel in its place while ``needed`` raises ``NoTransformer``.

    style.css shows one of the two: what Gradio hides and shows again comes with all that was hidden in it.
    """
    panel = gr.HTML("", elem_id=f"{name}-instead", elem_classes="ngpl-maybe", apply_default_css=False)
    with gr.Column(elem_classes="ngpl-content", elem_id=f"{name}-content"):
        build(page)
    page.panels.append(Instead(panel, needed))


def panel_of(lm: LanguageModel, needed: Callable[[LanguageModel], Any]) -> str:
    """The panel if the model lacks what is needed, else nothing."""
    try:
        needed(lm)
    except NoTransformer as lack:
        said = html.escape(str(lack), quote=False)
        return f'<div class="ngpl-instead" role="status"><p><b>{said[:1].upper()}{said[1:]}.</b></p><p>{WHY}</p></div>'
    return ""
