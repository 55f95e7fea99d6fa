"""Byte-level BPE as plainly as it can be written: slow, and independent of the program and of its libraries."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import regex  # type: ignore[import-untyped]

Pair = tuple[bytes, bytes]

WORDS = regex.compile(r"'(?:s|t|re|ve|m|ll|d)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")


class BytePairs:
    """The vocabulary and the merges in a folder, their tokens as the bytes that they stand for."""

    def __init__(self, folder: Path) -> None:
        vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        self.ids = {plain(token): id for token, id in vocabulary.items() if not token.startswith("<|")}
        lines = (folder / "merges.txt").read_text(encoding="utf-8").splitlines()
        pairs = [line.split(" ") for line in lines if line and not line.startswith("#version")]
        self.ranks: dict[Pair, int] = {(plain(a), plain(b)): rank for rank, (a, b) in enumerate(pairs)}

    def encode(self, text: str) -> list[int]:
        return [self.ids[part] for word in WORDS.findall(text) for part in self.merged(word.encode())]

    def merged(self, word: bytes) -> list[bytes]:
        parts = [bytes([byte]) for byte in word]
        while True:
            ranks = [self.ranks.get((a, b), len(self.ranks)) for a, b in pairwise(parts)]
            if not ranks or min(ranks) == len(self.ranks):
                return parts
            at = ranks.index(min(ranks))
            parts[at : at + 2] = [parts[at] + parts[at + 1]]


def plain(token: str) -> bytes:
    """The bytes of a token: those with a shape of their own are themselves, the others were numbered from 256 on."""
    return bytes(HIDDEN[ord(char) - 256] if ord(char) > 255 else ord(char) for char in token)


HIDDEN = [byte for byte in range(256) if byte <= 0x20 or 0x7F <= byte <= 0xA0 or byte == 0xAD]
