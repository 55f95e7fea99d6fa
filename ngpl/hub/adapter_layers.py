"""What adapters call the layers of a model: the names of its family on the Hugging Face Hub, which PEFT uses too.

A shape of our own that no family has goes by the names of Llama if its MLP is gated, and else by those of GPT-2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import torch.nn.functional as F
from torch import Tensor

from ngpl.config import GPTConfig
from ngpl.errors import ConfigError
from ngpl.hub.foreign.families import FAMILIES, Family
from ngpl.hub.foreign.families.family import Change
from ngpl.hub.foreign.huggingface import family_for, full_config
from ngpl.model.adapter import PARTS, TARGETS, Adapter, Key, LoraConfig, fresh, rows_of, starts_of
from ngpl.model.counts import shape_only
from ngpl.model.lora import joined

START = "base_model.model."  # PEFT's wrapping around the model


@dataclass(frozen=True)
class Layer:
    """What a target is in a family: the path of its layer, in which ``{}`` is the number of the block, and how outputs
    of the layer are laid out. B ``(rows, rank)`` is laid out as a bias is."""

    path: str
    target: str
    change: Change

    def ours(self, b: Tensor, config: GPTConfig) -> Tensor:
        if self.target not in PARTS:
            return self.change.read([b], config)
        start, stop = rows_of(config, self.target)
        parts = [b if part == self.target else b.new_zeros(size(config, part), b.size(1)) for part in PARTS]
        return self.change.read(parts, config)[start:stop]

    def theirs(self, b: Tensor, config: GPTConfig) -> Tensor:
        if self.target not in PARTS:
            return self.change.write(b, config)[0]
        start, stop = rows_of(config, self.target)
        whole = F.pad(b, (0, 0, start, rows_of(config, PARTS[-1])[1] - stop))
        return self.change.write(whole, config)[PARTS.index(self.target)]


def size(config: GPTConfig, part: str) -> int:
    start, stop = rows_of(config, part)
    return stop - start


@cache
def layers_of(name: str) -> dict[str, Layer]:
    """The layers of a family of ``FAMILIES`` by our targets."""
    biases = {rule.ours: rule for rule in FAMILIES[name].rules}
    found = {}
    for target, place in TARGETS.items():
        rule = biases.get(f"blocks.{{}}.{place}.bias")
        if rule and (target in PARTS) == (len(rule.theirs) == len(PARTS)):
            path = rule.theirs[PARTS.index(target) if target in PARTS else 0]
            found[target] = Layer(path.removesuffix(".bias"), target, rule.change)
    return found


def family_of(config: GPTConfig) -> Family:
    """The family whose names a model of this shape takes."""
    try:
        return family_for(full_config(shape_only(config)))
    except ConfigError:
        return FAMILIES["llama" if config.mlp == "swiglu" else "gpt2"]


def tensor_name(family: Family, key: Key, letter: str) -> str:
    """What PEFT calls matrix ``A`` or ``B`` of a layer's target."""
    layer, target = key
    path = layers_of(family.model_type)[target].path.format(layer)
    return f"{START}{family.prefix}{path}.lora_{letter}.weight"


def parse_name(name: str) -> tuple[Layer, Key, str] | None:
    """The layer, its number and target, and ``A`` or ``B``, of a tensor that PEFT named; ``None`` if it is no layer of
    a block in one of the families."""
    for pattern, layer in patterns():
        found = pattern.fullmatch(name)
        if found:
            return layer, (int(found[1]), layer.target), found[2]
    return None


@cache
def patterns() -> list[tuple[re.Pattern[str], Layer]]:
    made = []
    for name, family in FAMILIES.items():
        for layer in layers_of(name).values():
            path = re.escape(layer.path).replace(r"\{\}", r"([0-9]{1,4})")
            pattern = rf"{re.escape(START)}(?:{re.escape(family.prefix)})?{path}\.lora_([AB])\.weight"
            made.append((re.compile(pattern), layer))
    return made


def check_room(config: GPTConfig, lora: LoraConfig) -> None:
    """``ConfigError`` unless an adapter of such a model can be written, see ``joined_qkv``. Takes no memory."""
    laid_out(fresh(shape_only(config), lora), config, family_of(config))


def laid_out(adapter: Adapter, config: GPTConfig, family: Family) -> Adapter:
    """The same adapter with queries, keys and values as one or apart, as they are in the family."""
    return joined_qkv(adapter, config) if "qkv" in layers_of(family.model_type) else split_qkv(adapter, config)


def split_qkv(adapter: Adapter, config: GPTConfig) -> Adapter:
    """Queries, keys and values apart: each takes its rows of B, and all have the same A."""
    pairs: dict[Key, tuple[Tensor, Tensor]] = {}
    for (layer, target), (a, b) in adapter.pairs.items():
        if target == "qkv":
            pairs |= {(layer, part): (a.clone(), b[slice(*rows_of(config, part))]) for part in PARTS}
        else:
            pairs[layer, target] = (a, b)
    return Adapter(adapter.config, pairs)


def joined_qkv(adapter: Adapter, config: GPTConfig) -> Adapter:
    """Queries, keys and values as one: their matrices side by side, so the rank is the sum of theirs. Other layers get
    zeros up to that rank, and alpha grows with it: what is added stays the same."""
    apart = {target for _, target in adapter.pairs} & {*PARTS}
    if not apart:
        return adapter
    own, rank = adapter.config, adapter.config.rank * len(apart)
    pairs = {key: padded(pair, rank) for key, pair in adapter.pairs.items() if key[1] not in apart}
    for layer in sorted({layer for layer, target in adapter.pairs if target in apart}):
        parts = {target: adapter.pairs[layer, target] for target in PARTS if (layer, target) in adapter.pairs}
        whole = joined([*parts.values()], starts_of(config, parts), rows_of(config, PARTS[-1])[1])
        pairs[layer, "qkv"] = padded(whole, rank)
    try:
        return Adapter(LoraConfig(rank, own.alpha * len(apart), "qkv", own.dropout), pairs)
    except ConfigError as error:
        raise ConfigError(
            "the file of such an adapter has queries, keys and values as one layer, "
            f"with {len(apart)} times the rank and alpha: {error}"
        ) from error


def padded(pair: tuple[Tensor, Tensor], rank: int) -> tuple[Tensor, Tensor]:
    """A pair with zeros up to a larger rank."""
    a, b = pair
    return F.pad(a, (0, 0, 0, rank - len(a))), F.pad(b, (0, rank - len(a)))
