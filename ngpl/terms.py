"""Tokens as they are written in a field: ``king, "ing", ·cat, #512``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ngpl.errors import InputError, TextError
from ngpl.plots.labels import MARKS, visible
from ngpl.tokenizers import Tokenizer

MAX_TERMS = 16
TERM = re.compile(r'\s*(?:"([^"]*)"|([^,]*?))\s*(?:,|$)')
SIGNS = (*MARKS.values(), "\\", "∅")  # what ``visible`` puts in
NUMBER = re.compile(r"#[0-9]{1,9}")


@dataclass(frozen=True)
class Term:
    """A token as it was typed; ``exact``: in quotes."""

    text: str
    exact: bool = False


def terms_of(line: str | None) -> list[Term]:
    """``king, " man", ","`` in parts: commas separate, quotes keep spaces and commas."""
    found = TERM.findall((line or "")[:1000])
    terms = [Term(quoted or plain, bool(quoted)) for quoted, plain in found if quoted or plain]
    if len(terms) > MAX_TERMS:
        raise InputError(f"{len(terms)} tokens are named; at most {MAX_TERMS} can be added up on one side")
    return terms


def term_of(text: str) -> Term:
    """One token that stands alone, whatever is in it; in quotes it is exact."""
    quoted = len(text) > 2 and text[0] == text[-1] == '"'
    return Term(text[1:-1], exact=True) if quoted else Term(text)


def token_of(tokenizer: Tokenizer, term: Term) -> int:
    """The token that ``term`` names; ``TextError`` if there is none.

    A bare word is taken as it stands within a text, with the space before it, where there is such a token.
    """
    labels = tokenizer.vocab()
    if not term.exact and term.text[:1].isalpha() and " " + term.text in labels:
        return labels.index(" " + term.text)
    if term.text in labels:
        return labels.index(term.text)
    found = next(otherwise(labels, term.text), None)
    return tokenizer.id_of(term.text) if found is None else found


def otherwise(labels: Sequence[str], text: str) -> Iterator[int]:
    """Other ways to read what no token is called: as a number, with marks for what is invisible."""
    if NUMBER.fullmatch(text):
        if int(text[1:]) >= len(labels):
            raise TextError(f"there is no token {text}; the ids of this model are #0 to #{len(labels) - 1}")
        yield int(text[1:])
    if any(sign in text for sign in SIGNS):
        yield from (id for id, label in enumerate(labels) if visible(label) == text)


def written(tokenizer: Tokenizer, id: int) -> str:
    """A token as ``terms_of`` and ``token_of`` read it: its label with marks, in quotes or as a number if need be."""
    shown = visible(tokenizer.label(id))
    for line in (shown, f'"{shown}"'):
        terms = terms_of(line)
        if len(terms) == 1 and terms[0].text == shown and token_of(tokenizer, terms[0]) == id:
            return line
    return f"#{id}"


def joined(line: str | None, term: str) -> str:
    return f"{line.rstrip(' ,')}, {term}" if line and line.strip() else term


def twin(tokenizer: Tokenizer, id: int) -> int | None:
    """The token with the same letters, but with a space before them, or without it."""
    labels = tokenizer.vocab()
    other = labels[id][1:] if labels[id].startswith(" ") else " " + labels[id]
    return labels.index(other) if other in labels else None
