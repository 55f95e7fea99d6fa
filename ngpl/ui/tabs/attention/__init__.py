"""The attention tab: maps of every head, and what else there is to see in a head. A part a file, each an inner tab."""

from __future__ import annotations

from collections.abc import Callable

from ngpl.ui.instead import or_panel
from ngpl.ui.page import Page, build_tabs
from ngpl.ui.tabs.attention import compare, film, inside, maps, matters

PARTS: dict[str, Callable[[Page], None]] = {
    "Maps": maps.build,
    "Inside": inside.build,
    "Compare": compare.build,
    "Ablation": matters.build,
    "Generation": film.build,
}


def build(page: Page) -> None:
    """The parts, or what the model is instead of a transformer."""
    or_panel(page, "attention", lambda lm: lm.gpt, build_parts)


def build_parts(page: Page) -> None:
    """The parts; one that is not open is asked for nothing."""
    assert page.tab is not None and page.ticket is not None
    build_tabs(page, PARTS, [page.tab.select, page.ticket.change], "attention-parts")
