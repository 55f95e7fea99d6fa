"""The adapter that a model is given: which one, how much of it, and what it costs. At first it takes nothing of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import gradio as gr
from gradio.components import Component

from ngpl.config import AdapterOffer
from ngpl.costs import adapter_line, costs
from ngpl.hub import LanguageModel
from ngpl.hub.adapters import AdapterFile, read_adapter, taking
from ngpl.hub.library import find_adapter
from ngpl.model.adapter import Strength
from ngpl.spec import params_of
from ngpl.ui.context import Context, Reading, parted
from ngpl.ui.controls import control
from ngpl.ui.link_fields import Form, one_of, param_form
from ngpl.ui.page import Page
from ngpl.ui.tabs.decoding.prompt import Prompt

(STRENGTH,) = (replace(p, default=0.0) for p in params_of(Strength))


Controls = tuple[gr.Dropdown, Component]


def build(page: Page) -> Controls:
    """The menu of the model's adapters and the slider; hidden for a model that has none."""
    all_names = [adapter.name for adapter in page.context.settings.adapters]
    first = next(iter(offers(page.context, page.context.settings.default_model)), None)
    with gr.Column(visible=False, elem_id="adapter") as part:
        with gr.Row():
            chosen = gr.Dropdown(all_names, value=first, label="Adapter", elem_id="adapter-name", min_width=160)
            strength = control(STRENGTH, label="Strength of the adapter", elem_id="adapter-strength", scale=3)
        about = gr.Markdown(elem_id="adapter-about")
    begun = [page.demo.load, page.model.change]
    page.on(begun, offer, [page.model, chosen], [part, chosen], trigger_mode="always_last")
    page.on([*begun, chosen.change], describe, [page.model, chosen], [about], trigger_mode="always_last")
    page.link("adapter", chosen, Form(lambda name: name or "", partial(offered_for, page.context)))
    page.link("strength", strength, param_form(STRENGTH))
    return chosen, strength


def offers(context: Context, model: str) -> dict[str, AdapterOffer]:
    """The adapters of a model by name."""
    return {adapter.name: adapter for adapter in context.settings.adapters_of(parted(model)[0])}


def offer(context: Context, model: str, chosen: str | None) -> list[Any]:
    """Show what there is for the model; the choice stays if it is still there."""
    names = list(offers(context, model))
    value = chosen if chosen in names else (names[0] if names else None)
    return [gr.Column(visible=bool(names)), gr.Dropdown(names, value=value)]


def describe(context: Context, model: str, chosen: str | None) -> str:
    """What the adapter is, and what it costs beside the model."""
    found = offers(context, model).get(chosen or "")
    if found is None:
        return ""
    lm = context.model(model)
    values = costs(lm.gpt.config, lora=opened(context, lm, found.name).adapter.config)
    return f"**{found.name}**: {found.summary}.  \n{adapter_line(values)}."


def offered_for(context: Context, said: str, reading: Reading) -> str:
    """The adapter that a link names; ``InputError`` if it is none of the link's model."""
    return one_of(said, list(offers(context, reading.lm.name)))


def adapted(context: Context, model: str, prompt: Prompt, chosen: str | None, strength: Any) -> Prompt:
    """The prompt for the model with so much of the chosen adapter; as it is if the adapter is none of the model's."""
    if chosen not in offers(context, model) or not strength:
        return prompt
    lm = taking(prompt.lm, chosen, opened(context, prompt.lm, chosen), Strength(strength).strength)
    return replace(prompt, lm=lm)


def opened(context: Context, lm: LanguageModel, name: str) -> AdapterFile:
    """The adapter, read once."""
    return context.kept(("adapter", name), lambda: read_adapter(find_adapter(name), lm.gpt.config))
