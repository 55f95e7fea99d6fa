"""What a file from elsewhere may be: a regular file of bounded size, with JSON of bounded size.

Readers go through here, so that no file makes the program wait or fills the memory.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from ngpl.errors import CheckpointError

TEXT_LIMIT = 64 << 20  # bytes of one text
STRUCTURE_LIMIT = 1 << 20  # characters of JSON outside of its strings, and strings: some 20,000 tensors
STRINGS = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
LONE = re.compile(r"\\u[dD][89a-fA-F]")  # half of a character may be spelled so


@contextmanager
def open_regular(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file to be read; ``CheckpointError`` for all others, and if it changes until it is closed."""
    try:
        _check_regular(path, path.stat())  # to open a device may already do something
        with open(path, "rb", opener=_at_once) as file:
            before = _check_regular(path, os.fstat(file.fileno()))
            yield file
            after = os.fstat(file.fileno())
    except FileNotFoundError as error:
        raise CheckpointError(f"there is no file {path}") from error
    except OSError as error:
        raise CheckpointError(f"{path} cannot be read: {error.strerror or error}") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise CheckpointError(f"{path} changed while it was read; something still writes to it")


def _check_regular(path: Path, facts: os.stat_result) -> os.stat_result:
    if not stat.S_ISREG(facts.st_mode):
        kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
        kind = kinds.get(stat.S_IFMT(facts.st_mode), "a device")
        raise CheckpointError(f"{path} is {kind}; a model is read from regular files only")
    return facts


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # a pipe put there meanwhile would make it wait


def read_text(path: Path, limit: int = TEXT_LIMIT) -> str:
    """A regular file's text; ``CheckpointError`` if it is longer than ``limit`` bytes or no UTF-8."""
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > limit:
            raise CheckpointError(f"{path} has {size:,} bytes; such a file may have {limit:,}")
        data = file.read(size)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise CheckpointError(f"{path} is not UTF-8 text: {error}") from error


def read_json(path: Path) -> dict[str, Any]:
    """A file's JSON object, read as by ``parse_json``."""
    return parse_json(read_text(path), str(path))


def parse_json(text: str, source: str, limit: int = STRUCTURE_LIMIT) -> dict[str, Any]:
    """The JSON object that ``text`` spells; ``CheckpointError`` if it is none, names a thing twice or is too large.

    What is no text is counted first: as objects, numbers and brackets take far more memory than they do here.
    """
    if _is_large(text, limit):
        raise CheckpointError(f"{source} has JSON that is too large: more than {limit:,} numbers and brackets")
    try:
        value = json.loads(text, object_pairs_hook=_once)
        if LONE.search(text):
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise CheckpointError(f"{source} holds no JSON that can be used: {cut(str(error), 200)}") from error
    if not isinstance(value, dict):
        raise CheckpointError(f"{source} must be a JSON object; it holds {cut(text, 40)!r}")
    return value


def _is_large(text: str, limit: int) -> bool:
    outside = end = 0
    for found in STRINGS.finditer(text):
        outside += found.start() - end + 1
        if outside > limit:
            return True
        end = found.end()
    return outside + len(text) - end > limit


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        twice = next(name for name in values if counts[name] > 1)
        raise ValueError(f"it has {cut(twice)} twice")
    return values


def cut(text: str, length: int = 80) -> str:
    """A text from a file, fit for one line of a message."""
    short = text[:length] + ("..." if len(text) > length else "")
    return short if short.isprintable() else repr(short)[1:-1]
