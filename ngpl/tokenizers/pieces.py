"""What a token is made of: the bytes it stands for, and a label that shows them without loss."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

BYTE_TOKEN = re.compile(r"<0x([0-9A-F]{2})>")


@dataclass(frozen=True)
class Piece:
    """One token of a text. ``text.encode()[start:end] == bytes``; offsets count bytes of UTF-8, not characters.

    ``text`` is the exact string where ``bytes`` are whole characters, else a label such as ``\\xE2\\x80``. A token that
    stands for no bytes has its label as ``text``: a special token, or a space put before the text.
    """

    id: int
    text: str
    bytes: bytes
    start: int
    end: int


def byte_alphabet() -> dict[str, int]:
    """The character that stands for each byte in a byte-level vocabulary (Radford et al., 2019)."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    rest = [byte for byte in range(256) if byte not in printable]
    return {chr(byte): byte for byte in printable} | {chr(256 + i): byte for i, byte in enumerate(rest)}


BYTE_OF = byte_alphabet()


def byte_level(token: str) -> bytes:
    """The bytes of a token of a byte-level vocabulary: ``"Ġcat"`` is ``b" cat"``."""
    if not all(char in BYTE_OF for char in token):
        return token.encode()
    return bytes(BYTE_OF[char] for char in token)


def byte_fallback(token: str) -> bytes:
    """The bytes of a token of a vocabulary with byte tokens: ``"<0xE2>"`` is ``b"\\xe2"``, the rest is plain text."""
    match = BYTE_TOKEN.fullmatch(token)
    return bytes.fromhex(match[1]) if match else token.encode()


def metaspace(token: str) -> bytes:
    """As ``byte_fallback``, in a vocabulary that writes a space as ``▁`` (SentencePiece)."""
    return byte_fallback(token.replace("▁", " "))


def _hex(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "".join(f"\\x{byte:02X}" for byte in error.object[error.start : error.end]), error.end


codecs.register_error("ngpl.hex", _hex)


def label(data: bytes) -> str:
    """Whole characters as they are, other bytes as ``\\xE2``; never U+FFFD, not even for the bytes of U+FFFD itself."""
    return data.decode("utf-8", "ngpl.hex").replace("\ufffd", "\\xEF\\xBF\\xBD")


def text_of(data: bytes) -> str:
    """The exact text where ``data`` is whole characters, else its label."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return label(data)


def located(ids: Sequence[int], spans: Sequence[tuple[int, int]], text: str) -> list[Piece]:
    """Pieces at ``spans``, which count characters of ``text``; what lies between them belongs to no token."""
    places = _byte_places(text)
    data = text.encode()
    ranges = [(places[start], places[end]) for start, end in spans]
    return [Piece(id, text_of(data[a:b]), data[a:b], a, b) for id, (a, b) in zip(ids, ranges, strict=True)]


def adjoining(ids: Sequence[int], parts: Sequence[bytes], text: str) -> list[Piece] | None:
    """Pieces that follow each other without a gap, all of ``text``; None if the tokens spell another text, but for a
    space in front."""
    shares = _shares(parts, text.encode())
    return None if shares is None else _joined(ids, shares)


def aligned(ids: Sequence[int], parts: Sequence[bytes], spans: Sequence[tuple[int, int]], text: str) -> list[Piece]:
    """Pieces of a text that was changed before it was cut, all of it: ``spans`` count its characters.

    Tokens that spell parts of the same characters share their bytes; where those were changed, the first token stands
    for all of them and the others for none.
    """
    data, places = text.encode(), _byte_places(text)
    shares: list[bytes] = []
    starts = _starts(spans)
    for first, last in zip(starts, [*starts[1:], len(ids)]):
        start = places[spans[first][0]] if first else 0
        end = places[spans[last][0]] if last < len(ids) else len(data)
        source, own = data[start:end], parts[first:last]
        shares += _shares(own, source) or [source, *[b""] * (len(own) - 1)]
    return _joined(ids, shares)


def _starts(spans: Sequence[tuple[int, int]]) -> list[int]:
    """The tokens whose characters begin where those of all tokens before end."""
    starts, reached = [], 0
    for i, (start, end) in enumerate(spans):
        if i == 0 or start >= reached:
            starts.append(i)
        reached = max(reached, end, start + 1)
    return starts


def _shares(parts: Sequence[bytes], data: bytes) -> list[bytes] | None:
    """What each token spells of ``data``, where that is what they spell together; a space before it is nobody's."""
    spelled = b"".join(parts)
    if spelled == data:
        return list(parts)
    if spelled != b" " + data:
        return None
    first = next(i for i, part in enumerate(parts) if part)
    return [*parts[:first], parts[first][1:], *parts[first + 1 :]]


def _joined(ids: Sequence[int], shares: Sequence[bytes]) -> list[Piece]:
    pieces, start = [], 0
    for id, part in zip(ids, shares, strict=True):
        pieces.append(Piece(id, text_of(part), part, start, start + len(part)))
        start += len(part)
    return pieces


def _byte_places(text: str) -> list[int]:
    """The byte offset of every character of ``text``, and of its end."""
    places = [0]
    for char in text:
        places.append(places[-1] + len(char.encode()))
    return places
