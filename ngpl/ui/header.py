"""The top of the page: which model, which text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import gradio as gr

from ngpl.config import GPTConfig
from ngpl.hub import LanguageModel, ModelInfo
from ngpl.model.kinds import MODELS, AnyConfig, kind_of
from ngpl.ui import fetching
from ngpl.ui.context import Context, Selection, parted
from ngpl.ui.instead import panel_of
from ngpl.ui.markdown import literal
from ngpl.ui.page import Page

EXAMPLES = 4
WIDTHS = {"float32": 4, "float16": 2, "bfloat16": 2, "int8": 1}  # bytes of a weight
TYPES = ("float32", "float16", "int8")
PART = "(model) => [model.replace(/:[^:]*$/, ''), model.match(/:([^:]*)$/)?.[1] ?? 'auto']"  # as a link may set it
NONE = "no attention"  # what baselines have
TITLE = '<header class="ngpl-title"><h1>NanoGPL</h1><p>a glass box for small GPTs</p></header>'


def build(context: Context, demo: gr.Blocks) -> tuple[Page, Callable[[], None]]:
    """The pickers of the model and of its weights, the shared text with its limits, and example texts; and what ties
    the lines about them to events. It is to be called last: an event's handlers wait for each other, in order."""
    default, models = context.settings.default_model, fetching.offered(context)
    examples = examples_of(context, default)
    with gr.Row(elem_id="header"):
        with gr.Column(scale=2, min_width=260):
            gr.HTML(TITLE, elem_id="title")
            with gr.Row(elem_id="pickers"):
                picker = gr.Dropdown(choices(models), value=default, label="Model", elem_id="model", min_width=190)
                first = next((m for m in models if m.name == default), models[0])
                sizes = weights(first.storage, first.parameters)
                types = gr.Dropdown(sizes, value="auto", label="Weights", elem_id="weights", min_width=190)
            fetched = gr.HTML("", elem_id="fetching", elem_classes="ngpl-maybe", container=False)
            about = gr.Markdown(elem_id="about")
            actions = gr.Row(elem_id="actions")
        with gr.Column(scale=3, min_width=300):
            text = gr.Textbox(
                examples[0], label="Text", lines=3, max_lines=8, elem_id="text", placeholder="Type a text"
            )
            status = gr.Markdown(elem_id="status")
            with gr.Row(elem_id="examples"):
                buttons = [gr.Button(size="sm", min_width=120) for _ in range(EXAMPLES)]
    model = gr.Textbox(default, visible="hidden", container=False)
    model.change(None, [model], [picker, types], js=PART, api_visibility="private")
    opened = gr.Textbox(visible="hidden", container=False)
    page = Page(context, demo, model, text, gr.State(Selection()), opened, actions)
    fetching.tie(page, picker, types, fetched, choices)
    for number, button in enumerate(buttons):
        page.on(button.click, example, [model, gr.State(number)], [text])
    return page, partial(follow, page, about, types, buttons, status)


def follow(
    page: Page, about: gr.Markdown, types: gr.Dropdown, buttons: Sequence[gr.Button], status: gr.Markdown
) -> None:
    """Keep the lines about the model and the text at what is chosen, and the panels of tabs that it has nothing for."""
    model, text, load = page.model, page.text, page.demo.load
    panels, needs = [one.panel for one in page.panels], [one.needed for one in page.panels]
    lines = partial(describe, needs=needs)
    page.on([load, model.change], lines, [model], [about, types, *buttons, *panels], trigger_mode="always_last")
    page.on([load, model.change, text.change], count, [model, text], [status], trigger_mode="always_last")


def choices(models: list[ModelInfo]) -> list[tuple[str, str]]:
    return [(f"{m.name} · {millions(m.parameters)} · {known(m)}", m.name) for m in models]


def known(info: ModelInfo) -> str:
    """What is said of a model that is not here yet is how much has to be fetched."""
    if info.download:
        return f"{info.download / 1e6:,.0f} MB to fetch"
    return info.attention if info.shape[0] else NONE


def weights(stored: str, parameters: int) -> list[tuple[str, str]]:
    """The types that a model's weights can have, with their sizes; counts are no weights."""
    if stored not in WIDTHS:
        return [(f"stored: {stored}", "auto")]
    sizes = {name: f"{name} · {parameters * width / 1e6:.1f} MB" for name, width in WIDTHS.items()}
    return [(f"stored: {sizes[stored]}", "auto"), *((sizes[name], name) for name in TYPES)]


def examples_of(context: Context, model: str) -> tuple[str, ...]:
    """Texts that show a model well."""
    offer = context.settings.offer(parted(model)[0])
    return (offer.examples if offer else ()) or ("Once upon a time",)


def describe(context: Context, model: str, needs: Sequence[Callable[[LanguageModel], Any]] = ()) -> list:
    """One line about the model, the types of its weights, its examples on the buttons, and a panel for each of
    ``needs``, see ``ngpl.ui.instead``."""
    lm, offer = context.model(model), context.settings.offer(parted(model)[0])
    other = "" if lm.storage == lm.stored else f", stored as {lm.stored}"
    line = (
        f"{offer.summary if offer else ''}  \n"
        f"**{millions(lm.model.n_params)}** parameters · {inside(lm.config)} · "
        f"{lm.tokenizer.kind} tokenizer, {lm.config.vocab_size:,} tokens · "
        f"weights **{lm.storage}**{other} · on **{lm.device}**{origin(lm)}"
    )
    texts = [*examples_of(context, model), *[""] * EXAMPLES][:EXAMPLES]
    examples = (gr.Button(shorten(text), visible=bool(text)) for text in texts)
    return [line, types_of(lm), *examples, *(panel_of(lm, needed) for needed in needs)]


def origin(lm: LanguageModel) -> str:
    """Under which licence a model is, and of which commit of the Hub, as far as that is known."""
    facts = {"licence": lm.licence.partition(";")[0], "commit": str(lm.record.get("source", {}).get("commit", ""))[:7]}
    return "".join(f" · {name} {literal(fact)}" for name, fact in facts.items() if fact)


def inside(config: AnyConfig) -> str:
    """What a model is made of; a baseline of nothing that could be shown."""
    if not isinstance(config, GPTConfig):
        return f"no layers, **{NONE}**: {MODELS[kind_of(config)].about}"
    layers = f"{config.n_layer} layers × {config.n_head} heads"
    return f"{layers} · attention **{config.attention}** · positions {config.position}"


def types_of(lm: LanguageModel) -> gr.Dropdown:
    """The menu of weights; a baseline has but one type."""
    offered = weights(lm.stored, lm.model.n_params)
    return gr.Dropdown(offered) if isinstance(lm.config, GPTConfig) else gr.Dropdown(offered[:1], value="auto")


def count(context: Context, model: str, text: str) -> str:
    """How much of the context the text takes, and what is cut."""
    reading = context.read(model, text)
    room = f" of {reading.room:,}" if reading.total <= reading.room else ""
    line = f"{reading.total:,}{room} tokens · {len(text or ''):,} characters"
    return f"{line} · ⚠ {reading.cut}" if reading.cut else line


def example(context: Context, model: str, number: int) -> str:
    return examples_of(context, model)[number]


def shorten(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def millions(n: int) -> str:
    return f"{n / 1e6:.1f} M" if n >= 1e6 else f"{n / 1e3:.0f} k"
