"""Safetensors files, read as if they were meant to do harm.

The header is read and checked before anything else: its length, its JSON, every name, type and shape, and that the
tensors fill the rest of the file without gap or overlap. Only then is memory taken, tensor by tensor, as much as the
file is long at most. The file is read, never mapped: one cut short by another program ends in an error, not in a crash.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import torch
from torch import Tensor

from ngpl.bounds import TEXT_LIMIT, cut, open_regular, parse_json
from ngpl.errors import CheckpointError

PREFIX = 8  # bytes that tell the header's length
RANK, EXTENT = 8, 1 << 40  # of a shape, at most
DTYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "F8_E4M3": torch.float8_e4m3fn,
    "F8_E5M2": torch.float8_e5m2,
    "I64": torch.int64,
    "I32": torch.int32,
    "I16": torch.int16,
    "I8": torch.int8,
    "U8": torch.uint8,
    "BOOL": torch.bool,
}
PICKLE_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")


@dataclass(frozen=True)
class Part:
    """One tensor of a file: its type, its shape, and from where to where its bytes lie after the header."""

    dtype: torch.dtype
    shape: tuple[int, ...]
    start: int
    stop: int

    @property
    def numel(self) -> int:
        return math.prod(self.shape)


@dataclass(frozen=True)
class TensorFile:
    """An open safetensors file whose header has been checked. ``parts`` are its tensors, by name."""

    path: Path
    metadata: dict[str, str]
    parts: dict[str, Part]
    file: BinaryIO
    first: int

    def read(self, name: str) -> Tensor:
        """One tensor, in memory of its own."""
        part = self.parts[name]
        data = bytearray(part.stop - part.start)
        self.file.seek(self.first + part.start)
        if self.file.readinto(data) != len(data):  # type: ignore[attr-defined]
            raise CheckpointError(f"{self.path} changed while it was read; something still writes to it")
        flat = torch.frombuffer(data, dtype=part.dtype) if data else torch.empty(0, dtype=part.dtype)
        return flat.view(part.shape)


@contextmanager
def open_tensors(path: str | Path) -> Iterator[TensorFile]:
    """Open a safetensors file; ``CheckpointError`` says what is wrong with one that is damaged, or is none."""
    path = Path(path)
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        header = parse_json(_header_text(file, size, str(path)), f"the header of {path}")
        first = file.tell()
        metadata = _metadata(header.pop("__metadata__", {}), str(path))
        parts = {name: _part(name, facts, str(path)) for name, facts in header.items()}
        _check_adjoining(parts, size - first, str(path))
        yield TensorFile(path, metadata, parts, file, first)


def read_safetensors(path: str | Path) -> tuple[dict[str, str], dict[str, Tensor]]:
    """Metadata and all tensors of any safetensors file; ``CheckpointError`` for everything that is none."""
    with open_tensors(path) as file:
        return file.metadata, {name: file.read(name) for name in file.parts}


def _header_text(file: BinaryIO, size: int, source: str) -> str:
    start = file.read(PREFIX + 1)
    if start.startswith(PICKLE_STARTS) and not start.endswith(b"{"):
        raise CheckpointError(f"{source} is a pickle or a PyTorch zip; these can run code when read, so none is read")
    length = int.from_bytes(start[:PREFIX], "little")
    if len(start) <= PREFIX or length > size - PREFIX or not start.endswith(b"{"):
        raise _damaged(source, f"its {size:,} bytes do not start with a header and its length")
    if length > TEXT_LIMIT:
        raise CheckpointError(f"{source} has a header of {length:,} bytes; {TEXT_LIMIT:,} are allowed")
    file.seek(PREFIX)
    try:
        return file.read(length).decode()
    except UnicodeDecodeError as error:
        raise _damaged(source, "its header is not UTF-8 text") from error


def _metadata(values: Any, source: str) -> dict[str, str]:
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise _damaged(source, "its metadata are not texts")
    return values


def _part(name: str, facts: Any, source: str) -> Part:
    """One entry of the header: ``{"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}``."""
    if not isinstance(facts, dict) or set(facts) != {"dtype", "shape", "data_offsets"}:
        raise _damaged(source, f"{cut(name)} has no dtype, shape and data_offsets, or more than these")
    dtype, shape, offsets = facts["dtype"], facts["shape"], facts["data_offsets"]
    if not isinstance(dtype, str) or dtype not in DTYPES:
        raise CheckpointError(f"{source}: {cut(name)} is of type {cut(str(dtype))}; known are {', '.join(DTYPES)}")
    if not _are_sizes(shape) or len(shape) > RANK or math.prod(n for n in shape if n) > EXTENT:
        raise _damaged(source, f"{cut(name)} has the shape {cut(str(shape))}")
    if not _are_sizes(offsets) or len(offsets) != 2:
        raise _damaged(source, f"{cut(name)} has the offsets {cut(str(offsets))}")
    part = Part(DTYPES[dtype], tuple(shape), *offsets)
    if math.prod(shape) * part.dtype.itemsize != part.stop - part.start:
        raise _damaged(source, f"{cut(name)} of shape {shape} in {dtype} does not fill the bytes {offsets}")
    return part


def _are_sizes(values: Any) -> bool:
    return isinstance(values, list) and all(type(n) is int and 0 <= n <= EXTENT for n in values)


def _check_adjoining(parts: dict[str, Part], size: int, source: str) -> None:
    end = 0
    for name, part in sorted(parts.items(), key=lambda item: (item[1].start, item[1].stop)):
        if part.start != end:
            what = "overlaps with" if part.start < end else "leaves a gap after"
            raise _damaged(source, f"{cut(name)} {what} the tensor before it: it starts at {part.start}, not {end}")
        end = part.stop
    if end != size:
        raise _damaged(source, f"its header tells of {end:,} bytes, {size:,} follow it")


def _damaged(source: str, what: str) -> CheckpointError:
    return CheckpointError(f"{source} is no safetensors file, or it is damaged or cut short: {what}")
