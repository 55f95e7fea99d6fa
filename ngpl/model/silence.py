"""Models without some of their heads: what a probe does to one pass, made to last."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from ngpl.config import GPTConfig
from ngpl.errors import InputError
from ngpl.model.gpt import GPT
from ngpl.model.lora import Lora, sharing
from ngpl.model.storage import Stored


def without_heads(model: GPT, heads: Iterable[tuple[int, int]]) -> GPT:
    """The same model with silent ``heads``, pairs of layer and head: what the output projection would multiply them
    with is zero. Every pass is that of the probe ``zero_head``, with a cache and under every type of weights too.

    ``model`` stays as it is, and all other tensors are shared. ``InputError`` if there is no such head.
    """
    silent = by_layer(model.config, heads)
    made = sharing(model)
    for layer, numbers in silent.items():
        attention = made.get_submodule(f"blocks.{layer}.attention")
        attention.out = deaf(attention.out, columns_of(model.config, numbers))  # type: ignore[arg-type]
    return made


def by_layer(config: GPTConfig, heads: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """The heads of each layer that has some, in order, each once; ``InputError`` names one that does not exist."""
    found: dict[int, list[int]] = {}
    for layer, head in sorted(set(heads)):
        if not (0 <= layer < config.n_layer and 0 <= head < config.n_head):
            raise InputError(
                f"there is no head {layer}.{head}: layers go from 0 to {config.n_layer - 1}, "
                f"heads from 0 to {config.n_head - 1}"
            )
        found.setdefault(layer, []).append(head)
    return found


def columns_of(config: GPTConfig, heads: list[int]) -> Tensor:
    """Where the outputs of ``heads`` stand in what the output projection reads: ``(len(heads) * D,)``."""
    return torch.arange(config.n_head * config.head_size).view(config.n_head, -1)[heads].flatten()


def deaf(linear: nn.Linear | Stored | Lora, columns: Tensor) -> nn.Linear | Stored | Lora:
    """A linear layer that some of its inputs do not reach. An int8 weight keeps its scale, so no other one changes."""
    if isinstance(linear, Lora):
        return Lora(deaf(linear.base, columns), blank(linear.down, columns), linear.up, linear.scale)  # type: ignore[arg-type]
    weight = blank(linear.weight, columns)
    if isinstance(linear, Stored):
        return type(linear)(weight, linear.bias, linear.scale)
    made = nn.Linear(linear.in_features, linear.out_features, bias=False, device="meta")  # holds no memory
    made.weight, made.bias = nn.Parameter(weight), linear.bias
    return made


def blank(weight: Tensor, columns: Tensor) -> Tensor:
    """A copy of a weight with zeros in some columns."""
    weight = weight.detach().clone()
    weight[:, columns.to(weight.device)] = 0
    return weight
