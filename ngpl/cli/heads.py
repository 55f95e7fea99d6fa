"""Heads on the command line: 0.1,2.3,3.* as pairs of layer and head, and models without some of theirs."""

from __future__ import annotations

import argparse
from dataclasses import replace

from ngpl.errors import InputError
from ngpl.hub import LanguageModel
from ngpl.model.silence import without_heads

Heads = list[tuple[int, int]]


def add_without(parser: argparse.ArgumentParser) -> None:
    """``--without``."""
    parser.add_argument(
        "--without", metavar="L.H,...", help="switch these heads off (layer.head, zeros instead); 2.* is all of a layer"
    )


def silenced(args: argparse.Namespace, lm: LanguageModel) -> LanguageModel:
    """The model without the heads that ``--without`` names; ``InputError`` if there is no such head."""
    if args.without is None:
        return lm
    return replace(lm, model=without_heads(lm.gpt, parse_heads(args.without, lm.gpt.config.n_head)))


def parse_heads(words: str, n_head: int) -> Heads:
    """``0.1,2.3,3.*`` as pairs of layer and head; ``InputError`` for anything else."""
    found: Heads = []
    for word in words.split(","):
        layer, _, head = word.strip().partition(".")
        if not layer.isdecimal() or not (head.isdecimal() or head == "*"):
            raise InputError(
                f"{word!r} is no head: name heads as layer.head, such as 0.1,2.3, or 2.* for a whole layer"
            )
        found += [(int(layer), number) for number in (range(n_head) if head == "*" else [int(head)])]
    return found
