"""The next token: what the model would say after the text, and choosing it by hand."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import gradio as gr

from ngpl.decoding import FILTERS
from ngpl.errors import InputError
from ngpl.hub import LanguageModel
from ngpl.inspection.forward import next_logits
from ngpl.plots.next_token import next_token_payload
from ngpl.spec import params_of
from ngpl.ui.context import Context, Selection
from ngpl.ui.events import number
from ngpl.ui.page import Page
from ngpl.ui.tabs.decoding.adapter import Controls, adapted
from ngpl.ui.tabs.decoding.prompt import read_prompt
from ngpl.ui.view import view

REMEMBERED = 200  # chosen tokens that can be taken back


@dataclass(frozen=True)
class Chosen:
    """Tokens appended by hand, kept in the visitor's session: the text before them, and what each one added."""

    start: str = ""
    added: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.start + "".join(self.added)

    def of(self, text: str) -> Chosen:
        """Itself if ``text`` is what it led to; what was typed since then has no way back."""
        return self if self.text == text else Chosen(text)

    def with_piece(self, piece: str) -> Chosen:
        added = (*self.added, piece)
        gone = len(added) - REMEMBERED
        return Chosen(self.start + "".join(added[:gone]), added[gone:]) if gone > 0 else Chosen(self.start, added)

    def without_last(self) -> Chosen:
        return Chosen(self.start, self.added[:-1])


def build(page: Page, own: Controls) -> None:
    chosen = gr.State(Chosen())
    after = view("decoding-next")
    page.follow(distribution, [chosen, *own], [after])
    moved = [control.change for control in own]  # type: ignore[attr-defined]
    everything = [page.model, page.text, page.selection, chosen, *own]
    page.on(moved, distribution, everything, [after], trigger_mode="always_last")
    page.on(after.choose, choose, [page.model, page.text, chosen], [page.text, chosen])
    page.on(after.undo, undo, [page.text, chosen], [page.text, chosen])


def distribution(
    context: Context,
    model: str,
    text: str,
    selection: Selection,
    chosen: Chosen,
    name: str | None = None,
    strength: float = 0.0,
) -> dict[str, Any]:
    """The message to the view: one pass, all logits; filters are applied in the browser. The pass is that of the model
    with ``strength`` times what the adapter called ``name`` adds."""
    prompt = adapted(context, model, read_prompt(context, model, text), name, strength)
    lm = prompt.lm
    return {
        **next_token_payload(next_logits(lm.model, prompt.ids), prompt.ids, lm.tokenizer.label),
        "prompt": prompt.shown(),
        "filters": filter_params(),
        "undo": len(chosen.of(text or "").added),
    }


def filter_params() -> list[dict[str, Any]]:
    """The parameters of all filters in the order they are applied, as declared."""
    params = [(name, p) for name, kind in FILTERS.items() for p in params_of(kind)]
    return [asdict(p) | {"filter": name, "type": p.type.__name__, "label": p.label} for name, p in params]


def choose(context: Context, model: str, text: str, chosen: Chosen, event: gr.EventData) -> tuple[str, Chosen]:
    """Append the token that was clicked to the shared text."""
    text = text or ""
    piece = piece_after(context.model(model), text, number(event, "id"))
    now = chosen.of(text).with_piece(piece)
    return now.text, now


def undo(context: Context, text: str, chosen: Chosen) -> tuple[str, Chosen]:
    """Take the last chosen token back; a text that was changed by other means stays as it is."""
    now = chosen.of(text or "").without_last()
    return now.text, now


def piece_after(lm: LanguageModel, text: str, id: Any) -> str:
    """The characters that token ``id`` adds to ``text``; ``InputError`` if it is none that a text box can hold."""
    tokenizer = lm.tokenizer
    if not isinstance(id, int) or not 0 <= id < tokenizer.vocab_size:
        raise InputError(f"there is no token {id!r}; the ids of this model are 0 to {tokenizer.vocab_size - 1}")
    label = tokenizer.label(id)
    if id in tokenizer.specials.values():
        raise InputError(f"{label} is a special token, not text; here the model would end or begin a text")
    try:
        tokenizer.piece(id).bytes.decode()
    except UnicodeDecodeError:
        raise InputError(f"{label} is a part of a character; a text box holds whole characters only") from None
    stream = tokenizer.stream()
    for earlier in tokenizer.encode(text):
        stream.push(earlier)
    return stream.push(id)
