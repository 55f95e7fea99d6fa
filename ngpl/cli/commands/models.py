"""List the models on offer: the names that --model understands.

--model also takes a .gpl file, a folder that holds one (such as that of a training run), or owner/name on the
Hugging Face Hub.

examples:
  ngpl models
  ngpl models --json
  ngpl generate "Once upon a time" --model runs/first
"""

from __future__ import annotations

import argparse

from ngpl import answers
from ngpl.cli.flags import add_json, show
from ngpl.cli.tables import table
from ngpl.hub import list_models

HEADINGS = ("name", "parameters", "stored as", "tokenizer", "attention", "about")


def add_flags(parser: argparse.ArgumentParser) -> None:
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    found = list_models()

    def as_text() -> str:
        rows = [(m.name, f"{m.parameters:,}", m.storage, m.tokenizer, m.attention, m.summary) for m in found]
        return table([HEADINGS, *rows], right="parameters")

    return show(args, answers.models(found), as_text)
