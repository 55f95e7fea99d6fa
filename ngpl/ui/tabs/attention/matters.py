"""Which heads matter: each head off in turn, what becomes of the next token, and how the text goes on without some."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import gradio as gr

from ngpl.api import ablate
from ngpl.config import GPTConfig
from ngpl.errors import InputError
from ngpl.inspection import ABLATIONS, candidates_without
from ngpl.plots.ablation import ablation_sheet, without_sheet
from ngpl.plots.sheet import Sheet
from ngpl.plots.sheet_payload import sheet_payload
from ngpl.ui.context import Context, Reading, Selection
from ngpl.ui.events import number
from ngpl.ui.link_fields import Form
from ngpl.ui.markdown import literal
from ngpl.ui.page import Page
from ngpl.ui.tabs.attention.without import Head, build_writing, heads_of, name_of
from ngpl.ui.tabs.decoding.prompt import Prompt, read_prompt
from ngpl.ui.take import FORMS, taken_sheet
from ngpl.ui.view import view

AT_ONCE = 128  # tokens of a text that is measured without being asked
MODES = [(f"{name}: {ablation.about}", name) for name, ablation in ABLATIONS.items()]
HINT = "Click a head: the table shows what may come next without it, and without those that are kept off."


def build(page: Page) -> None:
    """The form, the sheet of all heads, the candidates without some, and the text written on without them."""
    with gr.Row():
        target = gr.Textbox(label="Token", info="a token that may come next; empty: the most probable one", scale=2)
        mode = gr.Radio(MODES, value="zero", label="A head that is off", scale=3)
    with gr.Row():
        measure_now = gr.Button("Measure", variant="primary", elem_id="matters-measure", scale=0, min_width=120)
        note = gr.Markdown(elem_id="matters-note")
    with gr.Row():
        with gr.Column(scale=3, min_width=320):
            heads = view("sheet", elem_id="matters-heads", forms=list(FORMS), taken=None, select=None)
            gr.Markdown(HINT)
            off = gr.Dropdown(
                [], value=[], multiselect=True, label="Heads kept off", info="layer.head", elem_id="matters-off"
            )
            keep_off = gr.Button("Keep the chosen head off", elem_id="matters-keep", min_width=120)
        with gr.Column(scale=2, min_width=320):
            table = view("sheet", elem_id="matters-table", forms=list(FORMS), taken=None)
    page.link("target", target)
    page.link("mode", mode)
    page.link("off", off, Form(lambda names: ",".join(names or []), off_of))
    asked = [page.model, page.text, page.selection, target, mode, off]
    everything = [heads, table, off, note]
    page.follow(show, [target, mode, off], everything)
    page.on([measure_now.click, target.submit, mode.change], measure, asked, everything, show_progress="minimal")
    page.on(heads.cell_select, select_head, asked, [page.selection, table], trigger_mode="always_last")
    page.on(keep_off.click, keep, asked, [off, table])
    page.on(off.input, compare, asked, [table], trigger_mode="always_last")
    page.on(heads.take, take_heads, asked, [heads])
    page.on(table.take, take_table, asked, [table])
    build_writing(page, off)


def show(
    context: Context, model: str, text: str, selection: Selection, target: str, mode: str, off: list[str]
) -> list[Any]:
    """What ``measure`` gives, but of a long text only a note: there it takes a while."""
    prompt = prompt_of(context, model, text)
    if len(prompt.ids) <= AT_ONCE:
        return measure(context, model, text, selection, target, mode, off)
    kept = kept_off(prompt, off)
    note = f"The text has {len(prompt.ids)} tokens: to switch each head off in turn takes a while. Press Measure."
    return [gr.HTML(None), gr.HTML(None), choices(prompt.lm.gpt.config, kept), note]


def measure(
    context: Context, model: str, text: str, selection: Selection, target: str, mode: str, off: list[str]
) -> list[Any]:
    """The sheet of all heads, the candidates without the chosen one, the heads there are, and what is not as typed."""
    prompt = prompt_of(context, model, text)
    layer, head = chosen(prompt, selection)
    sheet = sheet_payload(heads_sheet(prompt, target, mode))
    table = sheet_payload(table_sheet(prompt, selection, mode, off))
    marked = gr.HTML(sheet, select={"row": layer, "column": head})
    notes = "  \n".join(map(literal, prompt.notes))
    return [marked, gr.HTML(table), choices(prompt.lm.gpt.config, kept_off(prompt, off)), notes]


def heads_sheet(prompt: Prompt, target: str, mode: str) -> Sheet:
    """The change of the target's log-probability with each head off."""
    found = ablate(prompt.lm, prompt.ids, (target or "").strip() or None, mode=mode)
    return ablation_sheet(found, prompt.lm.tokenizer.label)


