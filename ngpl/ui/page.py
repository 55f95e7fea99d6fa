"""What the tabs share: the model, the text and the selection at the top, and the way handlers are tied to events."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import gradio as gr

from ngpl.errors import NoTransformer
from ngpl.hub import LanguageModel
from ngpl.ui.context import Context
from ngpl.ui.errors import shown
from ngpl.ui.link_fields import FORMS, Bar, Field, Form, Links, Place
from ngpl.ui.view import packed_for

QUEUE = "model"


@dataclass(frozen=True)
class Instead:
    """What stands in place of a tab's content while ``needed`` raises ``NoTransformer``."""

    panel: gr.HTML
    needed: Callable[[LanguageModel], Any]


@dataclass(frozen=True)
class Page:
    """The page as one tab sees it. ``model`` holds a model's name, with ``:type`` where another type of weights is
    chosen than the file's; ``selection`` holds a ``Selection``; ``opened`` changes when a link was
    opened; ``actions`` is a row for buttons. ``place`` names the
    tab and its part; ``ticket`` changes when this tab is open and has to follow the model or the text. ``links`` and
    ``panels`` are the same for all tabs."""

    context: Context
    demo: gr.Blocks
    model: gr.Textbox
    text: gr.Textbox
    selection: gr.State
    opened: gr.Textbox
    actions: gr.Row
    place: Place = ()
    tab: gr.Tab | None = None
    ticket: gr.Textbox | None = None
    links: Links = field(default_factory=Links)
    panels: list[Instead] = field(default_factory=list)

    def on(
        self,
        triggers: Callable[..., Any] | Sequence[Callable[..., Any]],
        handler: Callable[..., Any],
        inputs: Sequence[Any] = (),
        outputs: Sequence[Any] = (),
        **options: Any,
    ) -> Any:
        """Tie ``handler(context, *inputs)`` to events.

        All of them share one queue, sized to the machine; the core's errors become messages on the page.
        """
        settings: dict[str, Any] = {
            "api_visibility": "private",
            "show_progress": "hidden",
            "show_progress_on": self.opened,
            "concurrency_id": QUEUE,
            "concurrency_limit": self.context.limits.concurrency,
        }
        call = shown(partial(handler, self.context), partial(packed_for, outputs))
        tie = triggers if callable(triggers) else partial(gr.on, list(triggers))
        return tie(call, list(inputs), list(outputs), **(settings | options))

    def follow(self, handler: Callable[..., Any], inputs: Sequence[Any], outputs: Sequence[Any]) -> None:
        """Keep ``outputs`` at ``handler(context, model, text, selection, *inputs)`` while this tab is open.

        It runs when the tab is opened (the first one is, with the page), and on every change of the model or the text
        meanwhile; of many quick changes the last one wins. For a model without what the handler looks at they stay as
        they are: the tab says so once, see ``ngpl.ui.instead``.
        """
        assert self.tab is not None and self.ticket is not None
        triggers = [self.tab.select, self.ticket.change]
        everything = [self.model, self.text, self.selection, *inputs]
        self.on(triggers, partial(or_nothing, handler, len(outputs)), everything, outputs, trigger_mode="always_last")

    def link(self, name: str, control: Any, form: Form | None = None, **options: Any) -> None:
        """Let links to this tab carry the value of a control under ``name``; see ``Field`` for the ``options``."""
        self.links.add(Field(name, self.place, control, form or FORMS[type(control)](control), **options))


def or_nothing(handler: Callable[..., Any], count: int, *args: Any) -> Any:
    """What the handler answers; for a model that lacks what it looks at, ``count`` outputs that stay as they are."""
    try:
        return handler(*args)
    except NoTransformer:
        return gr.skip() if count == 1 else [gr.skip()] * count


def build_tabs(
    page: Page,
    builders: Mapping[str, Callable[[Page], None]],
    triggers: Sequence[Callable[..., Any]],
    elem_id: str,
) -> None:
    """A bar with a tab for each of ``builders``. On ``triggers`` the open one has to follow, and no other is asked."""
    active = gr.Textbox(next(iter(builders)), visible=False)
    tickets = {name: gr.Textbox("0", visible="hidden", container=False) for name in builders}
    with gr.Tabs(elem_id=elem_id) as tabs:
        for name, build in builders.items():
            with gr.Tab(name, id=name) as tab:
                # First, so that no handler of the tab is awaited before the browser knows which tab is open.
                tab.select(None, None, active, js=selected(elem_id, list(builders), name), api_visibility="private")
                build(replace(page, place=(*page.place, name), tab=tab, ticket=tickets[name]))
    page.links.bars[page.place] = Bar(tabs, active, tuple(builders))
    hand_out(triggers, active, tickets)


def selected(elem_id: str, names: list[str], name: str) -> str:
    """JavaScript for the name of the open tab of a bar: ``name`` was opened, but its event may come after another's."""
    tab = f"#{elem_id} [data-tab-id='${{name}}'][aria-selected='true']"
    return f"() => {json.dumps(names)}.find((name) => document.querySelector(`{tab}`)) ?? {json.dumps(name)}"


def hand_out(triggers: Sequence[Callable[..., Any]], active: gr.Textbox, tickets: dict[str, gr.Textbox]) -> None:
    """On every event the browser gives a new ticket to the one of ``tickets`` that ``active`` names, and to no other:
    nobody else is asked."""
    names = json.dumps(list(tickets))
    js = f"(open, ...tickets) => tickets.map((ticket, i) => {names}[i] === open ? String(Number(ticket) + 1) : ticket)"
    boxes = list(tickets.values())
    gr.on(list(triggers), None, [active, *boxes], boxes, js=js, api_visibility="private")
