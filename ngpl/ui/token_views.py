"""What the views of the tokens tab show: pieces of a text, merges of a word, tokenizers side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ngpl.tokenizers import Piece, Tokenizer
from ngpl.ui.context import Reading

DRAWN = 2_000  # pieces of the text
DRAWN_BESIDE = 120  # pieces in each row of the comparison
LONGEST_WORD = 60  # characters of a word whose merges are shown
UNMERGED = {
    "char": "it looks pieces up as they are",
    "word": "it looks pieces up as they are",
    "unigram": "of all ways to cut a word it takes the one with the likeliest pieces",
}
WORD = re.compile(r"\s?\S+|\s+(?=\s\S)|\s+")


def strip(reading: Reading, pieces: Sequence[Piece]) -> dict[str, Any]:
    """A text and its pieces: of each the id, text, bytes in hexadecimal, place, and what was lost before it."""
    data = reading.text.encode()
    ends = [0, *(piece.end for piece in pieces)]
    drawn = list(zip(pieces[:DRAWN], ends))
    return {
        "model": reading.lm.name,
        "kind": reading.lm.tokenizer.kind,
        "unknown": reading.lm.tokenizer.unk_id,
        "opening": len(reading.lm.tokenizer.opening),
        "characters": len(reading.text),
        "bytes": len(data),
        "ids": [piece.id for piece in pieces],
        "pieces": [[p.text, p.bytes.hex(" ").upper(), p.start, p.end, lost(data, end, p)] for p, end in drawn],
        "wholes": [group for group in wholes(pieces, data) if group[1] < DRAWN],
        "room": reading.room,
    }


def lost(data: bytes, end: int, piece: Piece) -> str:
    """The text between the last piece and this one, which belongs to no token."""
    return data[end : piece.start].decode("utf-8", "replace")


def wholes(pieces: Sequence[Piece], data: bytes) -> Iterator[tuple[int, int, str]]:
    """The runs of tokens (first, last, text) that are whole characters only together."""
    first = 0
    for i, piece in enumerate(pieces):
        if piece.end < len(data) and data[piece.end] & 0xC0 == 0x80:  # the next byte goes on with a character
            continue
        if i > first:
            yield first, i, data[pieces[first].start : piece.end].decode("utf-8", "replace")
        first = i + 1


def merges(tokenizer: Tokenizer, text: str, pieces: Sequence[Piece], token: int | None) -> dict[str, Any]:
    """How the word around a token grew together; ``steps`` is empty if there is nothing to show, ``note`` says why."""
    if token is None or not 0 <= token < len(pieces):
        return {"steps": [], "note": ""}
    if token < len(tokenizer.opening):
        return {"steps": [], "note": "This token stands before every text and is no part of it, so nothing merges."}
    if tokenizer.kind != "bpe":
        return {"steps": [], "note": f"A {tokenizer.kind} tokenizer has no merges: {UNMERGED[tokenizer.kind]}."}
    word = word_at(text, pieces[token].start)
    if tokenizer.prefixes:
        word = word.removeprefix(" ")
    if len(word) > LONGEST_WORD:
        return {"steps": [], "note": f"The word is longer than {LONGEST_WORD} characters; its merges are not shown."}
    found = [steps for steps in tokenizer.merge_steps(word) if len(steps) > 1]
    return {"steps": found, "note": "" if found else "Nothing merges here: every part stays by itself."}


def word_at(text: str, place: int) -> str:
    """The word, with the space before it, or the white space that holds byte ``place`` of a text."""
    at = len(text.encode()[:place].decode("utf-8", "ignore"))
    return next((match[0] for match in WORD.finditer(text) if match.end() > at), "")


def comparison(name: str, tokenizer: Tokenizer, text: str) -> dict[str, Any]:
    """How one tokenizer cuts a text, what that costs and what it loses."""
    pieces = tokenizer.pieces(text)
    return {
        "name": name,
        "kind": tokenizer.kind,
        "vocabulary": tokenizer.vocab_size,
        "tokens": len(pieces),
        "characters": len(text),
        "bytes": len(text.encode()),
        "unknown": sum(piece.id == tokenizer.unk_id for piece in pieces),
        "difference": difference(text, tokenizer.decode([piece.id for piece in pieces])),
        "pieces": [piece.text for piece in pieces[:DRAWN_BESIDE]],
    }


def byte_baseline(text: str) -> dict[str, Any]:
    """The same for plain UTF-8: a vocabulary of 256 bytes, one token a byte."""
    data = text.encode()
    return {
        "name": "plain UTF-8",
        "kind": "byte",
        "vocabulary": 256,
        "tokens": len(data),
        "characters": len(text),
        "bytes": len(data),
        "unknown": 0,
        "difference": "",
        "pieces": [chr(byte) if byte < 0x80 else f"\\x{byte:02X}" for byte in data[:DRAWN_BESIDE]],
    }


def difference(text: str, back: str, around: int = 12) -> str:
    """Where ``back`` first differs from ``text``, in words; empty if it does not."""
    if text == back:
        return ""
    at = next((i for i, (a, b) in enumerate(zip(text, back)) if a != b), min(len(text), len(back)))
    return f"at character {at:,}: {text[at : at + around]!r} became {back[at : at + around]!r}"
