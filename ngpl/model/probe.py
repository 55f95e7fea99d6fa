"""Looking into a pass: a probe is told the stages by name and may answer with a changed tensor."""

from __future__ import annotations

from collections.abc import Callable, Collection

import torch
from torch import Tensor

STAGES = ("resid_pre", "query", "key", "value", "attention", "heads", "resid_mid", "resid_post")
"""In the order in which a block passes them. ``resid_*`` are ``(B, T, C)``: before the block, between attention and
MLP, after the block; ``query``, ``key`` and ``value`` what the kernel is given, normed, turned by position and repeated
for every head of a group, ``(B, H, T, D)``; ``attention`` is the map ``(B, H, T, T)``; ``heads`` the outputs of the
heads before the output projection, ``(B, H, T, D)``."""


class Probe:
    """Watches nothing and changes nothing. The model asks ``stages`` before it spends anything on a stage."""

    stages: Collection[str] = ()

    def __call__(self, stage: str, layer: int, value: Tensor) -> Tensor:
        """Told ``value``; what it returns goes on through the model."""
        return value


class Trace(Probe):
    """Records the stages it is asked for: ``trace["attention"]`` is one tensor a layer."""

    def __init__(self, *stages: str):
        self.stages = stages
        self.seen: dict[str, list[Tensor]] = {stage: [] for stage in stages}

    def __call__(self, stage: str, layer: int, value: Tensor) -> Tensor:
        if stage in self.seen:
            self.seen[stage].append(value.detach())
        return value

    def __getitem__(self, stage: str) -> Tensor:
        """All layers of a stage, stacked in front: ``(L, B, ...)``."""
        return torch.stack(self.seen[stage])


class Intervene(Probe):
    """Passes one stage of one layer through ``change``."""

    def __init__(self, stage: str, layer: int, change: Callable[[Tensor], Tensor]):
        self.stages = (stage,)
        self.layer = layer
        self.change = change

    def __call__(self, stage: str, layer: int, value: Tensor) -> Tensor:
        return self.change(value) if stage in self.stages and layer == self.layer else value


class Chain(Probe):
    """Several probes in order; each sees what the one before it answered."""

    def __init__(self, *probes: Probe):
        self.probes = probes
        self.stages = frozenset(stage for probe in probes for stage in probe.stages)

    def __call__(self, stage: str, layer: int, value: Tensor) -> Tensor:
        for probe in self.probes:
            value = probe(stage, layer, value)
        return value


def zero_head(layer: int, head: int) -> Intervene:
    """Silence one head: its output before the output projection becomes zero."""
    return Intervene("heads", layer, lambda heads: _with(heads, (slice(None), head), 0.0))


def patch(stage: str, layer: int, position: int, value: Tensor) -> Intervene:
    """Put ``value`` in at one position of a residual stage (activation patching: Meng et al., 2022)."""
    return Intervene(stage, layer, lambda residual: _with(residual, (slice(None), position), value))


def _with(tensor: Tensor, place: tuple, value: Tensor | float) -> Tensor:
    changed = tensor.clone()
    changed[place] = value
    return changed
