"""What a family of models is: its config in our words and back, and where each of our tensors stands in its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from ngpl.config import GPTConfig

HEAD, EMBEDDING = "head.weight", "tokens.weight"


@dataclass(frozen=True)
class Change:
    """How their tensors become one of ours and back. ``about`` says it in a word, "" if they are the same."""

    about: str
    read: Callable[[Sequence[Tensor], GPTConfig], Tensor]
    write: Callable[[Tensor, GPTConfig], Sequence[Tensor]]


SAME = Change("", lambda parts, c: parts[0], lambda ours, c: [ours])
TRANSPOSED = Change("transposed", lambda parts, c: parts[0].t(), lambda ours, c: [ours.t()])
JOINED = Change("joined", lambda parts, c: torch.cat(list(parts)), lambda ours, c: ours.split(c.qkv_rows))
INTERLEAVED = Change(
    "reordered",  # query, key and value of the first head, of the second, ... -> all queries, all keys, all values
    lambda parts, c: parts[0].unflatten(0, (c.n_head, 3, c.head_size)).transpose(0, 1).flatten(0, 2),
    lambda ours, c: [ours.unflatten(0, (3, c.n_head, c.head_size)).transpose(0, 1).flatten(0, 2)],
)
UNSCALED = Change(  # a family that does not divide by the root of the head size: the queries undo that division
    "joined, queries times the root of the head size",
    lambda parts, c: torch.cat([parts[0] * c.head_size**0.5, *parts[1:]]),
    lambda ours, c: [part * s for part, s in zip(ours.split(c.qkv_rows), (c.head_size**-0.5, 1, 1), strict=True)],
)


@dataclass(frozen=True)
class Rule:
    """Where one of our tensors stands in their files; ``{}`` in a name is the number of the layer."""

    ours: str
    theirs: tuple[str, ...]
    change: Change = SAME

    def of_layer(self, layer: int) -> Rule:
        return Rule(self.ours.format(layer), tuple(name.format(layer) for name in self.theirs), self.change)


@dataclass(frozen=True)
class Family:
    """One family of ``transformers``.

    ``config`` reads the values of a ``config.json``, ``values`` writes them: what does not come back the same is what
    the family cannot say. Both may raise ``ConfigError``. ``rules`` name their tensors without ``prefix``, which files
    have or lack; ``renamed`` maps other names in use to these, and ``buffers`` is a pattern of tensors that are no
    weights.
    """

    model_type: str
    architecture: str
    prefix: str
    config: Callable[[Mapping[str, Any]], GPTConfig]
    values: Callable[[GPTConfig], dict[str, Any]]
    rules: tuple[Rule, ...]
    buffers: str = "(?!)"
    renamed: Mapping[str, str] | None = None

    def rules_for(self, ours: Mapping[str, Tensor], c: GPTConfig) -> Iterator[Rule]:
        """The rules of a model that has the tensors ``ours``, by name, layer after layer."""
        for rule in self.rules:
            layers = range(c.n_layer) if "{}" in rule.ours else range(1)
            yield from (made for made in map(rule.of_layer, layers) if made.ours in ours)

    def theirs(self, ours: str) -> str:
        """Their name of a tensor that is there once."""
        return next(rule.theirs[0] for rule in self.rules if rule.ours == ours)

    def full(self, name: str) -> str:
        """The name of a tensor in a file that is written: all but the head have the prefix."""
        return name if name == self.theirs(HEAD) else self.prefix + name

    def plain(self, name: str) -> str:
        """The name of a tensor in a file as the rules have it."""
        name = name.removeprefix(self.prefix)
        return (self.renamed or {}).get(name, name)


def linear(ours: str, *theirs: str, change: Change = SAME) -> tuple[Rule, Rule]:
    """The rules for the weight and the bias of a linear layer or norm; a bias is never transposed."""
    flat = SAME if change is TRANSPOSED else change
    weight, bias = (tuple(f"{name}.{part}" for name in theirs) for part in ("weight", "bias"))
    return Rule(f"{ours}.weight", weight, change), Rule(f"{ours}.bias", bias, flat)
