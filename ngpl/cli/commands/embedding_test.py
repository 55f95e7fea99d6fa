"""Try the embeddings: type a token and see its neighbours, or add and subtract tokens, with spaces around + and -.

exit, quit or Ctrl+D ends. Lines can also be piped in; with --json every line gives one JSON object, as ngpl embeddings
does.

examples:
  ngpl embedding-test                          then type: king - man + woman
  echo "cat + dog" | ngpl embedding-test --top 5
"""

from __future__ import annotations

import argparse
import re

from ngpl.cli.commands.embeddings import show_neighbours
from ngpl.cli.flags import add_model, add_top
from ngpl.cli.loading import model_of
from ngpl.cli.texts import for_lines


def add_flags(parser: argparse.ArgumentParser) -> None:
    add_top(parser, "neighbours")
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    lm = model_of(args)
    return for_lines("token, or A - B + C: ", lambda line: show_neighbours(args, lm, *terms(line)))


def terms(line: str) -> tuple[list[str], list[str]]:
    """``A - B + C`` -> what is added, what is subtracted."""
    first, *rest = re.split(r"\s+([+-])\s+", line.strip())
    plus, minus = [first], list[str]()
    for sign, token in zip(rest[::2], rest[1::2], strict=True):
        (plus if sign == "+" else minus).append(token)
    return plus, minus
