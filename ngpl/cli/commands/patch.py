"""Find which layer and position carry the difference between two texts: activation patching.

CLEAN makes the model expect the target; CORRUPT has as many tokens, and a word or two are others. The model reads both.
Then one activation of the clean run at a time is put into the corrupt run, and the table shows how much of the target
comes back, in percent: 0 nothing, 100 all of it. With --against it is the difference of two tokens' logits that comes
back, else the log-probability of the target.

examples:
  ngpl patch "Tom saw a cat. Tom saw a" "Tom saw a dog. Tom saw a" --target cat --against dog
  ngpl patch "Tim had a red ball. The ball was" "Tim had a big ball. The ball was" --stage attention_out
  ngpl patch "She was sad" "She was happy" --out patch.html
"""

from __future__ import annotations

import argparse
from typing import Any

from ngpl import answers
from ngpl.api import patch_effects
from ngpl.cli.flags import add_model, show
from ngpl.cli.loading import model_of
from ngpl.cli.sheets import add_out, add_target, save
from ngpl.cli.tables import table
from ngpl.cli.texts import add_text, read_text
from ngpl.inspection import PATCHES
from ngpl.plots.ablation import patch_sheet
from ngpl.plots.labels import visible


def add_flags(parser: argparse.ArgumentParser) -> None:
    add_text(parser, "clean", "the text that makes the model expect the target")
    add_text(parser, "corrupt", "the text of as many tokens that does not")
    add_target(parser)
    parser.add_argument("--against", metavar="TOKEN", help="measure the logit of the target less that of this token")
    stages = "; ".join(f"{name}: {patch.about}" for name, patch in PATCHES.items())
    parser.add_argument("--stage", default="resid_pre", choices=PATCHES, help=f"what is put in [resid_pre]; {stages}")
    add_out(parser)
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    lm = model_of(args)
    clean, corrupt = (lm.prompt(read_text(text)) for text in (args.clean, args.corrupt))
    view = patch_effects(lm, clean, corrupt, args.target, args.against, stage=args.stage)
    values = save(args, patch_sheet(view, lm.tokenizer.label), answers.patching(lm, view))
    return show(args, values, lambda: listing(values))


def listing(values: dict[str, Any]) -> str:
    """A row a token, a column a layer: texts are longer than models are deep."""
    texts = (map(visible, values[name]["tokens"]) for name in ("clean", "corrupt"))
    layers = [str(layer) for layer in range(len(values["restored"]))]
    shares = [[round(100 * share) for share in row] for row in zip(*values["restored"], strict=True)]
    rows = [(*pair, *row) for *pair, row in zip(*texts, shares, strict=True)]
    target, ends = visible(values["target"]["text"]), [f"{values[name]['value']:.3f}" for name in ("clean", "corrupt")]
    measured = f"log-probability of {target}"
    if values["against"]:
        measured = f"logit of {target} less that of {visible(values['against']['text'])}"
    note = f"{measured}: {ends[0]} clean, {ends[1]} corrupt; percent restored in each layer by {values['about']}"
    return f"{note}\n{table([('clean', 'corrupt', *layers), *rows], right=' '.join(layers))}"
