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
from ngpl.plots.colors import PALETTE
from ngpl.plots.sheet import Sheet
from ngpl.plots.sheet_export import sheet_bytes
from ngpl.spec import params_of
from ngpl.ui.context import Reading, parted

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
SIGNS = ("-", "--")  # a command takes the first for standard input, the second for the end of its flags
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


def taken_sheet(
    sheet: Sheet, name: str, model: str, flags: Sequence[str], texts: Sequence[str], event: gr.EventData
) -> Any:
    """The answer to a sheet's event ``take``: the file, and ``ngpl NAME`` with these flags and texts for it."""
    palette, out = palette_of(event), f"{sheet.name}{suffix_of(event)}"
    colors = ["--palette", palette] if palette != PALETTE else []
    data = sheet_bytes(sheet, suffix_of(event), palette)
    return gr.HTML(taken=taken(out, data, ngpl_command(name, model, [*flags, *colors, "--out", out], *texts)))


def palette_of(event: gr.EventData) -> str:
    """The colours that an event names; an unknown name is an error where the file is made."""
    return str(event._data.get("palette") or PALETTE)


def suffix_of(event: gr.EventData) -> str:
    """The suffix ``.png`` of the form ``png`` that an event ``take`` names; ``InputError`` if it names none."""
    data = getattr(event, "_data", None)
    form = data.get("form") if isinstance(data, dict) else None
    if form not in FORMS:
        raise InputError(f"a file cannot be made as {form!r}; there are: {', '.join(FORMS)}")
    return f".{form}"


def text_of(reading: Reading) -> str:
    """The text that a command must be given to read the same tokens; ``InputError`` if there is none."""
    if not reading.ids:
        raise InputError("there is nothing to take along: the text is empty")
    if len(reading.ids) == reading.total:
        return reading.text
    text = reading.lm.decode(reading.ids)
    if tuple(reading.lm.encode(text)) != reading.ids:
        raise InputError(f"the text is cut in the middle of a character; give at most {reading.room:,} tokens")
    return text


def ngpl_command(name: str, model: str, flags: Sequence[str], *texts: str) -> str:
    """``ngpl NAME`` as one line, with a model as the page names it, flags, and texts that may look like flags.

    A text that is one of ``SIGNS`` is piped in; ``InputError`` for two such texts.
    """
    model, dtype = parted(model)
    types = ["--dtype", dtype] if dtype != "auto" else []
    piped = [text for text in texts if text in SIGNS]
    if len(piped) > 1:
        raise InputError(f"the texts are {' and '.join(map(repr, piped))}; a command line can carry one such text only")
    words = ["-" if text in SIGNS else text for text in texts]
    line = command_line(["ngpl", name, "--model", model, *types, *flags, "--", *words])
    return f"{command_line(['printf', '%s', piped[0]])} | {line}" if piped else line


def flags_of(values: Any, cls: type) -> list[str]:
    """The flags of those parameters of ``cls`` whose values are not the usual ones."""
    changed = [(p.flag, getattr(values, p.name)) for p in params_of(cls) if getattr(values, p.name) != p.default]
    return [word for flag, value in changed for word in (flag, f"{value:g}" if isinstance(value, float) else value)]


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
