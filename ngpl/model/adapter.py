"""What an adapter is: which layers of a model it changes, and the small matrices of each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ngpl.config import GPTConfig
from ngpl.errors import ConfigError, InputError, choose
from ngpl.model.gpt import GPT
from ngpl.spec import Checked, param

# The layer of a block that a target adapts. Queries, keys and values are rows of one layer, adapted apart or as one.
TARGETS = {
    "q": "attention.qkv",
    "k": "attention.qkv",
    "v": "attention.qkv",
    "qkv": "attention.qkv",
    "out": "attention.out",
    "gate": "mlp.gate",
    "up": "mlp.up",
    "down": "mlp.down",
}
PARTS = ("q", "k", "v")  # of one layer
Key = tuple[int, str]  # layer and target


@dataclass(frozen=True)
class LoraConfig(Checked):
    """What is adapted, and with how much room. What a pair of matrices adds is multiplied by ``alpha / rank``."""

    rank: int = param(8, "rank of what is added to each weight", low=1, high=1024)
    alpha: float = param(16.0, "what is added is multiplied by alpha / rank", low=0.0, high=65_536.0)
    targets: str = param("q,v", f"layers that are adapted, of {', '.join(TARGETS)}; all: every layer of the blocks")
    dropout: float = param(0.0, "share of a layer's inputs that its adapter misses while training", low=0.0, high=0.9)

    @property
    def scale(self) -> float:
        return self.alpha / self.rank


@dataclass(frozen=True)
class Strength(Checked):
    """How much of an adapter a model takes."""

    strength: float = param(1.0, "0: the model alone, 1: the adapter as trained", low=0.0, high=2.0, step=0.05)


@dataclass(frozen=True)
class Adapter:
    """The learned matrices of one adapter: A ``(rank, in)`` and B ``(rows, rank)`` of each target of each layer."""

    config: LoraConfig
    pairs: Mapping[Key, tuple[Tensor, Tensor]]

    @property
    def n_params(self) -> int:
        return sum(part.numel() for pair in self.pairs.values() for part in pair)


def fresh(model: GPT, config: LoraConfig) -> Adapter:
    """An adapter to be learned: A random, B zero, so that nothing is added at first. ``ConfigError`` names a target
    that the model lacks."""
    pairs = {}
    for layer in range(model.config.n_layer):
        for target in targets_of(model, config.targets):
            rows, width = weight_shape(model, target)
            a = torch.empty(config.rank, width, device=model.device)
            nn.init.kaiming_uniform_(a, a=math.sqrt(5))
            pairs[layer, target] = (a, a.new_zeros(rows, config.rank))
    return Adapter(config, pairs)


def targets_of(model: GPT, names: str) -> tuple[str, ...]:
    """``q,v`` as names of ``TARGETS``, each once; ``all`` is every layer, queries, keys and values apart."""
    there = [name for name in TARGETS if has(model, name)]
    if names == "all":
        return tuple(name for name in there if name != "qkv")
    chosen = tuple(dict.fromkeys(name.strip() for name in names.split(",")))
    for name in chosen:
        choose(dict.fromkeys([*there, "all"]), name, "target of an adapter")
    if "qkv" in chosen and {*PARTS} & {*chosen}:
        raise ConfigError("an adapter takes queries, keys and values as one (qkv) or apart (q, k, v), not both")
    return chosen


def has(model: GPT, target: str) -> bool:
    part, name = TARGETS[target].split(".")
    return hasattr(model.get_submodule(f"blocks.0.{part}"), name)


def rows_of(config: GPTConfig, target: str) -> tuple[int, int]:
    """Where the queries ("q"), keys ("k") or values ("v") start and stop in what ``attention.qkv`` gives."""
    place = PARTS.index(target)
    return sum(config.qkv_rows[:place]), sum(config.qkv_rows[: place + 1])


def weight_shape(model: GPT, target: str) -> tuple[int, int]:
    """Rows and columns of the weight that a target adapts, the same in every layer."""
    out, width = model.get_submodule(f"blocks.0.{TARGETS[target]}").weight.shape  # type: ignore[misc]
    if target not in PARTS:
        return out, width
    start, stop = rows_of(model.config, target)
    return stop - start, width


def by_path(model: GPT, adapter: Adapter) -> dict[str, dict[str, tuple[Tensor, Tensor]]]:
    """The pairs of each layer by target; ``InputError`` unless the model has all of them, in their shapes."""
    layers: dict[str, dict[str, tuple[Tensor, Tensor]]] = {}
    for (layer, target), pair in adapter.pairs.items():
        if layer >= model.config.n_layer or not has(model, target):
            raise InputError(
                f"the adapter is for {target} of layer {layer}, which this model lacks; is it for another?"
            )
        check_shapes(pair, weight_shape(model, target), f"{target} of layer {layer}")
        layers.setdefault(f"blocks.{layer}.{TARGETS[target]}", {})[target] = pair
    return layers


def check_shapes(pair: tuple[Tensor, Tensor], shape: tuple[int, int], what: str) -> None:
    a, b = (tuple(part.shape) for part in pair)
    wanted = (len(pair[0]), shape[1]), (shape[0], len(pair[0]))
    if (a, b) != wanted:
        raise InputError(
            f"the adapter's matrices for {what} are {a} and {b}, but this model needs {wanted[0]} and {wanted[1]}; "
            "it was made for another model"
        )


def starts_of(config: GPTConfig, targets: Iterable[str]) -> list[int]:
    """The first row that each target adds to, of those that its layer gives."""
    return [rows_of(config, target)[0] if target in PARTS else 0 for target in targets]
