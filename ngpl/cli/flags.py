"""Flags that commands share, and flags read off dataclasses."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from ngpl.spec import Param, params_of

T = TypeVar("T")


def add_model(parser: argparse.ArgumentParser) -> None:
    """``--model``, ``--adapter``, ``--dtype``, ``--device`` and ``--json``."""
    add_name(parser)
    add_adapter(parser)
    parser.add_argument(
        "--dtype",
        default="auto",
        metavar="TYPE",
        help="type of the weights in memory: float32, float16, bfloat16, int8, or auto, as in the file if fast [auto]",
    )
    add_device(parser)
    add_json(parser)


def add_name(parser: argparse.ArgumentParser) -> None:
    """``--model``."""
    parser.add_argument(
        "--model",
        default="",
        metavar="MODEL",
        help="a name from ngpl models, a .gpl file, a folder, or owner/name on the Hub",
    )


def add_adapter(parser: argparse.ArgumentParser) -> None:
    """``--adapter`` and ``--adapter-strength``."""
    parser.add_argument(
        "--adapter", default="", metavar="ADAPTER", help="a LoRA adapter for the model: a name or a folder, as PEFT has"
    )
    parser.add_argument(
        "--adapter-strength",
        type=float,
        default=1.0,
        metavar="S",
        help="how much of the adapter is taken, 0 to 2 [1.0]",
    )


def add_device(parser: argparse.ArgumentParser) -> None:
    """``--device``, with ``--cpu`` and ``--cuda`` for short."""
    parser.add_argument("--device", default="auto", metavar="DEVICE", help="auto, cpu, cuda (ROCm too), mps or xpu")
    for short in ("cpu", "cuda"):
        parser.add_argument(
            f"--{short}", dest="device", action="store_const", const=short, help=f"same as --device {short}"
        )


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object, for other programs")


def add_top(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("--top", type=at_least(1), default=10, metavar="N", help=f"this many {what} [10]")


def at_least(low: int) -> Callable[[str], int]:
    """The type of a flag that takes whole numbers from ``low``."""

    def number(word: str) -> int:
        if not word.isdecimal() or int(word) < low:
            raise argparse.ArgumentTypeError(f"must be a whole number, at least {low}, not {word!r}")
        return int(word)

    return number


def add_params(parser: argparse.ArgumentParser, cls: type, without: Iterable[str] = (), prefix: str = "") -> None:
    """A flag for each parameter of a dataclass. One that is not given leaves no trace in the parsed arguments."""
    for p in (replace(p, name=prefix + p.name) for p in params_of(cls)):
        if p.name not in without and p.flag not in parser._option_string_actions:
            _add_param(parser, p)


def _add_param(parser: argparse.ArgumentParser, p: Param) -> None:
    shared: dict[str, Any] = {"dest": p.name, "default": argparse.SUPPRESS}
    if p.type is bool:
        parser.add_argument(p.flag, action=argparse.BooleanOptionalAction, help=p.help, **shared)
        return
    bounds = f", {p.low} to {p.high}" if p.low is not None and p.high is not None else ""
    choices = f" ({', '.join(filter(None, p.choices))})" if p.choices else ""
    usual = f" [{p.default}{bounds}]" if p.default != "" else ""
    about = f"{p.help}{choices}{usual}".replace("%", "%%")
    parser.add_argument(p.flag, type=p.type, metavar=p.name.upper(), help=about, **shared)


def given(args: argparse.Namespace, cls: type, prefix: str = "") -> dict[str, Any]:
    """The parameters of a dataclass that were given as flags."""
    return {p.name: getattr(args, prefix + p.name) for p in params_of(cls) if hasattr(args, prefix + p.name)}


def say(line: str = "", end: str = "\n") -> None:
    """A message for people: on standard error, so that standard output stays data."""
    print(line, end=end, file=sys.stderr, flush=True)


def show(args: argparse.Namespace, values: Any, as_text: Callable[[], str]) -> int:
    """Print the result: ``values`` as JSON if asked for, else what ``as_text`` makes of it."""
    print(json.dumps(values, ensure_ascii=False) if args.json else as_text(), flush=True)
    return 0
