"""A second text to patch from: the first one with a word replaced by one that the model takes for its like."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ngpl.hub import LanguageModel
from ngpl.inspection import combine, neighbours, next_logits

TRIED = 6  # words, the last ones
LIKES = 20  # tokens that are tried in the place of each
SHORTEST = 3  # letters of a word that is replaced, where tokens are words


def second_text(lm: LanguageModel, ids: Sequence[int]) -> str:
    """A text of as many tokens as ``ids`` with one of its last words replaced: of those tried, the one that makes the
    most probable next token least probable. Empty if no word can be replaced."""
    places = [at for at, id in enumerate(ids[:-1]) if _is_word(lm, id)][-TRIED:]
    others = [other for at in places if (other := _replaced(lm, ids, at))]
    if not others:
        return ""
    target = int(next_logits(lm.model, ids).argmax())
    least = min(others, key=lambda other: _logprob(lm, other, target))
    return lm.decode(least)


def _is_word(lm: LanguageModel, id: int) -> bool:
    word = lm.tokenizer.label(id).strip()
    return word.isalpha() and (len(word) >= SHORTEST or lm.tokenizer.kind == "char")


def _replaced(lm: LanguageModel, ids: Sequence[int], at: int) -> list[int]:
    """``ids`` with the token at one place replaced by its nearest like; empty if none keeps the number of tokens."""
    old = lm.tokenizer.label(ids[at])
    for near in neighbours(lm.embedded, combine(lm.embedded, [ids[at]]), LIKES, without=[ids[at]]):
        changed = [*ids[:at], near.id, *ids[at + 1 :]]
        if _alike(old, lm.tokenizer.label(near.id)) and lm.encode(lm.decode(changed)) == changed:
            return changed
    return []


def _alike(old: str, new: str) -> bool:
    """Whether both are words with or without a space before them, begin with a letter of the same case, and are not
    forms of one word."""
    (a, b), short = (old.strip(), new.strip()), min(len(old), len(new))
    shaped = b.isalpha() and old[:1].isspace() == new[:1].isspace() and a[:1].isupper() == b[:1].isupper()
    return shaped and old.lower()[:short] != new.lower()[:short]


def _logprob(lm: LanguageModel, ids: Sequence[int], target: int) -> float:
    logits = np.asarray(next_logits(lm.model, ids), dtype=np.float64)
    return float(logits[target] - np.logaddexp.reduce(logits))
