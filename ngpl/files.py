"""Writing files so that a crash leaves the old one whole."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from ngpl.errors import InputError


def write_whole(path: str | Path, data: bytes | str) -> None:
    """Write to a temporary file beside ``path``, flush it to the disk and rename it; folders are made as needed.

    A link is followed; what is no regular file, such as a device or a pipe, is written to as it is.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        _write_to(path, data)
        return
    with drafted(path) as draft:
        draft.write_bytes(data.encode() if isinstance(data, str) else data)


@contextlib.contextmanager
def drafted(path: str | Path) -> Iterator[Path]:
    """A temporary file's path to write to, which is flushed and becomes ``path`` unless writing fails."""
    path = Path(os.path.realpath(path))
    draft = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _write_to(path: Path, data: bytes | str) -> None:
    try:
        with path.open("wb") as file:
            file.write(data.encode() if isinstance(data, str) else data)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror or error}") from error
