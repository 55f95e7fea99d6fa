"""Ids to text one by one. Text that has been given out never changes afterwards."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Protocol

CLOSING = frozenset(",.!?;:%)]}…”’»、。，！？；：")
OPENING = frozenset("([{“‘«¿¡#$£€")
JOINING = frozenset("-–—/_@'")


class StreamDecoder(Protocol):
    """Turns ids into text as they come."""

    def push(self, id: int) -> str:
        """The text that has become certain with this token; empty while a character is incomplete."""
        ...

    def flush(self) -> str:
        """What was held back: U+FFFD for half a character."""
        ...


class ByteStream:
    """For tokens whose bytes follow each other: holds back the bytes of a character until it is whole."""

    def __init__(self, bytes_of: Callable[[int], bytes], strip: bool = False) -> None:
        self._bytes_of = bytes_of
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._strip = strip

    def push(self, id: int) -> str:
        return self._stripped(self._decoder.decode(self._bytes_of(id)))

    def flush(self) -> str:
        return self._decoder.decode(b"", final=True)

    def _stripped(self, text: str) -> str:
        """Without the one space that some vocabularies put before a text."""
        if not (self._strip and text):
            return text
        self._strip = False
        return text.removeprefix(" ")


class WordStream:
    """For words whose white space was lost: puts one space between them, and none before a comma.

    A guess at ordinary prose, not an inverse: the text decoded may differ from the text encoded.
    """

    def __init__(self, bytes_of: Callable[[int], bytes]) -> None:
        self._bytes_of = bytes_of
        self._last = ""
        self._quoted = False

    def push(self, id: int) -> str:
        word = self._bytes_of(id).decode()
        if not word:
            return ""
        space = " " if self._parted(word) else ""
        self._quoted ^= word == '"'
        self._last = "(" if word == '"' and self._quoted else word  # an opening quote clings to what follows
        return space + word

    def flush(self) -> str:
        return ""

    def _parted(self, word: str) -> bool:
        """Whether a space stands before ``word``."""
        if not self._last or self._last in OPENING or self._last in JOINING:
            return False
        closes = word == '"' and self._quoted
        return not (closes or word in CLOSING or word in JOINING)
