"""List the models on offer: the names that --model understands.

Those that are not downloaded are fetched when they are first used; ngpl download does it before. --model also takes a
.gpl file, a folder that holds one (such as that of a training run) or a model of transformers, nanoGPT's ckpt.pt, or
owner/name on the Hugging Face Hub, with @revision if need be.

examples:
  ngpl models
  ngpl models --json
  ngpl generate "Once upon a time" --model runs/first
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ngpl import answers
from ngpl.cli.flags import add_json, show
from ngpl.cli.tables import table
from ngpl.hub import ModelInfo, list_offers
from ngpl.hub.remote.cache import origin_of

HEADINGS = ("name", "parameters", "stored as", "tokenizer", "attention", "here", "about")


def add_flags(parser: argparse.ArgumentParser) -> None:
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    found = list_offers()

    def as_text() -> str:
        return table([HEADINGS, *map(row, found)], right="parameters")

    return show(args, answers.models(found), as_text)


def row(info: ModelInfo) -> tuple[str, ...]:
    """What is not here can be told but little of."""
    fetched = "downloaded" if origin_of(Path(info.source)) else "in the box"
    here = f"not downloaded, {info.download / 1e6:,.0f} MB" if info.download else fetched
    seen = ("", "", "") if info.download else (info.storage, info.tokenizer, info.attention)
    return (info.name, f"{info.parameters:,}", *seen, here, info.summary)
