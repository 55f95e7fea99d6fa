"""Show what each layer would predict if it were the last: the logit lens.

The residual stream after the embedding and after every layer is unembedded as the last one is, without any fit. The
table tells of one position, the last by default; a file holds them all. A rank of 1 is the most probable token. Of a
text longer than the model's context the last tokens count.

In pictures each cell shows the most probable token, and its colour what --color says: its probability, the entropy,
the probability of the target, or the target's rank (then the cell shows that rank). With --show path a file holds the
way of the target through the layers at one position instead.

examples:
  ngpl lens "The cat sat on the"
  ngpl lens "The cat sat on the" --target mat --position 2
  ngpl lens "The cat sat on the" --color rank --target mat --out lens.svg
  ngpl lens "The cat sat on the" --show path --target mat --out path.svg
  ngpl lens "The cat sat on the" --json
"""

from __future__ import annotations

import argparse
from typing import Any

from ngpl import answers
from ngpl.api import lens
from ngpl.cli.flags import add_model, at_least, show
from ngpl.cli.loading import model_of
from ngpl.cli.sheets import add_out, add_target, save
from ngpl.cli.tables import table
from ngpl.cli.texts import add_text, last_tokens, read_text
from ngpl.inspection import place
from ngpl.plots.labels import visible
from ngpl.plots.layers import LENS_COLORS, depths, lens_sheet, path_sheet


def add_flags(parser: argparse.ArgumentParser) -> None:
    add_text(parser)
    add_target(parser)
    parser.add_argument("--top", type=at_least(1), default=5, metavar="N", help="this many tokens a layer [5]")
    parser.add_argument("--position", type=int, default=-1, metavar="P", help="of table and path, from 0 [the last]")
    parser.add_argument("--color", default="probability", choices=LENS_COLORS, help="what colours mean [probability]")
    parser.add_argument(
        "--show", default="lens", choices=("lens", "path"), help="what a file holds: all positions, or one [lens]"
    )
    add_out(parser)
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    lm = model_of(args)
    ids = last_tokens(lm.prompt(read_text(args.text)), lm.model.context)
    at = place(args.position, len(ids))
    view = lens(lm, ids, args.target, top=args.top)
    label = lm.tokenizer.label
    sheet = path_sheet(view, label, at) if args.show == "path" else lens_sheet(view, label, args.color)
    values = save(args, sheet, answers.lens(lm, view))
    return show(args, values, lambda: listing(values, at))


def listing(values: dict[str, Any], at: int) -> str:
    """The last layer first, as in pictures."""
    target = visible(values["target"]["text"])
    rows = []
    for name, cells in zip(depths(len(values["depths"]) - 1), reversed(values["depths"]), strict=True):
        cell = cells[at]
        best = [f"{visible(token['text'])} {100 * token['prob']:.1f}" for token in cell["top"]]
        rows.append((name, f"{cell['entropy']:.2f}", cell["target_rank"], f"{100 * cell['target_prob']:.2f}", *best))
    heading = ("after", "entropy", "rank", "percent", "best, in percent", *[""] * (len(rows[0]) - 5))
    note = f"after token {at}, {visible(values['tokens'][at])}; rank and percent of {target}"
    return f"{note}\n{table([heading, *rows], right='entropy rank percent')}"
