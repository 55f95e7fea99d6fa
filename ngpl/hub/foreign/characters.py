"""nanoGPT's ``meta.pkl``: which character has which id. It is a pickle, and it is not unpickled: its instructions are
looked at one by one, and only those that name texts and numbers and put them into dictionaries are understood."""

from __future__ import annotations

import pickletools
from pathlib import Path
from typing import Any

import tokenizers
from tokenizers import AddedToken, decoders, models

from ngpl.bounds import open_regular
from ngpl.errors import CheckpointError
from ngpl.tokenizers import Tokenizer

META = "meta.pkl"
LIMIT = 8 << 20  # bytes: all of Unicode needs less
UNKNOWN = "<UNK>"
VALUES = ("BININT", "BININT1", "BININT2", "SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8")
MARK = object()


def read_characters(path: Path, rows: int) -> Tokenizer:
    """A tokenizer of these characters, for a model of ``rows``; a text with any other is refused when it is encoded."""
    with open_regular(path) as file:
        data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise CheckpointError(f"{path} is larger than {LIMIT:,} bytes; it cannot be a list of characters")
    try:
        ids = spelled(data).get("stoi")
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise CheckpointError(f"{path} is no list of characters as nanoGPT writes it: {error}") from error
    known = isinstance(ids, dict) and all(type(id) is int for id in ids.values())
    if not known or sorted(ids.values()) != list(range(rows)):
        raise CheckpointError(
            f"{path} must give ids from 0 to {rows - 1} to characters, each once; the model has {rows}"
        )
    if not all(isinstance(char, str) and len(char) == 1 for char in ids):
        raise CheckpointError(f"{path} has entries that are no single characters")
    core = tokenizers.Tokenizer(models.BPE({**ids, UNKNOWN: rows}, [], unk_token=UNKNOWN, byte_fallback=True))
    core.decoder = decoders.Sequence([decoders.ByteFallback(), decoders.Fuse()])
    core.add_special_tokens([AddedToken(UNKNOWN, normalized=False)])
    return Tokenizer(core, rows=rows)


def spelled(data: bytes) -> Any:
    """The dictionaries, texts and numbers that a pickle spells out; ``ValueError`` if it does anything else."""
    stack: list[Any] = []
    memo: dict[int, Any] = {}
    for code, given, _ in pickletools.genops(data):
        value: Any = given
        if code.name in VALUES:
            stack.append(value)
        elif code.name in ("EMPTY_DICT", "MARK"):
            stack.append({} if code.name == "EMPTY_DICT" else MARK)
        elif code.name in ("MEMOIZE", "BINPUT", "LONG_BINPUT"):
            memo[len(memo) if value is None else value] = stack[-1]
        elif code.name in ("BINGET", "LONG_BINGET"):
            stack.append(memo[value])
        elif code.name in ("SETITEM", "SETITEMS"):
            put(stack, len(stack) - 2 if code.name == "SETITEM" else _last_mark(stack))
        elif code.name not in ("PROTO", "FRAME", "STOP"):
            raise ValueError(f"it uses {code.name}")
    return stack.pop()


def put(stack: list[Any], start: int) -> None:
    """Everything from ``start`` becomes keys and values of the dictionary below."""
    found = [item for item in stack[start:] if item is not MARK]
    del stack[start:]
    stack[-1].update(zip(found[::2], found[1::2], strict=True))


def _last_mark(stack: list[Any]) -> int:
    return max(place for place, item in enumerate(stack) if item is MARK)
