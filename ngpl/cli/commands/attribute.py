"""Show what each layer, and each of its heads, adds to the logit of a token that may come next.

The residual stream is a sum of what embedding, attention and MLPs write. The unembedding reads it along one direction
for each token; with the scale of the final norm held at the value it has here, the logit is the sum of these parts.
Only differences to other tokens' logits decide what is predicted. Of a text longer than the model's context the last
tokens count.

A file holds three sheets, one below the other, or the one that --show names: blocks (attention and MLP of every layer),
heads, and norms (the length of the residual stream at every layer and token).

examples:
  ngpl attribute "The cat sat on the"
  ngpl attribute "The cat sat on the" --target mat --show heads --out heads.svg
  ngpl attribute "The cat sat on the" --position 2 --json
"""

from __future__ import annotations

import argparse
from typing import Any

from ngpl import answers
from ngpl.api import attribute
from ngpl.cli.flags import add_model, show
from ngpl.cli.loading import model_of
from ngpl.cli.sheets import add_out, add_target, save
from ngpl.cli.tables import table
from ngpl.cli.texts import add_text, last_tokens, read_text
from ngpl.plots.labels import visible
from ngpl.plots.layers import ATTRIBUTIONS


def add_flags(parser: argparse.ArgumentParser) -> None:
    add_text(parser)
    add_target(parser)
    parser.add_argument(
        "--position", type=int, default=-1, metavar="P", help="the token whose next one it is, from 0 [the last]"
    )
    parser.add_argument("--show", choices=ATTRIBUTIONS, help="one sheet only [all three]")
    add_out(parser)
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    lm = model_of(args)
    ids = last_tokens(lm.prompt(read_text(args.text)), lm.model.context)
    view = attribute(lm, ids, args.target, position=args.position)
    names = [args.show] if args.show else [*ATTRIBUTIONS]
    sheets = [ATTRIBUTIONS[name](view, lm.tokenizer.label) for name in names]
    values = save(args, sheets, answers.attribution(lm, view))
    return show(args, values, lambda: listing(values))


def listing(values: dict[str, Any]) -> str:
    """The parts of a logit, the last layer first: attention with its heads, and the MLP."""
    heads = [str(head) for head in range(len(values["heads"][0]))]
    layers = zip(values["attention"], values["mlp"], values["heads"], strict=True)
    parts = [(layer, *map(_signed, (a, m, *h))) for layer, (a, m, h) in enumerate(layers)]
    grid = table([("layer", "attention", "MLP", *heads), *reversed(parts)], right=" ".join(["attention MLP", *heads]))
    at, target = values["position"], visible(values["target"]["text"])
    note = f"after token {at}, {visible(values['tokens'][at])}, the logit of {target} is {values['logit']:.3f}"
    ground = {"embedding": values["embedding"], "bias of the final norm": values["offset"]}
    rest = ", ".join(f"{name} {_signed(value)}" for name, value in ground.items() if value)
    return f"{note}, the sum of\n{grid}\n{rest}; numbered columns are the heads, parts of attention"


def _signed(value: float) -> str:
    return f"{value:+.3f}"
