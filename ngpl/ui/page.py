"""What the tabs share: the model, the text and the selection at the top, and the way handlers are tied to events."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import gradio as gr

from ngpl.ui.context import Context
from ngpl.ui.errors import shown

QUEUE = "model"


@dataclass(frozen=True)
class Page:
    """The page as one tab sees it. ``model`` holds a model's name, with ``:type`` where another type of weights is
    chosen than the file's; ``selection`` holds a ``Selection``, ``active`` the name of the open tab, which the
    browser keeps; ``ticket`` changes when this tab is open and has to follow the model or the text."""

    context: Context
    demo: gr.Blocks
    model: gr.Textbox
    text: gr.Textbox
    selection: gr.State
    active: gr.Textbox
    name: str = ""
    tab: gr.Tab | None = None
    ticket: gr.Textbox | None = None

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
            "concurrency_id": QUEUE,
            "concurrency_limit": self.context.limits.concurrency,
        }
        call = shown(partial(handler, self.context))
        tie = triggers if callable(triggers) else partial(gr.on, list(triggers))
        return tie(call, list(inputs), list(outputs), **(settings | options))

    def follow(self, handler: Callable[..., Any], inputs: Sequence[Any], outputs: Sequence[Any]) -> None:
        """Keep ``outputs`` at ``handler(context, model, text, selection, *inputs)`` while this tab is open.

        It runs when the tab is opened (the first one is, with the page), and on every change of the model or the text
        meanwhile; of many quick changes the last one wins.
        """
        assert self.tab is not None and self.ticket is not None
        triggers = [self.tab.select, self.ticket.change]
        everything = [self.model, self.text, self.selection, *inputs]
        self.on(triggers, handler, everything, outputs, trigger_mode="always_last")


def hand_out_tickets(page: Page, tickets: dict[str, gr.Textbox]) -> None:
    """On every change of the model or the text, the open tab gets a new ticket."""
    hand_out([page.model.change, page.text.change], page.active, tickets)


def hand_out(triggers: Sequence[Callable[..., Any]], active: gr.Textbox, tickets: dict[str, gr.Textbox]) -> None:
    """On every event the browser gives a new ticket to the one of ``tickets`` that ``active`` names, and to no other:
    nobody else is asked."""
    names = json.dumps(list(tickets))
    js = f"(open, ...tickets) => tickets.map((ticket, i) => {names}[i] === open ? String(Number(ticket) + 1) : ticket)"
    boxes = list(tickets.values())
    gr.on(list(triggers), None, [active, *boxes], boxes, js=js, api_visibility="private")
