"""Writing files so that a crash leaves the old one whole."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from ngpl.errors import InputError


def write_whole(path: str | Path, data: bytes | str) -> None:
    """Write to a temporary file beside ``path``, flush it to the disk and rename it; folders are made as needed."""
    path = Path(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(data.encode() if isinstance(data, str) else data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)
