"""What the browser says happened. It comes from outside, so nothing about it is taken for granted."""

from __future__ import annotations

import gradio as gr

from ngpl.errors import InputError


def number(event: gr.EventData, name: str) -> int:
    """The whole number ``name`` of an event; ``InputError`` if there is none."""
    value = number_or_none(event, name)
    if value is None:
        raise InputError(f"the event has no {name}; reload the page if it was opened long ago")
    return value


def number_or_none(event: gr.EventData, name: str) -> int | None:
    """As ``number``, but ``None`` where nothing was chosen."""
    data = getattr(event, "_data", None)
    value = data.get(name) if isinstance(data, dict) else None
    return value if type(value) is int else None
