"""Patching: which layer and position carry the difference between two texts of as many tokens."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ngpl.errors import InputError
from ngpl.inspection import PATCHES, patch_effects
from ngpl.inspection.patching import Tell
from ngpl.inspection.views import PatchView
from ngpl.plots.ablation import patch_sheet
from ngpl.plots.labels import visible
from ngpl.plots.sheet import Sheet
from ngpl.terms import term_of, token_of
from ngpl.ui.context import Context, Reading, Selection
from ngpl.ui.page import Page
from ngpl.ui.tabs.layers.second import second_text
from ngpl.ui.tabs.layers.taking import sheet_view, shown_sheet, token_flag
from ngpl.ui.tabs.layers.target import LONGEST, Asked, Target, paragraph, target_of, told
from ngpl.ui.take import taken_sheet, text_of

LONGEST_TEXTS = 64  # tokens: the cost grows with the square of their number
SHOWN = 3  # differences in words
PROGRESS = gr.Progress()  # Gradio looks among a handler's defaults for it
STAGES = [(patch.about, name) for name, patch in PATCHES.items()]
ABOUT = (
    "The model reads the text at the top (clean) and a second one (corrupt). One activation at a time, of one layer "
    "and position, is taken from the clean run and put into the corrupt one: how much of the prediction comes back? "
    f"Texts have at most {LONGEST_TEXTS} tokens here, as the cost grows with the square of their length."
)

AGAINST = "measure the target's logit less that of this token; may be empty"
STAGE = "from the clean run, at one layer and position"


def build(page: Page, asked: Asked) -> None:
    """The second text with the counts of both, what is measured, and layers by positions on demand."""
    gr.Markdown(ABOUT, elem_id="patching-about")
    second = gr.Textbox(
        label="Second text (corrupt)", info="of as many tokens as the text above", lines=2, elem_id="patching-second"
    )
    counts = gr.HTML(elem_id="patching-counts", apply_default_css=False)
    with gr.Row():
        against = gr.Textbox(label="Against", info=AGAINST, elem_id="patching-against")
        stage = gr.Dropdown(STAGES, value="resid_pre", label="What is put in", info=STAGE, elem_id="patching-stage")
    go = gr.Button("Patch", variant="primary", elem_id="patching-go", min_width=120)
    picture = sheet_view("patching")
    prefilled, done = gr.State(""), gr.State(())
    page.link("second", second, usual=prefilled)
    page.link("against", against)
    page.link("stage", stage)
    asking = [page.model, page.text, asked.box, second, against, stage]
    shown = [asked.told, second, prefilled, counts, picture]
    page.follow(show, [asked.box, second, against, stage, prefilled, done], shown)
    changes = [second.change, against.change, stage.change]
    page.on(changes, check, [*asking, done], [counts, picture], trigger_mode="always_last")
    one: dict[str, Any] = {"concurrency_id": "patching", "concurrency_limit": 1}
    page.on([go.click, second.submit, against.submit], patch, asking, [picture, done], show_progress="minimal", **one)
    page.on(picture.take, take, asking, [picture], **one)


def show(
    context: Context,
    model: str,
    text: str,
    selection: Selection,
    typed: str,
    second: str,
    against: str,
    stage: str,
    prefilled: str,
    done: tuple[str, ...],
) -> tuple[Any, Any, str, Any, Any]:
    """How the target was read, a second text if the visitor wrote none, both counts, and the sheet if it is of all
    this."""
    reading = context.read(model, text)
    line = told(reading, target_of(context, reading, typed)) if reading.ids else ""
    if (second or "") in ("", prefilled):
        second = prefilled = filled(context, reading)
    return line, second, prefilled, *check(context, model, text, typed, second, against, stage, done)


def filled(context: Context, reading: Reading) -> str:
    """The second text that is offered; empty if there is none, or the first is too long."""
    if not 1 < reading.total <= most_of(reading):
        return ""
    return context.kept(("second", reading.lm.hash, reading.ids), lambda: second_text(reading.lm, reading.ids))


def most_of(reading: Reading) -> int:
    """How many tokens a text may have."""
    return min(LONGEST_TEXTS, reading.room)


def check(
    context: Context, model: str, text: str, typed: str, second: str, against: str, stage: str, done: tuple[str, ...]
) -> tuple[str, Any]:
    """The counts, and a hint; a sheet of other texts or settings is taken away."""
    hint = hint_of(context.read(model, text), context.read(model, second))
    fresh = tuple(done) == (model, text, typed, second, against, stage)
    return paragraph(hint), gr.skip() if fresh else gr.HTML(None)


def hint_of(first: Reading, second: Reading) -> str:
    """How many tokens both texts have, and what to do next."""
    a, b, most = first.total, second.total, most_of(first)
    counts = f"{a:,} tokens clean, {b:,} corrupt"
    if not a:
        return "The text at the top of the page is empty; it is the clean one."
    if max(a, b) > most:
        return f"⚠ {counts}: at most {most} can be patched here. The command ngpl patch takes longer texts."
    if a != b:
        wrong, other = ("few", "one more") if b < a else ("many", "one less")
        return (
            f"⚠ {counts}: {abs(a - b)} too {wrong}. Both need the same number, so that every position has its "
            f"counterpart; another word may do, or {other}."
        )
    return differing(first, second, counts)


def differing(first: Reading, second: Reading, counts: str) -> str:
    """Where two texts of one length differ."""
    places = [at for at, (a, b) in enumerate(zip(first.ids, second.ids, strict=True)) if a != b]
    if not places:
        return f"⚠ {counts}: the texts are the same. Replace a word of the second one."
    words = [" → ".join(visible(reading.labels[at]) for reading in (first, second)) for at in places[:SHOWN]]
    more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
    return f"✓ {counts}; they differ in {', '.join(words)}{more}. Press Patch."


def patch(
    context: Context,
    model: str,
    text: str,
    typed: str,
    second: str,
    against: str,
    stage: str,
    progress: gr.Progress = PROGRESS,
) -> tuple[Any, tuple[str, ...]]:
    """The sheet, and what it was made of; meanwhile how many patched runs are done."""

    def tell(done: int, total: int) -> None:
        progress((done, total), unit="patched runs")

    sheet, _ = sheet_of(context, model, text, typed, second, against, stage, tell)
    return shown_sheet(sheet), (model, text, typed, second, against, stage)


def sheet_of(
    context: Context,
    model: str,
    text: str,
    typed: str,
    second: str,
    against: str,
    stage: str,
    tell: Tell = lambda done, total: None,
) -> tuple[Sheet, Target]:
    """How much of the target each activation brings back, and that target. ``InputError`` where texts do not fit, or
    ``against`` is no token."""
    first, other = context.read(model, text), context.read(model, second)
    if not first.ids or max(first.total, other.total) > most_of(first):
        raise InputError(hint_of(first, other).lstrip("⚠ "))
    target, wrong = target_of(context, first, typed), against_of(first, against)
    key = ("patching", first.lm.hash, first.ids, other.ids, target.id, wrong, stage)
    view: PatchView = context.kept(
        key, lambda: patch_effects(first.lm.gpt, first.ids, other.ids, target.id, wrong, stage, tell)
    )
    return patch_sheet(view, first.lm.tokenizer.label), target


def against_of(reading: Reading, typed: str | None) -> int | None:
    """The token that was typed, if there is one."""
    typed = (typed or "")[:LONGEST]
    return token_of(reading.lm.tokenizer, term_of(typed)) if typed.strip() else None


def take(
    context: Context, model: str, text: str, typed: str, second: str, against: str, stage: str, event: gr.EventData
) -> Any:
    """A file of the sheet, and the command that makes the same one."""
    sheet, target = sheet_of(context, model, text, typed, second, against, stage)
    texts = [text_of(context.read(model, given)) for given in (text, second)]
    flags = [*token_flag("--target", target.typed), *token_flag("--against", against), "--stage", stage]
    return taken_sheet(sheet, "patch", model, flags, texts, event)
