"""The decoding tab: the next token under every filter, and strategies side by side, of a model or one adapted."""

from __future__ import annotations

import gradio as gr

from ngpl.ui.page import Page
from ngpl.ui.tabs.decoding import adapter, next_token, side_by_side


def build(page: Page) -> None:
    own = adapter.build(page)
    gr.Markdown("### The next token")
    next_token.build(page, own)
    gr.Markdown("### Strategies side by side")
    side_by_side.build(page, own)
