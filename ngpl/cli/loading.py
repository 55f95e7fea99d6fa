"""The model that a command works with, as the flags name it."""

from __future__ import annotations

import argparse
from pathlib import Path

from ngpl.bounds import cut
from ngpl.cli.flags import say
from ngpl.hub import LanguageModel, load


def model_of(args: argparse.Namespace, dtype: str = "") -> LanguageModel:
    """The model of ``--model`` on ``--device``, with weights of ``dtype`` or that of ``--dtype``, and with the adapter
    of ``--adapter`` if one is given."""
    taken = {"adapter": args.adapter, "adapter_strength": args.adapter_strength}
    lm = load(args.model, args.device, dtype or args.dtype, **taken)
    base = lm.record["adapter"]["base"] if args.adapter else ""
    if base and args.model and Path(base).stem != Path(args.model).stem:
        say(f"the adapter was made for {cut(base)}; what it adds to another model may mean nothing")
    return lm
