"""Sheets as files, and targets: flags that the commands share which look for causes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ngpl.cli.flags import say
from ngpl.plots.colors import PALETTE, PALETTES
from ngpl.plots.sheet import Sheet
from ngpl.plots.sheet_export import WRITERS, write_sheet


def add_target(parser: argparse.ArgumentParser) -> None:
    """``--target``."""
    parser.add_argument(
        "--target",
        metavar="TOKEN",
        help="a token as ngpl embeddings reads it: mat, '\"mat\"', #512 [the most probable next one]",
    )


def add_out(parser: argparse.ArgumentParser) -> None:
    """``--out`` and ``--palette``."""
    forms = ", ".join(WRITERS)
    parser.add_argument("--out", type=Path, metavar="FILE", help=f"write it to a file as well, by suffix: {forms}")
    parser.add_argument(
        "--palette", default=PALETTE, choices=PALETTES, help=f"colours of values without a sign [{PALETTE}]"
    )


def save(args: argparse.Namespace, sheets: Sheet | Sequence[Sheet], values: dict[str, Any]) -> dict[str, Any]:
    """Write the sheets if a file was named; ``values`` with its name."""
    if args.out is None:
        return values
    write_sheet(sheets, args.out, args.palette)
    say(f"written: {args.out}")
    return values | {"out": str(args.out)}
