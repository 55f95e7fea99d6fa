"""From the tensors of a Hugging Face folder to a model: names and shapes are compared before memory is taken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import torch
from torch import Tensor

from ngpl.bounds import cut
from ngpl.config import GPTConfig
from ngpl.errors import CheckpointError, ConfigError
from ngpl.hub.files.tensors import Part
from ngpl.hub.foreign.families import Family, Rule
from ngpl.hub.foreign.families.family import EMBEDDING, HEAD
from ngpl.model import GPT
from ngpl.model.unfilled import empty_model

FLOATS = (torch.float32, torch.float16, torch.bfloat16, torch.float64)


@dataclass(frozen=True)
class Reading:
    """A model, and what was found on the way: names as in the files. ``missing`` are biases, which were taken as zero;
    ``untied`` says that the config ties the head to the embedding, but the files hold two that differ."""

    model: GPT
    missing: tuple[str, ...]
    left_over: tuple[str, ...]
    reshaped: Mapping[str, int]
    untied: bool


class Tensors(Protocol):
    """Where tensors are read from: files, or what another program has read."""

    @property
    def parts(self) -> Mapping[str, Part]: ...
    def read(self, name: str) -> Tensor: ...


@dataclass(frozen=True)
class Source:
    """The tensors of a model under the names of its family's rules; ``names`` are those they have where they lie."""

    family: Family
    tensors: Tensors
    names: dict[str, str]

    def read(self, name: str) -> Tensor:
        """A tensor in float32; ``CheckpointError`` if it holds numbers that are not finite."""
        tensor = self.tensors.read(self.names[name]).float()
        if not tensor.isfinite().all():
            raise CheckpointError(f"{cut(self.names[name])} holds numbers that are not finite")
        return tensor


def read_weights(family: Family, config: GPTConfig, tensors: Tensors) -> Reading:
    """Build the model that ``config`` describes; ``CheckpointError`` names what is missing or does not fit.

    All is float32, and every tensor is read once.
    """
    source = Source(family, tensors, named(family, tensors))
    config, untied = settle_head(source, config)
    rules, wanted = layout(family, config, len(source.names))
    parts = tensors.parts
    check_shapes({name: parts[source.names[name]] for name in wanted if name in source.names}, wanted)
    model = empty_model(config)
    with torch.no_grad():
        for rule in rules:
            given = [source.read(n) if n in source.names else torch.zeros(wanted[n].shape) for n in rule.theirs]
            model.get_parameter(rule.ours).copy_(rule.change.read(given, config))
    return Reading(
        model,
        missing=tuple(name for name in wanted if name not in source.names),
        left_over=tuple(source.names[name] for name in source.names if name not in wanted),
        reshaped=Counter(rule.change.about for rule in rules if rule.change.about),
        untied=untied,
    )


def named(family: Family, tensors: Tensors) -> dict[str, str]:
    """The names in the files by the names in the rules, without buffers, which are no weights."""
    names: dict[str, str] = {}
    for name in tensors.parts:
        plain = family.plain(name)
        if re.fullmatch(family.buffers, plain):
            continue
        if plain in names:
            raise CheckpointError(f"{cut(name)} and {cut(names[plain])} are the same tensor of {family.model_type}")
        names[plain] = name
    return names


def settle_head(source: Source, config: GPTConfig) -> tuple[GPTConfig, bool]:
    """The config as the files have it: a head that should be the embedding, but is another, is kept as it is."""
    head, embedding = source.family.theirs(HEAD), source.family.theirs(EMBEDDING)
    if not config.tied or head not in source.names:
        return config, False
    if embedding not in source.names:
        source.names[embedding] = source.names.pop(head)
        return config, False
    shapes = {source.tensors.parts[source.names[name]].shape for name in (head, embedding)}
    if len(shapes) > 1 or not torch.equal(source.read(head), source.read(embedding)):
        return replace(config, tied=False), True
    del source.names[head]
    return config, False


def layout(family: Family, config: GPTConfig, count: int) -> tuple[list[Rule], dict[str, Tensor]]:
    """The rules that a model of this config needs, and the tensors that they read, by name, without memory."""
    if config.n_layer > count:
        raise CheckpointError(f"{count} tensors are too few for the {config.n_layer} layers that config.json tells of")
    try:
        ours = dict(empty_model(config, "meta").named_parameters())
    except ConfigError as error:
        raise CheckpointError(f"config.json does not fit: {error}") from error
    rules = list(family.rules_for(ours, config))
    assert {rule.ours for rule in rules} == set(ours), "a family lacks a rule"
    return rules, dict(theirs_of(rules, ours, config))


def theirs_of(rules: list[Rule], ours: Mapping[str, Tensor], config: GPTConfig) -> Iterator[tuple[str, Tensor]]:
    """Their tensors of ours, by the names of the rules."""
    for rule in rules:
        yield from zip(rule.theirs, rule.change.write(ours[rule.ours], config), strict=True)


def check_shapes(parts: Mapping[str, Part], wanted: Mapping[str, Tensor]) -> None:
    """``CheckpointError`` unless all weights but biases are there, with the shapes that the config wants."""
    faults = [f"{name} is missing" for name in wanted if name not in parts and not name.endswith(".bias")]
    for name, part in parts.items():
        if part.shape != tuple(wanted[name].shape):
            faults.append(f"{name} has shape {part.shape}, not {tuple(wanted[name].shape)}")
        elif part.dtype not in FLOATS:
            faults.append(f"{name} is of type {part.dtype}, which is no plain floating-point one; is it quantized?")
    if faults:
        more = f" and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise CheckpointError(f"the weights do not fit the config: {'; '.join(faults[:3])}{more}")
