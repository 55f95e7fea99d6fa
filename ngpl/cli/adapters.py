"""Adapters on the command line: what ``ngpl train`` learns and writes when ``--lora-rank`` is given."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from ngpl.cli.flags import add_name, add_params, given
from ngpl.config import GPTConfig
from ngpl.errors import ConfigError
from ngpl.hub import load
from ngpl.hub.adapter_layers import check_room
from ngpl.hub.adapters import save_adapter
from ngpl.model.adapter import LoraConfig
from ngpl.model.lora import learned, merged
from ngpl.tokenizers import TokenizerOptions
from ngpl.training import Base, Material, Recipe

PREFIX = "lora_"


def add_lora(parser: argparse.ArgumentParser) -> None:
    """``--model`` and ``--lora-rank``, ``--lora-alpha``, ..."""
    add_name(parser)
    add_params(parser, LoraConfig, prefix=PREFIX)


def with_lora(args: argparse.Namespace, recipe: Recipe) -> Recipe:
    """The recipe as the flags of ``add_lora`` change it."""
    own = given(args, LoraConfig, PREFIX)
    lora = replace(recipe.lora or LoraConfig(), **own) if own else recipe.lora
    return replace(recipe, lora=lora, base=args.model or recipe.base)


def on_base(recipe: Recipe, device: torch.device) -> tuple[Recipe, Base | None]:
    """The recipe with the shape of the model that an adapter is learned for, and that model; sequences may be shorter
    than its context. ``ConfigError`` if the recipe wants another shape or tokenizer, or if the adapter could
    not be written."""
    if recipe.lora is None:
        return recipe, None
    if recipe.model != GPTConfig(block_size=recipe.model.block_size):
        raise ConfigError("an adapter has the shape of its model; of the shape only block_size can be given")
    if recipe.tokenizer_file or (recipe.tokenizer, recipe.tokenizer_options) != ("bpe", TokenizerOptions()):
        raise ConfigError("an adapter has the tokenizer of its model, so none can be given")
    lm = load(recipe.base, device.type, "float32")
    own = lm.gpt.config
    check_room(own, recipe.lora)
    shape = replace(own, block_size=min(own.block_size, recipe.model.block_size))
    return replace(recipe, model=shape, base=lm.name), Base(merged(lm.gpt), lm.tokenizer, lm.hash)


def save_learned(recipe: Recipe, material: Material, record: dict[str, Any], out: Path) -> None:
    """Write the adapter as it is now."""
    assert recipe.lora is not None
    adapter = learned(material.model, recipe.lora)  # type: ignore[arg-type]
    save_adapter(out, adapter, material.model.config, recipe.base, record, recipe.storage)
