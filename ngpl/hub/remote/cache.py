"""The Hub's cache on this disk, which other programs share: where a model's files are, and whether they are all there.

Its layout: below ``models--owner--name``, ``refs/main`` holds the commit that a revision meant when it was last asked
for, ``snapshots/<commit>`` the files by their names, as links to ``blobs/<digest>``. Nothing here needs a network.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"  # the Hub is told which model is wanted, and no more

from huggingface_hub import constants

from ngpl.bounds import read_text
from ngpl.errors import CheckpointError
from ngpl.files import drafted, write_whole
from ngpl.hub.foreign.shards import weight_files

HUB_ID = re.compile(r"(?P<repo>[\w.-]+/[\w.-]+)(?:@(?P<revision>[\w.-]+(?:/[\w.-]+)*))?")
Tell = Callable[[int, int], None]  # takes how many bytes are here, and of how many
COMMIT = re.compile(r"[0-9a-f]{40}")
CARD = 1 << 18  # characters of a model card that are searched
TOKENIZERS = ("tokenizer.json", "vocab.json")
LICENCE = re.compile(r"\A---[ \t\r]*\n(?:(?!---).*\n)*?license:[ \t]*[\"']?([\w.+-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Fetched:
    """A model's files on this disk, all of one ``commit``, which is what ``revision`` meant when they were fetched."""

    folder: Path
    commit: str
    repo: str
    revision: str = "main"

    @property
    def model(self) -> Path:
        """What is to be opened: the ``.gpl`` file if there is one, else the folder."""
        return next(iter(sorted(self.folder.glob("*.gpl"))), self.folder)


def parse_id(name: str) -> tuple[str, str] | None:
    """Repository and revision of ``owner/name`` or ``owner/name@revision``; nothing if ``name`` is neither."""
    found = HUB_ID.fullmatch(name)
    revision = found["revision"] or "main" if found else ""
    if found is None or name.endswith(".gpl") or {".", ".."} & {*found["repo"].split("/"), *revision.split("/")}:
        return None
    return found["repo"], revision


def store_of(repo: str) -> Path:
    """The folder of a repository; it need not be there."""
    return Path(constants.HF_HUB_CACHE) / f"models--{repo.replace('/', '--')}"


def cached(repo: str, revision: str = "main") -> Fetched | None:
    """The model of a repository, if all of its files are here."""
    commit = commit_of(repo, revision)
    folder = store_of(repo) / "snapshots" / (commit or "none")
    return Fetched(folder, commit, repo, revision) if commit and is_whole(folder) else None


def commit_of(repo: str, revision: str) -> str | None:
    """What a revision last meant here."""
    if COMMIT.fullmatch(revision):
        return revision
    try:
        commit = (store_of(repo) / "refs" / revision).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return commit if COMMIT.fullmatch(commit) else None


def is_whole(folder: Path) -> bool:
    """Whether a snapshot holds a whole model: other programs may have fetched but a part of it."""
    if any(path.exists() for path in folder.glob("*.gpl")):
        return True
    texts = (folder / "config.json").exists() and any((folder / name).exists() for name in TOKENIZERS)
    return texts and has_weights(folder)


def has_weights(folder: Path) -> bool:
    try:
        return all(file.exists() for file in weight_files(folder))
    except (CheckpointError, OSError):
        return False


def keep(repo: str, revision: str, commit: str, digests: dict[str, str]) -> Fetched:
    """Give blobs the names that files have at a commit, and remember that ``revision`` means it."""
    store = store_of(repo)
    folder = store / "snapshots" / commit
    folder.mkdir(parents=True, exist_ok=True)
    for name, digest in digests.items():
        if not (folder / name).exists():
            _link(store / "blobs" / digest, folder / name)
    if revision != commit:
        write_whole(store / "refs" / revision, commit)
    return Fetched(folder, commit, repo, revision)


def _link(blob: Path, place: Path) -> None:
    place.unlink(missing_ok=True)  # a link to a blob that is gone
    try:
        place.symlink_to(os.path.relpath(blob, place.parent))
    except OSError:  # a disk or a system without links
        with drafted(place) as copy:
            shutil.copyfile(blob, copy)


def origin_of(path: Path) -> dict[str, str]:
    """``{repo, commit}`` of a file or a folder in the cache, and the ``revision`` that last meant the commit if it is
    not ``main``; nothing of those elsewhere."""
    for folder in (path.absolute(), path.absolute().parent):
        store = folder.parent.parent
        if folder.parent.name == "snapshots" and store.name.startswith("models--"):
            named = {"repo": store.name.removeprefix("models--").replace("--", "/", 1), "commit": folder.name}
            return named | revision_of(store, folder.name)
    return {}


def revision_of(store: Path, commit: str) -> dict[str, str]:
    """The revision beside ``main`` that means a commit, such as the step of a training; nothing if there is none."""
    refs = sorted(ref for ref in (store / "refs").rglob("*") if ref.is_file())
    names = [ref.relative_to(store / "refs").as_posix() for ref in refs if ref.read_bytes().strip() == commit.encode()]
    return {"revision": names[0]} if names and "main" not in names else {}


def licence_of(folder: Path) -> str:
    """The licence that a repository's model card declares, such as ``mit``; nothing if it declares none."""
    try:
        found = LICENCE.match(read_text(folder / "README.md")[:CARD])
    except CheckpointError:
        return ""
    return found[1] if found else ""
