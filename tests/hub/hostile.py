"""Safetensors files put together by hand, right or wrong; and what a refusal must be."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ngpl.errors import CheckpointError


def pack(header: dict[str, Any] | bytes, data: bytes = b"", length: int | None = None) -> bytes:
    """A file's bytes; ``length`` is what it says of its header, right unless given."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return (len(text) if length is None else length).to_bytes(8, "little") + text + data


def unpack(path: Path) -> tuple[dict[str, Any], bytes]:
    """Header and data of a good file."""
    whole = path.read_bytes()
    end = 8 + int.from_bytes(whole[:8], "little")
    return json.loads(whole[8:end]), whole[end:]


def entry(shape: list[Any], start: Any, stop: Any, dtype: Any = "F32") -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": [start, stop]}


def refusal(read: Callable[..., Any], *arguments: Any) -> str:
    """What ``read`` says instead of reading: one line."""
    with pytest.raises(CheckpointError) as error:
        read(*arguments)
    assert "\n" not in str(error.value) and len(str(error.value)) < 600
    return str(error.value)


@contextmanager
def at_most(limit: int) -> Iterator[None]:
    """What is done here takes at most ``limit`` bytes of Python's memory."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < limit
    finally:
        tracemalloc.stop()
