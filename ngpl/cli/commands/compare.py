"""Continue one text under several strategies, one after the other, with the same seed.

A strategy is a name, or a name with its settings: top_k:top_k=5:temperature=0.7. Commas part them. ngpl generate --help
lists the settings of each.

examples:
  ngpl compare "Once upon a time" --strategies greedy,top_p,beam
  ngpl compare "The dog" --strategies top_k:top_k=5,top_k:top_k=50:temperature=0.7,sample --seed 3
  ngpl compare "The dog" --strategies greedy,sample --max-new-tokens 20 --json
  ngpl compare "The dog" --strategies greedy,sample --without 2.3,4.*
"""

from __future__ import annotations

import argparse

from ngpl import answers
from ngpl.cli.flags import add_model, show
from ngpl.cli.heads import add_without, silenced
from ngpl.cli.loading import model_of
from ngpl.cli.strategies import add_length, parse_strategy
from ngpl.cli.texts import add_text, last_tokens, read_text
from ngpl.cli.writing import say_speed, write


def add_flags(parser: argparse.ArgumentParser) -> None:
    add_text(parser, "prompt", "the text to go on from")
    parser.add_argument(
        "--strategies",
        default="greedy,sample,top_k,top_p,beam",
        metavar="A,B,...",
        help="[greedy,sample,top_k,top_p,beam]",
    )
    add_length(parser)
    add_without(parser)
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    strategies = {spec.strip(): parse_strategy(spec.strip()) for spec in args.strategies.split(",")}
    prompt, lm = read_text(args.prompt), silenced(args, model_of(args))
    last_tokens(lm.prompt(prompt), lm.model.context)
    results = []
    for spec, strategy in strategies.items():
        written = write(args, lm, prompt, strategy, heading=f"== {spec}\n{prompt}")
        results.append({"strategy": spec} | answers.generation(written))
        if not args.json:
            say_speed(written)
    return show(args, results, str) if args.json else 0
