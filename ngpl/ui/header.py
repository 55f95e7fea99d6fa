"""The top of the page: which model, which text."""

from __future__ import annotations

import gradio as gr

from ngpl.hub import ModelInfo, list_models
from ngpl.ui.context import Context, Selection
from ngpl.ui.page import Page

EXAMPLES = 4
TITLE = '<header class="ngpl-title"><h1>NanoGPL</h1><p>a glass box for small GPTs</p></header>'


def build(context: Context, demo: gr.Blocks) -> Page:
    """The model picker, the shared text with its limits, and example texts."""
    default = context.settings.default_model
    examples = examples_of(context, default)
    with gr.Row(elem_id="header"):
        with gr.Column(scale=1, min_width=260):
            gr.HTML(TITLE, elem_id="title")
            picker = gr.Dropdown(choices(list_models()), value=default, label="Model", elem_id="model")
            about = gr.Markdown(elem_id="about")
        with gr.Column(scale=3, min_width=300):
            text = gr.Textbox(
                examples[0], label="Text", lines=3, max_lines=8, elem_id="text", placeholder="Type a text"
            )
            status = gr.Markdown(elem_id="status")
            with gr.Row(elem_id="examples"):
                buttons = [gr.Button(size="sm", min_width=120) for _ in range(EXAMPLES)]
    page = Page(context, demo, picker, text, gr.State(Selection()), gr.Textbox("Tokens", visible=False))
    page.on([demo.load, picker.change], describe, [picker], [about, *buttons])
    page.on([demo.load, picker.change, text.change], count, [picker, text], [status], trigger_mode="always_last")
    for number, button in enumerate(buttons):
        page.on(button.click, example, [picker, gr.State(number)], [text])
    return page


def choices(models: list[ModelInfo]) -> list[tuple[str, str]]:
    return [(f"{m.name} · {millions(m.parameters)} · {m.attention}", m.name) for m in models]


def examples_of(context: Context, model: str) -> tuple[str, ...]:
    """Texts that show a model well."""
    offer = context.settings.offer(model)
    return (offer.examples if offer else ()) or ("Once upon a time",)


def describe(context: Context, model: str) -> list:
    """One line about the model, and its examples on the buttons."""
    lm, offer = context.model(model), context.settings.offer(model)
    c = lm.config
    line = (
        f"{offer.summary if offer else ''}  \n"
        f"**{millions(lm.model.n_params)}** parameters · {c.n_layer} layers × {c.n_head} heads · "
        f"{lm.tokenizer.kind} tokenizer, {c.vocab_size:,} tokens · attention **{c.attention}** · "
        f"positions {c.position} · on **{lm.device}**"
    )
    texts = [*examples_of(context, model), *[""] * EXAMPLES][:EXAMPLES]
    return [line, *(gr.Button(shorten(text), visible=bool(text)) for text in texts)]


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
