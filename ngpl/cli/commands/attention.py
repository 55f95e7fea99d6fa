"""Save where every head of a model looks while it reads a text.

The suffix of FILE says in which form: .npz (attention, a float32 array of layers, heads, tokens, tokens; and ids),
.json, .csv, or a picture as .png, .svg or .html. Rows are the tokens that look, columns those looked at. A long text is
cut to the model's context, its first tokens are kept.

examples:
  ngpl attention "The cat sat on the mat because it was tired." --out maps.npz
  ngpl attention "The cat sat on the mat." --layer 2 --head 5 --out head.svg
  ngpl attention - --out page.html < sentence.txt
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ngpl.api import inspect
from ngpl.cli.flags import add_model, show
from ngpl.cli.texts import add_text, first_tokens, read_text
from ngpl.hub import load
from ngpl.plots.export import write_attention


def add_flags(parser: argparse.ArgumentParser) -> None:
    add_text(parser)
    parser.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help="where to write; the suffix is the form"
    )
    parser.add_argument("--layer", type=int, metavar="L", help="one layer only, counted from 0 [all]")
    parser.add_argument("--head", type=int, metavar="H", help="one head only, counted from 0 [all]")
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    lm = load(args.model, args.device, args.dtype)
    ids = first_tokens(lm.encode(read_text(args.text)), lm.model.context)
    view = inspect(lm, ids).attention_view
    shape = write_attention(view, args.out, layer=args.layer, head=args.head)
    values = {"tokens": list(view.labels), "shape": list(shape), "out": str(args.out)}
    return show(args, values, lambda: f"{args.out}: maps of {' x '.join(map(str, shape))}")
