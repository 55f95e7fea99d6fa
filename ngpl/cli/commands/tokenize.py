"""Show how a text becomes tokens: their ids, what each stands for, and where it is in the text.

Places count bytes of UTF-8, from start up to but not including end. A space is shown as a dot, a line end as an arrow.

examples:
  ngpl tokenize "The cat sat on the mat."
  ngpl tokenize "naïve 🙂" --json
  ngpl tokenize - < story.txt
  ngpl tokenize "Hello" --tokenizer tokenizer.json
"""

from __future__ import annotations

import argparse

from ngpl import answers
from ngpl.cli.flags import add_model, show
from ngpl.cli.tables import table
from ngpl.cli.texts import add_text, read_text
from ngpl.hub import load
from ngpl.plots.labels import visible
from ngpl.tokenizers import Tokenizer


def add_flags(parser: argparse.ArgumentParser) -> None:
    add_text(parser)
    add_tokenizer(parser)
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    return show_tokens(args, tokenizer_of(args), read_text(args.text))


def add_tokenizer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tokenizer", metavar="FILE", help="a tokenizer.json instead of a model's tokenizer")


def tokenizer_of(args: argparse.Namespace) -> Tokenizer:
    """The tokenizer of ``--tokenizer``, else of ``--model``."""
    return Tokenizer.load(args.tokenizer) if args.tokenizer else load(args.model, args.device, args.dtype).tokenizer


def show_tokens(args: argparse.Namespace, tokenizer: Tokenizer, text: str) -> int:
    values = answers.tokens(tokenizer, text)

    def as_text() -> str:
        rows = [
            (t["id"], visible(t["text"]), bytes(t["bytes"]).hex(" "), t["start"], t["end"]) for t in values["tokens"]
        ]
        heading = ("id", "token", "bytes", "start", "end")
        exact = "the text itself" if values["decoded"] == text else repr(values["decoded"])
        return f"{table([heading, *rows], right='id start end')}\n{len(rows)} tokens; decoded: {exact}"

    return show(args, values, as_text)
