"""One token after the other: logits -> filters -> choice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import torch
from torch import Tensor

from ngpl.decoding.filters import Filter
from ngpl.decoding.steps import Stage, Step, logprobs_of, stage_of, step_of
from ngpl.decoding.window import Model, Window

Pick = Callable[[Tensor, torch.Generator], int]


@dataclass(frozen=True)
class Task:
    """What one call of ``decode`` asks for, apart from the strategy. ``until`` is a ``perf_counter`` time."""

    model: Model
    ids: Sequence[int]
    seed: int
    max_new_tokens: int
    stop: Collection[int]
    top: int
    until: float


def draw(logits: Tensor, generator: torch.Generator) -> int:
    """A token by its probability. One uniform number a token, so a seed means the same luck under every filter."""
    sums = logits.softmax(-1).double().cumsum(-1)
    luck = torch.rand(1, generator=generator, dtype=torch.float64)
    return int(torch.searchsorted(sums, luck * sums[-1] * (1 - 1e-12), right=True))  # below the sum despite rounding


def one_by_one(task: Task, filters: Mapping[str, Filter], pick: Pick) -> Generator[Step, None, None]:
    """Yield a ``Step`` a token until a stop token (which is yielded too), the longest length or the deadline."""
    window, ids = Window(task.model, task.ids), list(task.ids)
    generator = torch.Generator().manual_seed(task.seed)  # on the CPU: a seed means the same on every device
    for _ in range(task.max_new_tokens):
        started = perf_counter()
        if started >= task.until:
            return
        logits = window.logits()[0]
        logprobs = logprobs_of(logits)
        left, stages = through(filters, logits, ids, task.top)
        id = pick(left, generator)
        yield step_of(logprobs, id, stages, started)
        if id in task.stop:
            return
        ids.append(id)
        window.push([id])


def through(
    filters: Mapping[str, Filter], logits: Tensor, ids: Sequence[int], top: int
) -> tuple[Tensor, tuple[Stage, ...]]:
    """Logits (V,) after all filters, and the ``top`` candidates before and after each; no stages if ``top`` is 0."""
    stages = [stage_of("model", logits, top)] if top else []
    for name, filter in filters.items():
        left = filter.apply(logits, ids)
        if top:
            stages.append(replace(stages[-1], name=name) if left is logits else stage_of(name, left, top))
        logits = left
    return logits, tuple(stages)
