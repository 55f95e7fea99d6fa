"""What the tabs share: the model, the text and the selection at the top, and the way handlers are tied to events."""

from __future__ import annotations

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
    """The page as one tab sees it. ``selection`` holds a ``Selection``, ``active`` the name of the open tab, which the
    browser keeps."""

    context: Context
    demo: gr.Blocks
    model: gr.Dropdown
    text: gr.Textbox
    selection: gr.State
    active: gr.Textbox
    name: str = ""
    tab: gr.Tab | None = None

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
        assert self.tab is not None
        everything = [self.model, self.text, self.selection, *inputs]
        latest: dict[str, Any] = {"trigger_mode": "always_last"}
        self.on(self.tab.select, handler, everything, outputs, **latest)
        changes = [self.model.change, self.text.change]
        update = partial(_if_open, self.name, handler, len(outputs))
        self.on(changes, update, [self.active, *everything], outputs, **latest)


def _if_open(name: str, handler: Callable[..., Any], n: int, context: Context, active: str, *values: Any) -> Any:
    if active != name:
        return gr.skip() if n == 1 else (gr.skip(),) * n
    return handler(context, *values)
