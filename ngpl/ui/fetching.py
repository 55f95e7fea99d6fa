"""The choice of a model that is on the Hub: it is fetched, and it can be seen how far; all else works on meanwhile."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import gradio as gr

from ngpl.errors import ConfigError, NGPLError
from ngpl.hub import ModelInfo, list_models, list_offers
from ngpl.ui.context import Context
from ngpl.ui.page import Page

FETCHES = 8  # visitors that may wait for models at the same time
Choices = Callable[[list[ModelInfo]], list[tuple[str, str]]]
JOIN = "(type === 'auto' ? name : `${name}:${type}`)"  # what ``parted`` takes apart
# What is here is the model at once; what is not is wanted, and the model stays meanwhile.
CHOOSE = f"""(name, type, away, model, wanted) => JSON.parse(away).includes(name)
    ? [model, `${{name}} ${{Date.now()}}`, ''] : [{JOIN}, wanted, '']"""
# It is here, or it could not be had; unless the visitor has chosen something else.
SETTLE = f"""(name, type, away, model, wanted) => wanted.split(' ')[0] !== name ? [name, model]
    : JSON.parse(away).includes(name) ? [model.replace(/:[^:]*$/, ''), model] : [name, {JOIN}]"""


def offered(context: Context) -> list[ModelInfo]:
    """The models that can be chosen: those that are here and, where the host allows it, those that can be fetched."""
    return list_offers() if context.limits.downloads else list_models()


def away_of(models: list[ModelInfo]) -> str:
    """The names of those that are not here, for the browser."""
    return json.dumps([info.name for info in models if info.download])


def tie(page: Page, picker: gr.Dropdown, types: gr.Dropdown, line: gr.HTML, choices: Choices) -> None:
    """Make what is chosen the model, when it is here."""
    models = offered(page.context)
    away = gr.Textbox(away_of(models), visible="hidden", container=False)
    wanted = gr.Textbox(visible="hidden", container=False)
    chosen = [picker, types, away, page.model, wanted]
    run = page.on(
        wanted.change,
        partial(bring, choices),
        [wanted],
        [line, away, picker],
        concurrency_id="fetch",
        concurrency_limit=FETCHES,
    )
    for settled in (run.success, run.failure):
        settled(None, chosen, [picker, page.model], js=SETTLE, api_visibility="private")
    gr.on(
        [picker.change, types.change],
        None,
        chosen,
        [page.model, wanted, line],
        js=CHOOSE,
        cancels=[run],
        api_visibility="private",
    )
    if json.loads(away.value):
        page.on(page.demo.load, partial(renew, choices), [], [away, picker])


def bring(choices: Choices, context: Context, wanted: str) -> Iterator[tuple[Any, Any, Any]]:
    """Fetch a model on offer, and say how far it is; then the menu no longer says that it is missing."""
    name, _ = context.offered(wanted.split(" ")[0])
    if not context.limits.downloads:
        raise ConfigError(f"{name!r} is not on this machine, and it fetches no models")
    try:
        for done, total in context.downloads.bring(name):
            yield bar(name, done, total or context.size(name)), gr.skip(), gr.skip()
    except NGPLError:
        yield "", gr.skip(), gr.skip()
        raise
    yield "", *renew(choices, context)


def renew(choices: Choices, context: Context) -> tuple[str, Any]:
    """What is away, and the menu of models."""
    models = offered(context)
    return away_of(models), gr.Dropdown(choices(models))


def bar(name: str, done: int, total: int) -> str:
    told = f"{html.escape(name)}: {done / 1e6:,.0f} of {total / 1e6:,.0f} MB"
    return f'<label class="ngpl-fetching">Fetching {told} <progress max="{total}" value="{done}"></progress></label>'
