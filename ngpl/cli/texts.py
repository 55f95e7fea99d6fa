"""Texts that commands are given: as an argument, on standard input, line by line; and their fit to a model."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence

from ngpl.cli.flags import say
from ngpl.errors import InputError, TextError


def add_text(parser: argparse.ArgumentParser, name: str = "text", about: str = "the text") -> None:
    """The positional argument that a text comes in."""
    parser.add_argument(name, metavar=name.upper(), help=f"{about}; - reads it from standard input")


def read_text(argument: str) -> str:
    """The text of an argument; for ``-`` that of standard input, without the line end that closes it.

    The text ``-`` itself comes on standard input as well: ``printf %s - | ngpl tokenize -``.
    """
    if argument != "-":
        return argument
    try:
        return sys.stdin.read().removesuffix("\n")
    except UnicodeDecodeError as error:
        raise TextError(f"standard input is not UTF-8: {error.reason} at byte {error.start}") from error


def for_lines(prompt: str, do: Callable[[str], object], until: Sequence[str] = ("exit", "quit")) -> int:
    """``do`` every line that someone types or pipes in, up to a word of ``until``; what fails is said, and goes on."""
    for line in read_lines(prompt):
        if line.strip() in until:
            break
        try:
            if line.strip():
                do(line)
        except InputError as error:
            say(str(error))
    return 0


def read_lines(prompt: str) -> Iterator[str]:
    """Lines from the keyboard, or from a pipe, until their end."""
    typed = sys.stdin.isatty()
    while True:
        try:
            line = input(prompt) if typed else next(sys.stdin).removesuffix("\n")
        except (EOFError, StopIteration):
            return
        except UnicodeDecodeError as error:
            raise TextError(f"standard input is not UTF-8: {error.reason} at byte {error.start}") from error
        yield line


def first_tokens(ids: list[int], limit: int) -> list[int]:
    """The first ``limit`` ids; says so if that is not all."""
    if len(ids) > limit:
        say(f"the text has {len(ids)} tokens; the last {len(ids) - limit} are cut, {limit} are looked into")
    return ids[:limit]


def last_tokens(ids: list[int], limit: int) -> list[int]:
    """The last ``limit`` ids; says so if that is not all."""
    if len(ids) <= limit:
        return ids
    say(f"the text has {len(ids)} tokens; the model's context holds {limit}, so the first {len(ids) - limit} are cut")
    return ids[-limit:]
