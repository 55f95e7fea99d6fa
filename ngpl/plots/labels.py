"""Labels of tokens as a picture shows them: nothing invisible, nothing too long."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

MARKS = {" ": "·", "\n": "↵", "\t": "⇥", "\r": "␍"}

# Controls, formats (zero width, right-to-left overrides), separators, unassigned, private.
HIDDEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}
JOINERS = "\u200c\u200d"  # inside an emoji or an Indic word they show


def visible(label: str) -> str:
    """``label`` with marks for spaces and line ends, and ``\\u200b`` for other characters that do not show."""
    joins = len(label) > 1
    return "".join(_shown(char, joins) for char in label) or "∅"


def visible_all(labels: Iterable[str]) -> list[str]:
    return [visible(label) for label in labels]


def legible(text: str) -> str:
    """As ``visible``, but a space between other characters stays one: for what may be a token or a few words."""
    inner = text.strip(" ")
    if not inner:
        return visible(text)
    words = " ".join(word and visible(word) for word in inner.split(" "))
    before = len(text) - len(text.lstrip(" "))
    return MARKS[" "] * before + words + MARKS[" "] * (len(text) - before - len(inner))


def _shown(char: str, joins: bool) -> str:
    if char in MARKS or (joins and char in JOINERS) or unicodedata.category(char) not in HIDDEN:
        return MARKS.get(char, char)
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def width(text: str) -> int:
    """Columns of a monospaced font that ``text`` fills; wide characters fill two, combining ones none."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def clip(text: str, columns: int) -> str:
    """At most ``columns`` wide, with an ellipsis where something was cut."""
    if width(text) <= columns:
        return text
    kept = ""
    for char in text:
        if width(kept + char) >= columns:
            break
        kept += char
    return kept + "…"
