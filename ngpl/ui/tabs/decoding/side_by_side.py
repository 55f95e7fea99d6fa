"""Strategies side by side: the form, the columns and the buttons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gradio as gr

from ngpl.decoding import STRATEGIES
from ngpl.spec import params_of
from ngpl.ui.context import Context
from ngpl.ui.controls import control
from ngpl.ui.link_fields import param_form
from ngpl.ui.page import Page
from ngpl.ui.tabs.decoding.adapter import Controls
from ngpl.ui.tabs.decoding.writing import Amount, settings_of, title, write
from ngpl.ui.view import view

FIRST = ["greedy", "top_p", "beam"]
STOPPED = "() => '{\"stopped\": true}'"  # said by the browser itself: the stream that could say it has ended


def build(page: Page, own: Controls) -> None:
    chosen = gr.CheckboxGroup(
        [(title(name), name) for name in STRATEGIES],
        value=FIRST,
        label="Strategies",
        elem_id="decoding-strategies",
    )
    with gr.Accordion("Settings of the strategies", open=False, elem_id="decoding-settings"):
        groups, sliders = settings_form(page)
    page.link("strategies", chosen)
    seed, new_tokens = amount_form(page)
    with gr.Row(elem_id="decoding-run"):
        go = gr.Button("Generate", variant="primary", elem_id="decoding-go", min_width=120)
        stop = gr.Button("Stop", variant="stop", elem_id="decoding-stop", min_width=120)
    columns = view("decoding-compare")
    page.on(chosen.change, show_settings, [chosen], groups)
    inputs = [page.model, page.text, *own, chosen, seed, new_tokens, *sliders]
    run = page.on(go.click, write, inputs, [columns])
    stop.click(None, None, columns, js=STOPPED, cancels=[run], api_visibility="private")


def settings_form(page: Page) -> tuple[list[gr.Column], list[gr.components.Component]]:
    """A group of sliders for each strategy, and all sliders in the order that ``write`` takes them."""
    groups: list[gr.Column] = []
    sliders: list[gr.components.Component] = []
    with gr.Row():
        for name in STRATEGIES:
            with gr.Column(min_width=240, visible=name in FIRST) as group:
                gr.Markdown(f"**{title(name)}**")
                for p in settings_of(name):
                    sliders.append(control(p))
                    page.link(f"{name}.{p.name}", sliders[-1], param_form(p))
            groups.append(group)
    return groups, sliders


def amount_form(page: Page) -> tuple[gr.components.Component, gr.components.Component]:
    """Seed and length, within the limits of the app."""
    seed, length = params_of(Amount)
    most = page.context.limits.new_tokens
    with gr.Row():
        number = gr.Number(seed.default, label=seed.label, info=seed.help, precision=0)
        slider = control(replace(length, high=most, step=1), value=min(length.default, most))
    page.link(seed.name, number, param_form(seed))
    page.link(length.name, slider, param_form(replace(length, high=most)))
    return number, slider


def show_settings(context: Context, chosen: list[str]) -> Any:
    """Only the sliders of chosen strategies are shown."""
    return [gr.Column(visible=name in chosen) for name in STRATEGIES]
