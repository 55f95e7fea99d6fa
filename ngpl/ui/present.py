"""Presenting: what a tab shows fills the screen, or is kept as a scene; scenes are played and exported.

All of it happens in the browser; from here come only the parts that a presentation is made of.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from ngpl.plots.deck import deck_parts
from ngpl.ui.context import Context
from ngpl.ui.page import Page
from ngpl.ui.view import view


def build(page: Page) -> None:
    """The buttons, and the list of scenes."""
    with page.actions:
        picture = view("present", parts=None)
    page.on(picture.parts, parts, [], [picture], queue=False)


def parts(context: Context) -> Any:
    return gr.HTML(parts=deck_parts())