def table_sheet(prompt: Prompt, selection: Selection, mode: str, off: list[str]) -> Sheet:
    """The candidates with all heads, and without the chosen one and those kept off."""
    silent = silent_heads(prompt, selection, off)
    return without_sheet(candidates_without(prompt.lm.gpt, prompt.ids, silent, mode), prompt.lm.tokenizer.label)


def silent_heads(prompt: Prompt, selection: Selection, off: list[str]) -> list[Head]:
    return sorted({chosen(prompt, selection), *kept_off(prompt, off)})


def chosen(prompt: Prompt, selection: Selection) -> Head:
    """The selected head, or the last one where this model has fewer."""
    c = prompt.lm.gpt.config
    return min(selection.layer, c.n_layer - 1), min(selection.head, c.n_head - 1)


def kept_off(prompt: Prompt, off: list[str]) -> list[Head]:
    """The heads kept off that this model has."""
    c = prompt.lm.gpt.config
    return [(layer, head) for layer, head in heads_of(off) if layer < c.n_layer and head < c.n_head]


def choices(config: GPTConfig, kept: list[Head]) -> Any:
    """The heads that can be kept off, and those that are."""
    names = [name_of((layer, head)) for layer in range(config.n_layer) for head in range(config.n_head)]
    return gr.Dropdown(names, value=[name_of(head) for head in kept])


def off_of(said: str, reading: Reading) -> Any:
    """The heads kept off that a link names; ``InputError`` for those that the model does not have."""
    heads, c = heads_of(said.split(",")), reading.lm.gpt.config
    lost = [name_of(head) for head in heads if head[0] >= c.n_layer or head[1] >= c.n_head]
    if lost:
        raise InputError(f"there is no head {', '.join(lost[:6])} in {c.n_layer} layers of {c.n_head} heads")
    return choices(c, heads)


def prompt_of(context: Context, model: str, text: str) -> Prompt:
    """The end of the text that is looked into. Its own ``text`` gives a command the same tokens; ``InputError`` if
    the limits cut it where no text does."""
    prompt, most = read_prompt(context, model, text), context.limits.tokens
    if len(prompt.ids) <= most:
        return prompt
    opening = prompt.lm.tokenizer.opening
    ids = (*opening, *prompt.ids[len(opening) - most :])
    end = prompt.lm.decode(ids)
    if tuple(prompt.lm.encode(end)) != ids:
        raise InputError(f"the text is cut in the middle of a character; give at most {most:,} tokens")
    note = f"Only the last {most:,} of {len(prompt.ids):,} tokens are looked into."
    return Prompt(prompt.lm, end, ids, (*prompt.notes, note))


def select_head(
    context: Context,
    model: str,
    text: str,
    selection: Selection,
    target: str,
    mode: str,
    off: list[str],
    event: gr.EventData,
) -> tuple[Selection, Any]:
    """The head becomes the selected one of the whole page, and the table is of it."""
    selected = replace(selection, layer=number(event, "row"), head=number(event, "column"))
    return selected, compare(context, model, text, selected, target, mode, off)


def compare(
    context: Context, model: str, text: str, selection: Selection, target: str, mode: str, off: list[str]
) -> Any:
    """The table anew."""
    return gr.HTML(sheet_payload(table_sheet(prompt_of(context, model, text), selection, mode, off)))


def keep(
    context: Context, model: str, text: str, selection: Selection, target: str, mode: str, off: list[str]
) -> tuple[Any, Any]:
    """The chosen head joins those kept off."""
    prompt = prompt_of(context, model, text)
    kept = choices(prompt.lm.gpt.config, silent_heads(prompt, selection, off))
    return kept, compare(context, model, text, selection, target, mode, off)


def take(
    name: str,
    context: Context,
    model: str,
    text: str,
    selection: Selection,
    target: str,
    mode: str,
    off: list[str],
    event: gr.EventData,
) -> Any:
    """A file of the sheet ``heads`` or ``table``, and the command that makes the same one."""
    prompt = prompt_of(context, model, text)
    if name == "heads":
        sheet = heads_sheet(prompt, target, mode)
        flags = [f"--target={target.strip()}"] if (target or "").strip() else []
    else:
        sheet = table_sheet(prompt, selection, mode, off)
        flags = ["--heads", ",".join(map(name_of, silent_heads(prompt, selection, off)))]
    return taken_sheet(sheet, "ablate", model, [*flags, "--mode", mode], [prompt.text], event)


take_heads, take_table = partial(take, "heads"), partial(take, "table")
