"""Score every attention head by the patterns that it follows.

A score is the mean weight that a head gives to the tokens of a pattern, from 0 to 1; chance is what a head that looks
at all tokens alike would score. The patterns are measured on sequences of random tokens, on such sequences given twice
(duplicate and induction: what a head finds by comparing, not by having learned), and on a text. Without --text the
model writes one itself. A head has a pattern's name if it scores high on every sample.

examples:
  ngpl heads
  ngpl heads --model shakespeare-lam --text "ROMEO: But soft, what light through yonder window breaks?"
  ngpl heads --json
"""

from __future__ import annotations

import argparse
from typing import Any

from ngpl import answers
from ngpl.api import head_scores
from ngpl.cli.flags import add_model, at_least, show
from ngpl.cli.loading import model_of
from ngpl.cli.tables import table
from ngpl.cli.texts import read_text


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--text", help="measure on this text; - reads it from standard input [the model's own]")
    parser.add_argument("--seed", type=at_least(0), default=0, help="seed of the random tokens and the own text [0]")
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    lm = model_of(args)
    texts = [] if args.text is None else [read_text(args.text)]
    values = answers.heads(head_scores(lm, texts, seed=args.seed))
    return show(args, values, lambda: f"{strongest(values)}\n\n{listing(values)}")


def strongest(values: dict[str, Any]) -> str:
    """The strongest head of each measure."""
    rows = []
    for m in values["measures"]:
        best = m["strongest"]
        place = f"{best['layer']}.{best['head']}"
        rows.append((m["tag"], m["sample"], place, f"{best['score']:.3f}", f"{m['chance']:.3f}", m["about"]))
    maps = "the implied maps" if values["implied"] else "the maps"
    note = f"strongest heads (layer.head, counted from 0) in {maps}"
    return (
        f"{note}\n{table([('pattern', 'on', 'head', 'score', 'chance', 'a head that'), *rows], right='score chance')}"
    )


def listing(values: dict[str, Any]) -> str:
    """Layers as rows, heads as columns; each cell the patterns of a head."""
    layers: dict[int, list[str]] = {}
    for head in values["heads"]:
        layers.setdefault(head["layer"], []).append(" ".join(head["tags"]) or "·")
    columns = [f"head {i}" for i in range(len(layers[0]))]
    return table([("layer", *columns), *((layer, *cells) for layer, cells in layers.items())], right="layer")
