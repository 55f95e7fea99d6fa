"""Count a model's parameters, and the operations that running and training it cost.

Operations are those of the Chinchilla paper's appendix F (Hoffmann et al., 2022), for each token of a text that fills
the context or has --length tokens; 6 N is the usual short cut. A backward pass costs two forward passes. With
--lora-rank an adapter is counted too: what it adds, and what training costs while all else is frozen.

examples:
  ngpl count
  ngpl count --model shakespeare --length 64 --tokens 20500000
  ngpl count --n-layer 12 --n-head 12 --n-embd 768 --vocab-size 50257 --block-size 1024
  ngpl count --model stories --lora-rank 8 --lora-targets all --json
"""

from __future__ import annotations

import argparse
from typing import Any

from ngpl.cli.adapters import PREFIX
from ngpl.cli.flags import add_json, add_name, add_params, at_least, given, show
from ngpl.cli.tables import table
from ngpl.config import GPTConfig
from ngpl.costs import adapter_line, costs, percent, short
from ngpl.errors import ConfigError, NoTransformer
from ngpl.hub.formats import describe_model
from ngpl.hub.library import find_model, settings
from ngpl.model.adapter import LoraConfig


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--length", type=at_least(1), default=0, metavar="T", help="tokens of the text [the context]")
    parser.add_argument("--tokens", type=at_least(1), default=0, metavar="N", help="of the training [20 a parameter]")
    add_name(parser)
    add_params(parser, LoraConfig, prefix=PREFIX)
    add_params(parser, GPTConfig)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    config, own = config_of(args), given(args, LoraConfig, PREFIX)
    lora = LoraConfig(**own) if own else None
    values = costs(config, args.length, args.tokens, lora)
    return show(args, values, lambda: told(values))


def config_of(args: argparse.Namespace) -> GPTConfig:
    """The shape of the model that is named, or of the flags."""
    shape = given(args, GPTConfig)
    if args.model and shape:
        raise ConfigError(f"{args.model} has its own shape; give --model or {', '.join(sorted(shape))}, not both")
    if shape:
        return GPTConfig(**shape)
    name = args.model or settings().default_model
    config = describe_model(find_model(name)).config
    if not isinstance(config, GPTConfig):
        raise NoTransformer(f"{name} has no layers whose operations could be counted")
    return config


def told(values: dict[str, Any]) -> str:
    parameters, flops, forward = values["parameters"], values["flops"], values["forward"]
    by_part = [(name, f"{n:,}", percent(n, parameters["total"])) for name, n in parameters.items()]
    by_stage = [(name, short(n), percent(n, forward)) for name, n in (flops | {"forward": forward}).items()]
    lines = [
        table([("part", "parameters", "share"), *by_part], right="parameters share"),
        "",
        table([(f"a token of {values['length']:,}", "FLOPs", "share"), *by_stage], right="FLOPs share"),
        "",
        f"training: {short(values['training'])} a token, forward and backward; 6 N is {short(values['six_n'])}",
        f"compute-optimal: {values['optimal_tokens']:,} tokens, 20 for each parameter",
        f"on {values['tokens']:,} tokens: {short(values['training_flops'])}; 6 N D is {short(values['six_n_d'])}",
    ]
    return "\n".join([*lines, *([f"adapter: {adapter_line(values)}"] if "adapter" in values else [])])
