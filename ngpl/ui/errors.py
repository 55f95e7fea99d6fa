"""The core's errors become messages on the page."""

from __future__ import annotations

import functools
import html
import inspect
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, get_type_hints

import gradio as gr

from ngpl.errors import NGPLError


@contextmanager
def on_the_page() -> Iterator[None]:
    """Show an error of the core as a message; what is on the page stays."""
    try:
        yield
    except NGPLError as error:
        # The page reads a message as HTML, and strips quotation marks that enclose it.
        text = html.escape(str(error).rstrip("."), quote=False) + "."
        raise gr.Error(text, duration=12, print_exception=False) from error


def shown(handler: Callable[..., Any], form: Callable[[Any], Any] = lambda answer: answer) -> Callable[..., Any]:
    """A handler, or a generator of updates, whose errors are shown on the page, and whose answers go through ``form``.
    It may be a ``partial``."""
    function = handler.func if isinstance(handler, functools.partial) else handler

    def stream(*args: Any) -> Iterator[Any]:
        with on_the_page(), closing(handler(*args)) as answers:
            for answer in answers:
                yield form(answer)

    def call(*args: Any) -> Any:
        with on_the_page():
            return form(handler(*args))

    wrapper = functools.update_wrapper(stream if inspect.isgeneratorfunction(function) else call, handler)
    wrapper.__annotations__ = get_type_hints(function)  # Gradio looks here for who wants the event's data
    return wrapper
