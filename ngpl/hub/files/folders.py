"""Folders of a model: its files are those inside, whatever links and names say."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from ngpl.bounds import cut
from ngpl.errors import CheckpointError

READ = (".json", ".jinja", ".md", ".model", ".pkl", ".safetensors", ".txt")  # suffixes of what is read of a folder


def file_in(folder: Path, name: str) -> Path:
    """The file ``name`` of a model's folder; ``CheckpointError`` if that leads out of the folder.

    Links inside the folder are followed, and those of the Hub's cache, which keeps files in ``blobs`` beside
    ``snapshots`` and links to them from there.
    """
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or "\\" in name or ":" in name or "\0" in name or PurePosixPath(name).is_absolute():
        raise CheckpointError(f"{cut(name)} is no file of {folder}: a name there has no '..' and starts at the folder")
    path = folder.joinpath(*parts)
    try:
        target, top = path.resolve(), folder.resolve()
    except (OSError, RuntimeError) as error:
        raise CheckpointError(f"{path} is a link that leads nowhere: {error}") from error
    if target.is_relative_to(top) or _is_blob(target, top):
        return path
    raise CheckpointError(f"{path} is a link out of its folder, to {target}; copy the file there instead")


def check_folder(folder: Path) -> None:
    """``CheckpointError`` if a text or weights of a model's folder are a link that leads out of it."""
    for path in folder.glob("*"):
        if path.suffix in READ:
            file_in(folder, path.name)


def _is_blob(target: Path, snapshot: Path) -> bool:
    """Is ``target`` where the Hub's cache keeps the files of ``.../snapshots/<commit>``: with the repository's, or with
    those that repositories share, in ``blobs/xx`` beside their folders?"""
    store = snapshot.parent.parent
    kept = target.parent == store / "blobs" or target.parent.parent == store.parent / "blobs"
    return snapshot.parent.name == "snapshots" and kept
