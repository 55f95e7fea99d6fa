"""Remove what training and downloads left behind: runs below runs/, and the folder of fetched corpora.

Of a run go model.gpl, state.safetensors, losses.csv and losses.svg, then its folder if nothing else is in it. All is
listed first, with sizes, and nothing goes before you agree. Shipped models, models saved elsewhere, and the Hugging
Face cache, which other programs share, are never touched.

examples:
  ngpl reset
  ngpl reset --runs experiments
  ngpl reset --yes
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ngpl.cli.flags import add_json, say, show
from ngpl.cli.tables import table
from ngpl.errors import InputError
from ngpl.training.corpora.registry import cache_folder

RUN_FILES = ("model.gpl", "state.safetensors", "recipe.json", "losses.csv", "losses.svg")
RUN_MARKS = ("state.safetensors", "losses.csv")  # a folder with one of these is a run


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--runs", type=Path, default=Path("runs"), metavar="FOLDER", help="where runs are kept [runs]")
    parser.add_argument("--yes", action="store_true", help="remove without asking")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    found = {path: path.stat().st_size for path in [*run_files(args.runs), *cached_files()]}
    if found:
        say(table([("bytes", "file"), *((f"{size:,}", path) for path, size in found.items())], right="bytes"))
    agreed = bool(found) and (args.yes or agrees(len(found), sum(found.values())))
    if agreed:
        remove(found)
        remove_empty([*(path.parent for path in found), args.runs, cache_folder()])
    values = {"removed": [{"path": str(path), "bytes": size} for path, size in found.items() if agreed]}
    return show(args, values, lambda: f"{len(values['removed'])} files removed")


def run_files(folder: Path) -> Iterator[Path]:
    """The files of all runs below a folder; links are not followed."""
    marks = (path for name in RUN_MARKS for path in folder.rglob(name))
    for run in sorted({path.parent for path in marks}):
        yield from (run / name for name in RUN_FILES if (run / name).is_file())


def cached_files() -> Iterator[Path]:
    return (path for path in sorted(cache_folder().rglob("*")) if path.is_file() or path.is_symlink())


def agrees(count: int, size: int) -> bool:
    """Ask; ``InputError`` if there is nobody to answer."""
    say(f"remove these {count} files ({size / 1e6:,.1f} MB)? [y/N] ", end="")
    answer = sys.stdin.readline()
    if not answer:
        raise InputError("nobody answered, so nothing was removed; --yes removes without asking")
    return answer.strip().lower() in ("y", "yes")


def remove(paths: Iterable[Path]) -> None:
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise InputError(f"cannot remove {path}: {error.strerror}") from error


def remove_empty(folders: Iterable[Path]) -> None:
    """Delete those of ``folders`` in which nothing is left."""
    for folder in sorted(set(folders), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
