"""Continue a text. The text appears as it is written; with --json, once it is whole.

A strategy chooses each token; its settings are flags of their own, and a flag of another strategy is refused. The text
ends at a special token such as <EOS>, before a --stop text, or after --max-new-tokens tokens. Of a prompt longer than
the model's context the last tokens count.

examples:
  ngpl generate "Once upon a time"
  ngpl generate "The dog" --strategy top_k --top-k 5 --temperature 0.8 --seed 7
  ngpl generate "The dog" --strategy beam --beams 4 --max-new-tokens 30
  ngpl generate "ROMEO:" --model shakespeare-lam --stop "JULIET:"
  ngpl generate "The dog" --strategy greedy --without 2.3,4.*
  ngpl generate - --json < prompt.txt
"""

from __future__ import annotations

import argparse

from ngpl.cli.flags import add_model
from ngpl.cli.heads import add_without, silenced
from ngpl.cli.loading import model_of
from ngpl.cli.strategies import add_length, add_strategy, strategy_of
from ngpl.cli.texts import add_text, last_tokens, read_text
from ngpl.cli.writing import show_generation, write


def add_flags(parser: argparse.ArgumentParser) -> None:
    add_text(parser, "prompt", "the text to go on from")
    add_strategy(parser)
    add_length(parser)
    add_without(parser)
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    strategy, prompt = strategy_of(args), read_text(args.prompt)
    lm = silenced(args, model_of(args))
    last_tokens(lm.prompt(prompt), lm.model.context)
    return show_generation(args, write(args, lm, prompt, strategy, heading=prompt))
