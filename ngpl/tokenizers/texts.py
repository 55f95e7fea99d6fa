"""Texts on their way to the library: checked, and in parts that it digests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ngpl.errors import TextError

CHUNK = 4_000  # characters; the library slows down on one long text
BOUNDARY = re.compile(r"(?<=\S)(?=[ \n])")


def checked(text: str) -> str:
    """``text`` if it can be encoded, else ``TextError`` with the position of what cannot."""
    if not isinstance(text, str):
        raise TextError(f"a text must be a str, not {type(text).__name__}")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        cause = "half of a character, as left by a cut through UTF-16 or by a file read as something else"
        raise TextError(f"position {error.start} of the text holds the lone surrogate U+{code:04X}: {cause}") from None
    return text


def chunks(text: str, size: int = CHUNK) -> Iterator[str]:
    """``text`` in parts of about ``size`` characters, cut only between a word and the white space after it."""
    start = 0
    while len(text) - start > size:
        cut = BOUNDARY.search(text, start + size)
        if cut is None:
            break
        yield text[start : cut.start()]
        start = cut.start()
    yield text[start:]
