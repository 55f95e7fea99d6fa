"""Find the tokens whose embeddings are nearest to that of a token, or to a sum and difference of several.

Many vocabularies have " cat" as well as "cat": the word with the space before it is the one within a sentence, and what
a bare cat means. In quotes of its own, '"cat"', it is exactly that token; #512 is the one with that id. Vectors are
brought to length one before they are added; nearness is the cosine, at most 1. Tokens that were given are left out.

examples:
  ngpl embeddings cat
  ngpl embeddings king --minus man --plus woman --top 5
  ngpl embeddings happy --json
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from ngpl import answers
from ngpl.cli.flags import add_model, add_top, show
from ngpl.cli.loading import model_of
from ngpl.cli.tables import table
from ngpl.hub import LanguageModel
from ngpl.plots.labels import visible


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("token", metavar="TOKEN", help="a token of the vocabulary, by its text")
    parser.add_argument("--plus", action="append", default=[], metavar="A", help="add this token; may be given again")
    parser.add_argument("--minus", action="append", default=[], metavar="B", help="subtract it; may be given again")
    add_top(parser, "neighbours")
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    return show_neighbours(args, model_of(args), [args.token, *args.plus], args.minus)


def show_neighbours(args: argparse.Namespace, lm: LanguageModel, plus: Sequence[str], minus: Sequence[str]) -> int:
    values = answers.embeddings(lm, plus, minus, args.top)

    def as_text() -> str:
        rows = [(n["cosine"], n["id"], visible(n["text"])) for n in values["neighbors"]]
        return table([("cosine", "id", "token"), *rows], right="cosine id")

    return show(args, values, as_text)
