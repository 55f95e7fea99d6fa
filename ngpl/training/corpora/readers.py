"""Files -> documents: UTF-8 text, ``.jsonl`` with ``text`` or ``messages``, ``.csv`` with a named column, folders."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ngpl.errors import DataError

Message = dict[str, str]

TEXT = (".txt", ".md")
TABLES = (".jsonl", ".csv")
SEPARATOR = r"<\|endoftext\|>"


@dataclass(frozen=True)
class Document:
    """One document: running ``text``, or the ``messages`` of a conversation (role, content)."""

    text: str | None = None
    messages: list[Message] | None = None

    def __len__(self) -> int:
        """Characters, without role names."""
        return len(self.text) if self.text is not None else sum(len(m["content"]) for m in self.messages or ())

    def plain(self) -> str:
        """The text, or the conversation as plain text."""
        return self.text if self.text is not None else render_plain(self.messages or [])


def render_plain(messages: list[Message]) -> str:
    """``User: ...`` and ``Assistant: ...``, a line each: for tokenizers without a chat template."""
    return "\n".join(f"{message['role'].capitalize()}: {message['content']}" for message in messages)


def decode_utf8(data: bytes, where: str) -> str:
    """UTF-8 -> text with plain line ends; ``DataError`` names the byte that does not fit."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        cause = "it looks like UTF-16" if wide else "an older encoding such as Latin-1?"
        byte = data[error.start]
        message = f"{where} is not UTF-8: byte 0x{byte:02x} at offset {error.start} ({cause}); save it as UTF-8"
        raise DataError(message) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


# UTF-8 that was read as Windows-1252 on its way here; of a closing quotation mark the last byte is often lost.
MISREAD = {"â€œ": '"', "â€˜": "'", "â€™": "'", "â€“": "-", "â€”": "-", "â€¦": "...", "â€": '"'}


def repaired(documents: list[Document]) -> list[Document]:
    """Documents with plain quotation marks and dashes where there were misread ones."""
    return [replace(document, text=_repaired(document.text)) if document.text else document for document in documents]


def _repaired(text: str) -> str:
    for wrong, right in MISREAD.items():
        text = text.replace(wrong, right)
    return text


def split_text(text: str, separator: str) -> Iterator[Document]:
    """Documents of a plain text, parted by the pattern ``separator``; an empty pattern keeps it whole."""
    try:
        pieces = re.split(separator, text) if separator else [text]
    except re.error as error:
        raise DataError(f"separator {separator!r} is no regular expression: {error}") from None
    edges = "\n" if len(pieces) > 1 else ""
    yield from (Document(text=piece.strip(edges)) for piece in pieces if piece and not piece.isspace())


def read_jsonl(text: str, where: str) -> Iterator[Document]:
    """One JSON object a line, with ``text`` or with ``messages``."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _entry(line, f"{where}, line {number}")


def _entry(line: str, where: str) -> Document:
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        raise DataError(f"{where}: not JSON ({error.msg} at column {error.colno})") from None
    if "\\ud" in line.lower():
        _refuse_half_characters(entry, where)
    if isinstance(entry, dict) and isinstance(entry.get("text"), str):
        return Document(text=entry["text"])
    if isinstance(entry, dict) and "messages" in entry:
        return Document(messages=_messages(entry["messages"], where))
    given = f"an object with {', '.join(entry) or 'nothing'}" if isinstance(entry, dict) else type(entry).__name__
    raise DataError(f'{where}: needs an object with "text" or "messages", not {given}')


def _refuse_half_characters(entry: Any, where: str) -> None:
    try:
        json.dumps(entry, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise DataError(f"{where}: half a surrogate pair, which is no character; was the text cut?") from None


def _messages(value: Any, where: str) -> list[Message]:
    def fits(message: Any) -> bool:
        return isinstance(message, dict) and all(isinstance(message.get(key), str) for key in ("role", "content"))

    if not isinstance(value, list) or not value or not all(map(fits, value)):
        raise DataError(f'{where}: "messages" must be a list of {{"role", "content"}} with text in both')
    return [{"role": message["role"], "content": message["content"]} for message in value]


def read_csv(text: str, column: str, where: str) -> Iterator[Document]:
    """The cells of one column that are not empty; without a name, the only column or the one called ``text``."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a cell may be longer than the default of 128 KiB
    table = csv.DictReader(io.StringIO(text, newline=""))
    columns = list(table.fieldnames or ())
    column = column or (columns[0] if len(columns) == 1 else "text")
    if column not in columns:
        raise DataError(f"{where} has no column {column!r}; there are: {', '.join(columns) or 'none'}")
    try:
        yield from (Document(text=row[column]) for row in table if row[column] and not row[column].isspace())
    except csv.Error as error:
        raise DataError(f"{where}, line {table.line_num}: not CSV ({error})") from None


def list_files(path: Path) -> list[Path]:
    """The file itself, or every readable file below the folder, in order of name."""
    if path.is_file():
        return [path]
    if not path.exists():
        raise DataError(f"no file or folder {str(path)!r}")
    inside = (file for file in path.rglob("*") if file.is_file() and file.stat().st_size)
    files = sorted(file for file in inside if file.suffix.lower() in TEXT + TABLES)
    if not files:
        raise DataError(f"nothing to read in folder {str(path)!r}; files that can be read: {', '.join(TEXT + TABLES)}")
    return files


def read_file(path: Path) -> str:
    """The text of one file; ``DataError`` if it cannot be read, is empty or is not UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError(f"cannot read {str(path)!r}: {error.strerror}") from None
    text = decode_utf8(data, str(path))
    if not text or text.isspace():
        raise DataError(f"{str(path)!r} is empty")
    return text


def table_reader(path: Path, column: str) -> Callable[[str], Iterator[Document]] | None:
    """The reader of a table by its suffix; None for plain text."""
    if path.suffix.lower() == ".jsonl":
        return lambda text: read_jsonl(text, str(path))
    if path.suffix.lower() == ".csv":
        return lambda text: read_csv(text, column, str(path))
    return None
