"""The layers tab: how a prediction forms on its way through the model. A part a file, each an inner tab."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ngpl.ui.instead import or_panel
from ngpl.ui.page import Page, build_tabs
from ngpl.ui.tabs.layers import blocks, lens, patching
from ngpl.ui.tabs.layers.target import target_row

PARTS: dict[str, Callable[..., None]] = {
    "Logit lens": lens.build,
    "Blocks": blocks.build,
    "Patching": patching.build,
}


def build(page: Page) -> None:
    """The parts, or what the model is instead of a transformer."""
    or_panel(page, "layers", lambda lm: lm.gpt, build_parts)


def build_parts(page: Page) -> None:
    """The token that all parts tell of, and the parts; one that is not open is asked for nothing."""
    asked = target_row()
    page.link("target", asked.box)
    assert page.tab is not None and page.ticket is not None
    parts = {name: partial(build_part, asked=asked) for name, build_part in PARTS.items()}
    build_tabs(page, parts, [page.tab.select, page.ticket.change, asked.box.change], "layers-parts")
