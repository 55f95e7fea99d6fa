"""PyTorch's own files, which are zips around a pickle: checked before ``torch.load(weights_only=True)`` sees them.

That flag runs no code, but it neither bounds what it unpacks nor what a pickle asks for. A file saved by ``torch.save``
packs nothing, so nothing in it may be larger than it is, and its pickle builds tensors out of dictionaries and numbers.
"""

from __future__ import annotations

import os
import pickletools
import re
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from torch import Tensor

from ngpl.bounds import cut
from ngpl.errors import CheckpointError

END, END64, LOCATOR = struct.Struct("<4s4H2LH"), struct.Struct("<4sQ2H2L4Q"), struct.Struct("<4sLQL")
LIST_LIMIT = 8 << 20  # bytes of the list of members
PICKLE_LIMIT = 8 << 20
MEMBERS = re.compile(
    r"[^/\\]+/(data\.pkl|data/\d+|byteorder|version|\.data/serialization_id|\.format_version|\.storage_alignment)"
)
GLOBALS = re.compile(
    r"collections OrderedDict|torch [A-Z]\w+Storage|torch\._utils _rebuild_(tensor_v2|parameter)|torch Size"
)

NEVER = ("STACK_GLOBAL", "INST", "OBJ", "NEWOBJ_EX", "EXT1", "EXT2", "EXT4", "DUP")
PUTS, GETS = ("PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE"), ("GET", "BINGET", "LONG_BINGET")
TUPLES = ("EMPTY_TUPLE", "TUPLE", "TUPLE1", "TUPLE2", "TUPLE3")
TEXTS = ("BINUNICODE", "SHORT_BINUNICODE", "BINUNICODE8", "UNICODE", "BINSTRING", "SHORT_BINSTRING", "STRING")
MAKERS = (*TUPLES, *TEXTS, "EMPTY_DICT", "EMPTY_LIST", "DICT", "LIST", "GLOBAL", "REDUCE", "BINPERSID", "NEWOBJ")
SHARED = 12  # uses of tuples that may hold others: each that holds another twice doubles what it takes to hash


def check_archive(file: BinaryIO, source: Path) -> None:
    """``CheckpointError`` unless an open file is one that ``torch.save`` wrote, of tensors and plain values alone.

    The file is left at its start, for ``torch.load(file, weights_only=True)``.
    """
    size = os.fstat(file.fileno()).st_size
    _check_list(file, size, source)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_members(members, size, source)
            pickled = next((member for member in members if member.filename.endswith("/data.pkl")), None)
            if pickled is None or pickled.file_size > PICKLE_LIMIT:
                raise CheckpointError(f"{source} is a zip, but none that torch.save wrote: its data.pkl does not fit")
            _check_pickle(archive.read(pickled), source)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise _damaged(source, str(error)) from error
    file.seek(0)


def check_tensors(tensors: Mapping[str, Tensor], source: Path) -> None:
    """``CheckpointError`` if tensors that ``torch.load`` gave would take far more memory than their file has bytes.

    They are views, so a few numbers can pose as a matrix of any size, and the same numbers as many matrices.
    """
    size, total = source.stat().st_size, sum(tensor.nbytes for tensor in tensors.values())
    held = {storage.data_ptr(): storage.nbytes() for storage in (t.untyped_storage() for t in tensors.values())}
    if total > 2 * size or sum(held.values()) > size:  # a head that is the embedding counts twice
        raise CheckpointError(f"{source} of {size:,} bytes has tensors of {total:,} bytes, so they are not all in it")


def _check_list(file: BinaryIO, size: int, source: Path) -> None:
    """The list of members has a bounded size, as ``zipfile`` reads it whole; and there is but one, at the end."""
    if size < END.size + LOCATOR.size:
        raise _damaged(source, "it is too short")
    file.seek(size - END.size - LOCATOR.size)
    locator, end = LOCATOR.unpack(file.read(LOCATOR.size)), END.unpack(file.read(END.size))
    if end[0] != b"PK\x05\x06" or end[-1]:
        raise _damaged(source, "it does not end as a zip does")
    length, start, stop = end[5], end[6], size - END.size
    if locator[0] == b"PK\x06\x07":
        stop -= LOCATOR.size + END64.size
        if locator[2] != stop:
            raise _damaged(source, "its list of members is not where it says")
        file.seek(stop)
        length, start = END64.unpack(file.read(END64.size))[8:10]
    if start + length != stop:  # zipfile would look elsewhere than PyTorch does
        raise _damaged(source, "its list of members is not where it says")
    if length > LIST_LIMIT:
        raise CheckpointError(f"{source} lists more members than a checkpoint has: {length:,} bytes of names")


def _check_members(members: list[zipfile.ZipInfo], size: int, source: Path) -> None:
    names = {member.orig_filename for member in members}
    strange = next((name for name in names if not MEMBERS.fullmatch(name)), None)
    if strange is not None or len({name.split("/")[0] for name in names}) != 1 or len(names) != len(members):
        raise CheckpointError(f"{source} is a zip, but none that torch.save wrote: it holds {cut(str(strange))}")
    if any(m.compress_type != zipfile.ZIP_STORED or m.compress_size != m.file_size for m in members):
        raise CheckpointError(f"{source} has compressed parts, which torch.save never writes: it may be a zip bomb")
    total = sum(member.file_size for member in members)
    if total > size:
        raise CheckpointError(f"{source} of {size:,} bytes would become {total:,}: it may be a zip bomb")


def _check_pickle(data: bytes, source: Path) -> None:
    tuples: dict[int, bool] = {}  # by number, whether it may hold one that was made before
    known, reused, again, last = 0, False, 0, ""
    for code, value, _ in pickletools.genops(data):
        if code.name in NEVER or (code.name in PUTS and last not in MAKERS):
            raise CheckpointError(f"{source} has a pickle that uses {code.name}; one of tensors and numbers does not")
        if code.name == "GLOBAL" and not GLOBALS.fullmatch(str(value)):
            raise CheckpointError(f"{source} has a pickle that asks for {cut(str(value))}; only tensors are read")
        if code.name in PUTS:
            tuples |= {value if isinstance(value, int) else known: reused} if last in TUPLES else {}
            known += 1
        if code.name in GETS and isinstance(value, int) and value in tuples:
            reused, again = True, again + tuples[value]
        if again > SHARED:
            raise CheckpointError(f"{source} has a pickle with tuples that hold each other; it might never end")
        last = code.name


def _damaged(source: Path, what: str) -> CheckpointError:
    return CheckpointError(f"{source} is no checkpoint of PyTorch, or it is damaged or cut short: {cut(what, 200)}")
