"""Show which tokens a model expects after a text, and how probable it takes each to be.

Of a text longer than the model's context the last tokens count; an empty text asks how a document starts. The
log-probability is in nats.

examples:
  ngpl next "The cat sat on the"
  ngpl next "Once upon a" --top 3 --json
  ngpl next "The cat sat on the" --without 4.*
"""

from __future__ import annotations

import argparse

from ngpl import answers
from ngpl.cli.flags import add_model, add_top, say, show
from ngpl.cli.heads import add_without, silenced
from ngpl.cli.loading import model_of
from ngpl.cli.tables import table
from ngpl.cli.texts import add_text, last_tokens, read_text
from ngpl.model import Baseline
from ngpl.plots.labels import visible

BAR = 30  # columns of a probability of 1


def add_flags(parser: argparse.ArgumentParser) -> None:
    add_text(parser)
    add_top(parser, "tokens")
    add_without(parser)
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    lm = silenced(args, model_of(args))
    ids = last_tokens(lm.prompt(read_text(args.text)), lm.model.context)
    values = answers.candidates(lm, ids, args.top)
    if isinstance(lm.model, Baseline):
        say(lm.model.account(ids, lambda id: visible(lm.tokenizer.label(id))))

    def as_text() -> str:
        rows = [(c["prob"], c["id"], visible(c["text"]), "█" * round(BAR * c["prob"])) for c in values["candidates"]]
        return table([("prob", "id", "token", ""), *rows], right="prob id")

    return show(args, values, as_text)
