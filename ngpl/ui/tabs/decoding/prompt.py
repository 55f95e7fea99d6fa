"""The text that a continuation starts from, and what has to be said about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ngpl.hub import LanguageModel
from ngpl.model import Baseline
from ngpl.plots.labels import visible
from ngpl.tokenizers import Tokenizer
from ngpl.ui.context import Context

WORD = re.compile(r"(?<=\s)\S")  # its begin
TAIL = 60  # characters of the text that are repeated beside what follows


@dataclass(frozen=True)
class Prompt:
    """A text as a model goes on from it: its last ``ids``, and ``notes`` about what is not as typed."""

    lm: LanguageModel
    text: str
    ids: tuple[int, ...]
    notes: tuple[str, ...]

    def shown(self) -> dict[str, Any]:
        """What the page says about it, JSON-able."""
        return {"model": self.lm.name, "tail": ending(self.text), "tokens": len(self.ids), "notes": list(self.notes)}


def ending(text: str) -> str:
    """The last words of a text, at most ``TAIL`` characters."""
    if len(text) <= TAIL:
        return text
    tail = text[-TAIL:]
    word = WORD.search(tail, 0, TAIL // 2)
    return "…" + tail[word.start() if word else 0 :]


def read_prompt(context: Context, model: str, text: str | None) -> Prompt:
    """The end of ``text`` that model ``model`` can go on from; of an empty one, its start."""
    lm, text = context.model(model), text or ""
    notes = []
    most = context.limits.characters
    if len(text) > most:
        notes.append(f"Only the last {most:,} of {len(text):,} characters are used.")
        text = text[-most:]
    ids = lm.prompt(text)
    room = lm.model.context
    if len(ids) > room:
        notes.append(f"Only the last {room:,} of {len(ids):,} tokens are used: the model's context holds no more.")
    if text.endswith(" ") and lm.tokenizer.kind == "bpe":
        notes.append("The text ends with a space. In this vocabulary words begin with theirs, so few can follow.")
    if not text:
        notes.append(f"The text is empty, so the model starts from {_start(lm.tokenizer)}.")
    if isinstance(lm.model, Baseline):
        notes.append(lm.model.account(ids, lambda id: visible(lm.tokenizer.label(id))))
    return Prompt(lm, text, tuple(ids[-room:]), tuple(notes))


def _start(tokenizer: Tokenizer) -> str:
    """What the model goes on from if there is no text."""
    parts = {tokenizer.eos_id: "the token that ends every text", tokenizer.bos_id: "the token that begins every text"}
    part = parts.get(tokenizer.start_id, "as it has no token that begins or ends a text")
    return f"{tokenizer.label(tokenizer.start_id)!r}, {part}"
