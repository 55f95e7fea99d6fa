"""Files for the visitor to take along: the bytes, and the command line that makes the same ones on any machine."""

from __future__ import annotations

import base64
import secrets
import shlex
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

import gradio as gr

from ngpl.errors import InputError

MOST_BYTES = 12_000_000  # the page holds a file twice, and a third larger, while it is saved
FORMS = ("png", "svg", "csv", "npz", "json", "html")
MIMES = {
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".csv": "text/csv",
    ".npz": "application/zip",
    ".json": "application/json",
    ".html": "text/html",
}
ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\", "'": "\\'"}


def taken(name: str, data: bytes, command: str) -> dict[str, Any]:
    """The answer to a view's event ``take``, for its prop ``taken``: the browser saves ``data`` as ``name``.

    ``once`` tells two answers apart that are alike otherwise: the browser is told of changes only. ``InputError`` if
    the file is larger than ``MOST_BYTES``.
    """
    if len(data) > MOST_BYTES:
        size, most = (f"{n / 1e6:,.1f} MB" for n in (len(data), MOST_BYTES))
        raise InputError(f"{name} would be {size}; the page hands out {most} at most. The same file: {command}")
    return {
        "name": name,
        "mime": MIMES.get(PurePath(name).suffix.lower(), "application/octet-stream"),
        "data": base64.b64encode(data).decode("ascii"),
        "command": command,
        "once": secrets.token_hex(4),
    }


def suffix_of(event: gr.EventData) -> str:
    """The suffix ``.png`` of the form ``png`` that an event ``take`` names; ``InputError`` if it names none."""
    data = getattr(event, "_data", None)
    form = data.get("form") if isinstance(data, dict) else None
    if form not in FORMS:
        raise InputError(f"a file cannot be made as {form!r}; there are: {', '.join(FORMS)}")
    return f".{form}"


def command_line(words: Sequence[str]) -> str:
    """``words`` as one line for bash or zsh (also on macOS): quoted where need be, nothing invisible in it.

    ``InputError`` for a NUL character, which no command line can carry.
    """
    if any("\0" in word for word in words):
        raise InputError("the text holds a NUL character, which no command line can carry; remove it")
    return " ".join(shlex.quote(word) if word.isprintable() else _escaped(word) for word in words)


def _escaped(word: str) -> str:
    return "$'" + "".join(ESCAPES.get(char, char if char.isprintable() else _code(char)) for char in word) + "'"


def _code(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x80 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
