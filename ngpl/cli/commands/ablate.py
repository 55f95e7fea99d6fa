"""Switch every head off in turn, and see how much the log-probability of a token that may come next changes.

The table has a row for each layer and a column for each head, in nats: negative where the model believes less in the
target without the head, so that the head speaks for it. The changes of several heads do not add up, since later heads
make up for earlier ones. With --heads those heads are off all at once, and the table shows what may come next with all
heads and without these. Of a text longer than the model's context the last tokens count.

--mode says what stands in for a head's output: zero, or at every position its mean over the positions of the text.

examples:
  ngpl ablate "The cat sat on the"
  ngpl ablate "The cat sat on the" --target mat --mode mean --out heads.png
  ngpl ablate "The cat sat on the" --heads 2.3,4.*
"""

from __future__ import annotations

import argparse
from typing import Any

from ngpl import answers
from ngpl.api import LanguageModel, ablate
from ngpl.cli.flags import add_model, add_top, show
from ngpl.cli.heads import parse_heads
from ngpl.cli.loading import model_of
from ngpl.cli.sheets import add_out, add_target, save
from ngpl.cli.tables import table
from ngpl.cli.texts import add_text, last_tokens, read_text
from ngpl.errors import InputError
from ngpl.inspection import ABLATIONS, candidates_without
from ngpl.plots.ablation import ablation_sheet, without_sheet
from ngpl.plots.labels import visible


def add_flags(parser: argparse.ArgumentParser) -> None:
    add_text(parser)
    add_target(parser)
    parser.add_argument("--mode", default="zero", choices=ABLATIONS, help="what stands in for a head's output [zero]")
    parser.add_argument("--heads", metavar="L.H,...", help="switch these off at once; 2.* is all of a layer")
    add_top(parser, "heads or tokens")
    add_out(parser)
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    lm = model_of(args)
    ids = last_tokens(lm.prompt(read_text(args.text)), lm.model.context)
    return run_each(args, lm, ids) if args.heads is None else run_some(args, lm, ids)


def run_each(args: argparse.Namespace, lm: LanguageModel, ids: list[int]) -> int:
    view = ablate(lm, ids, args.target, mode=args.mode)
    values = save(args, ablation_sheet(view, lm.tokenizer.label), answers.ablation(lm, view, args.top))
    return show(args, values, lambda: heads_table(values))


def heads_table(values: dict[str, Any]) -> str:
    """All changes, and the strongest of them."""
    target = values["target"]
    note = (
        f"log-probability of {visible(target['text'])}: {target['logprob']:.3f} nats; with each head off it changes by"
    )
    heads = [str(head) for head in range(len(values["change"][0]))]
    rows = [(layer, *(f"{change:+.3f}" for change in row)) for layer, row in enumerate(values["change"])]
    grid = table([("layer, head", *heads), *rows], right=" ".join(heads))
    best = [f"{s['layer']}.{s['head']} {s['change']:+.3f}" for s in values["strongest"]]
    return f"{note}\n{grid}\nstrongest (layer.head): {', '.join(best)}"


def run_some(args: argparse.Namespace, lm: LanguageModel, ids: list[int]) -> int:
    if args.target is not None:
        raise InputError("--heads shows what becomes of all tokens, so --target has nothing to add; give one or other")
    view = candidates_without(lm.gpt, ids, parse_heads(args.heads, lm.gpt.config.n_head), args.mode, args.top)
    values = save(args, without_sheet(view, lm.tokenizer.label), answers.without(lm, view))

    def as_text() -> str:
        rows = [
            (c["before"], c["after"], f"{c['after'] - c['before']:+.4f}", c["id"], visible(c["text"]))
            for c in values["candidates"]
        ]
        return table([("before", "after", "change", "id", "token"), *rows], right="before after change id")

    return show(args, values, as_text)
