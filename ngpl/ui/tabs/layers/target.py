"""The token that the parts of the layers tab tell of: named by the visitor, or the most probable next one."""

from __future__ import annotations

import html
from dataclasses import dataclass

import gradio as gr

from ngpl.errors import InputError
from ngpl.plots.labels import visible
from ngpl.terms import term_of, token_of
from ngpl.ui.context import Context, Reading, Selection

LONGEST = 200  # characters of a token
EXPLAINED = (
    "a token that may come next: `cat` is the token with its space, `·cat`, if there is one; "
    '`"cat"` is exactly that; `#512` has that id'
)


@dataclass(frozen=True)
class Asked:
    """The box that the token is typed in, and the line that says how it was read."""

    box: gr.Textbox
    told: gr.HTML


@dataclass(frozen=True)
class Target:
    """A token by its ``id``. ``typed`` is what names it on a command line, empty for the most probable one; ``trouble``
    says why what was typed could not be read."""

    id: int
    typed: str = ""
    trouble: str = ""


def target_row() -> Asked:
    with gr.Row(elem_id="layers-asked"):
        with gr.Column(scale=2, min_width=280):
            likely = "the most probable next token"
            box = gr.Textbox(label="Target", info=EXPLAINED, placeholder=likely, elem_id="layers-target")
        with gr.Column(min_width=280):
            told = gr.HTML(elem_id="layers-told", apply_default_css=False)
    return Asked(box, told)


def target_of(context: Context, reading: Reading, typed: str | None, at: int = -1) -> Target:
    """The token that was typed; of an empty box, or of what is no token of this model, the one that is most probable
    after position ``at``. The text must not be empty."""
    typed = (typed or "")[:LONGEST]
    likely = int(context.inspect(reading).logits[at].argmax())
    if not typed.strip():
        return Target(likely)
    try:
        return Target(token_of(reading.lm.tokenizer, term_of(typed)), typed)
    except InputError as error:
        return Target(likely, trouble=str(error))


def told(reading: Reading, target: Target) -> str:
    """How the target was read, as HTML; whatever is in it is text."""
    word, id = visible(reading.lm.tokenizer.label(target.id)), target.id
    line = f"Target: {word} (#{id})" + ("" if target.typed else ", the most probable next token")
    return paragraph(f"⚠ {target.trouble.rstrip('.')}. Shown instead: {line}" if target.trouble else line)


def paragraph(text: str) -> str:
    """A note as HTML in which ``text`` is text."""
    return f'<p class="ngpl-note" dir="auto" role="status">{html.escape(text)}</p>' if text else ""


def place_of(reading: Reading, selection: Selection) -> int:
    """The selected position, or the last one where this text has fewer."""
    last = len(reading.ids) - 1
    return last if selection.token is None or not 0 <= selection.token <= last else selection.token
