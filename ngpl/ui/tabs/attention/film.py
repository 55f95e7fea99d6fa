"""While generating: the text goes on by some tokens, and every step can be seen, played and taken along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from ngpl.api import DEFAULT_STRATEGY, make_strategy
from ngpl.decoding import STRATEGIES
from ngpl.film import film, room_after
from ngpl.inspection.views import FilmView
from ngpl.plots.attention import MOST_TOKENS
from ngpl.plots.film import film_bytes, film_payload
from ngpl.spec import Checked, check, param, params_of
from ngpl.ui.context import Context, Selection
from ngpl.ui.controls import control
from ngpl.ui.events import number, number_or_none
from ngpl.ui.link_fields import param_form
from ngpl.ui.page import Page
from ngpl.ui.tabs.decoding.prompt import Prompt, read_prompt
from ngpl.ui.tabs.decoding.writing import title
from ngpl.ui.take import FORMS, ngpl_command, suffix_of, taken
from ngpl.ui.view import view

PICTURES = (".html", ".png", ".svg")  # forms that show the chosen head; the others hold all


@dataclass(frozen=True)
class Wanted(Checked):
    """What is written. The strategies have their usual settings; the command line has a flag for each."""

    strategy: str = param(DEFAULT_STRATEGY, "how tokens are chosen, with its usual settings", choices=tuple(STRATEGIES))
    tokens: int = param(24, "how many the text goes on by, if there is room", low=1, high=128, step=1)
    seed: int = param(0, "the same seed gives the same text", low=0, high=2**31 - 1)


def build(page: Page) -> None:
    """The small form, and the film."""
    strategy, tokens, seed = params_of(Wanted)
    with gr.Row(elem_id="film-form"):
        names = gr.Dropdown([(title(name), name) for name in STRATEGIES], value=strategy.default, label=strategy.label)
        length: Any = control(replace(tokens, high=min(128, page.context.limits.new_tokens)))
        number_of = gr.Number(seed.default, label=seed.label, info=seed.help, precision=0)
    for p, control_of in ((strategy, names), (tokens, length), (seed, number_of)):
        page.link(p.name, control_of, param_form(p))
    picture = view("film", forms=list(FORMS), taken=None)
    everything = [page.model, page.text, page.selection, names, length, number_of]
    assert page.tab is not None and page.ticket is not None
    triggers = [page.tab.select, page.ticket.change, names.change, length.change, number_of.change]
    page.on(triggers, show, everything, [picture], trigger_mode="always_last")
    page.on(picture.head_select, select_head, [page.selection], [page.selection], trigger_mode="always_last")
    page.on(picture.take, take, everything, [picture])


def show(
    context: Context, model: str, text: str, selection: Selection, strategy: str, tokens: Any, seed: Any
) -> dict[str, Any]:
    """The film of the text as it goes on, with the selected head chosen."""
    _, view, _ = film_of(context, model, text, wanted_of(strategy, tokens, seed))
    layer, head = min(selection.layer, view.maps.n_layer - 1), min(selection.head, view.maps.n_head - 1)
    return film_payload(view, layer, head)


def wanted_of(strategy: str, tokens: Any, seed: Any) -> Wanted:
    """The controls' values; an empty box counts as its default. ``ConfigError`` for what is out of bounds."""
    given = dict(zip(Wanted.__dataclass_fields__, (strategy, tokens, seed)))
    for p in params_of(Wanted):
        if given[p.name] is None:
            given[p.name] = p.default
        check(p, given[p.name])
    return Wanted(given["strategy"], int(given["tokens"]), int(given["seed"]))


def film_of(context: Context, model: str, text: str, wanted: Wanted) -> tuple[Prompt, FilmView, int]:
    """The text as it is gone on from, the film, and the number of tokens that it was allowed."""
    prompt, limits = read_prompt(context, model, text), context.limits
    most = min(limits.tokens, prompt.lm.model.context, MOST_TOKENS)
    amount = min(wanted.tokens, limits.new_tokens, room_after(len(prompt.ids), most))
    options: dict[str, Any] = {"max_new_tokens": amount, "seed": wanted.seed, "deadline": limits.seconds}
    made = film(prompt.lm, prompt.ids, make_strategy(wanted.strategy), **options)
    return prompt, made, amount


def select_head(context: Context, selection: Selection, event: gr.EventData) -> Selection:
    """Remember a single head that was chosen."""
    return replace(selection, layer=number(event, "layer"), head=number(event, "head"))


def take(
    context: Context,
    model: str,
    text: str,
    selection: Selection,
    strategy: str,
    tokens: Any,
    seed: Any,
    event: gr.EventData,
) -> Any:
    """A file of the film, and the command that makes the same one."""
    suffix, wanted = suffix_of(event), wanted_of(strategy, tokens, seed)
    prompt, view, amount = film_of(context, model, text, wanted)
    layer, head = (number_or_none(event, name) for name in ("layer", "head")) if suffix in PICTURES else (None, None)
    flags = ["--write", str(amount), "--strategy", wanted.strategy, "--seed", str(wanted.seed)]
    for flag, value in (("--layer", layer), ("--head", head)):
        flags += [flag, str(value)] if value is not None else []
    out, data = f"film{suffix}", film_bytes(view, suffix, layer, head)
    return gr.HTML(taken=taken(out, data, ngpl_command("attention", model, [*flags, "--out", out], prompt.text)))
