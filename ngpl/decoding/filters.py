"""Filters: logits (V,) -> logits (V,), with -inf for a removed token. Applied in the order of ``FILTERS``.

A filter is a frozen dataclass whose fields are its parameters. A strategy uses a filter by having fields of the same
names, made by ``knob``. At its default every filter changes nothing and returns the very tensor it was given.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from ngpl.spec import Checked, param

COLD = 1e-6  # a temperature below this is 0; float32 could not tell
LOOKS = (128, 2048)  # so many tokens nearly always hold the mass asked for; sorting a whole vocabulary is slow


class Filter(Checked):
    """Base of all filters."""

    def apply(self, logits: Tensor, ids: Sequence[int]) -> Tensor:
        """New logits (V,) of the next token after ``ids``; the argument is left as it was."""
        raise NotImplementedError


@dataclass(frozen=True)
class RepetitionPenalty(Filter):
    """Keskar et al. 2019 (CTRL): the logits of tokens that occurred, the prompt's too, are made smaller."""

    repetition_penalty: float = param(
        1.0, "makes tokens that already occurred less likely; 1: off", low=1.0, high=2.0, step=0.01
    )

    def apply(self, logits: Tensor, ids: Sequence[int]) -> Tensor:
        if self.repetition_penalty == 1 or not ids:
            return logits
        seen = torch.tensor(list(set(ids)), device=logits.device)
        old = logits[seen]
        less = torch.where(old > 0, old / self.repetition_penalty, old * self.repetition_penalty)
        return logits.index_copy(0, seen, less)


@dataclass(frozen=True)
class NoRepeatNgram(Filter):
    """Paulus et al. 2018: tokens are removed that would complete a run which the text has already, the prompt's too.

    Where that is all of them, they stay.
    """

    no_repeat_ngram: int = param(0, "a run of this many tokens is never written twice; 0: off", low=0, high=20, step=1)

    def apply(self, logits: Tensor, ids: Sequence[int]) -> Tensor:
        n = int(self.no_repeat_ngram)
        if n == 0 or len(ids) < n:
            return logits
        end = list(ids[len(ids) - n + 1 :])
        done = {ids[i + n - 1] for i in range(len(ids) - n + 1) if list(ids[i : i + n - 1]) == end}
        if not done:
            return logits
        left = logits.index_fill(0, torch.tensor(sorted(done), device=logits.device), -math.inf)
        return left if left.isfinite().any() else logits


@dataclass(frozen=True)
class Temperature(Filter):
    """Ackley et al. 1985: logits over ``temperature``. At 0 the most probable token alone is left."""

    temperature: float = param(
        1.0,
        "below 1 sharpens the distribution, above 1 flattens it; 0: greedy",
        low=0.0,
        high=5.0,
        step=0.05,
    )

    def apply(self, logits: Tensor, ids: Sequence[int]) -> Tensor:
        if self.temperature == 1:
            return logits
        if self.temperature < COLD:
            return _keep(logits, logits.argmax())
        return (logits - logits.max()) / self.temperature  # none above 0, so nothing overflows upwards


@dataclass(frozen=True)
class TopK(Filter):
    """Fan et al. 2018: the ``top_k`` most probable tokens are left."""

    top_k: int = param(0, "samples from this many most probable tokens; 0: all", low=0, high=1000, step=1)

    def apply(self, logits: Tensor, ids: Sequence[int]) -> Tensor:
        if self.top_k == 0 or self.top_k >= len(logits):
            return logits
        return _keep(logits, logits.topk(int(self.top_k)).indices)


@dataclass(frozen=True)
class TopP(Filter):
    """Holtzman et al. 2020 (nucleus): the fewest most probable tokens that together hold ``top_p`` are left."""

    top_p: float = param(
        1.0, "samples from the fewest tokens that hold this probability; 1: all", low=0.0, high=1.0, step=0.01
    )

    def apply(self, logits: Tensor, ids: Sequence[int]) -> Tensor:
        if self.top_p == 1:
            return logits
        probs = logits.softmax(-1)
        for look in LOOKS:
            best, order = probs.topk(min(look, len(probs)))
            if best.sum() >= self.top_p:
                break
        else:
            best, order = probs.sort(descending=True)
        before = best.double().cumsum(-1) - best  # probability of all that are better
        before[0] = -1  # the best token stays even at top_p 0
        return _keep(logits, order[before < self.top_p])


@dataclass(frozen=True)
class MinP(Filter):
    """Nguyen et al. 2024: tokens at least ``min_p`` times as probable as the most probable one are left."""

    min_p: float = param(
        0.0, "samples from tokens at least this share as probable as the best one; 0: all", low=0.0, high=1.0, step=0.01
    )

    def apply(self, logits: Tensor, ids: Sequence[int]) -> Tensor:
        if self.min_p == 0:
            return logits
        return logits.masked_fill(logits < logits.max() + math.log(self.min_p), -math.inf)


@dataclass(frozen=True)
class TypicalP(Filter):
    """Meister et al. 2023 (locally typical sampling): tokens about as surprising as the model itself expects are left,
    the fewest that hold ``typical_p``. The most probable token may go: it may surprise too little."""

    typical_p: float = param(
        1.0,
        "samples from the tokens about as surprising as expected, the fewest that hold this probability; 1: all",
        low=0.0,
        high=1.0,
        step=0.01,
    )

    def apply(self, logits: Tensor, ids: Sequence[int]) -> Tensor:
        if self.typical_p == 1:
            return logits
        logprobs = logits.double().log_softmax(-1)
        probs = logprobs.exp()
        entropy = -(probs * logprobs.clamp(min=-1e4)).sum()  # 0 times -inf is 0 here
        far = (logprobs + entropy).abs()
        nearest, order = far.sort()
        last = min(int((probs[order].cumsum(-1) < self.typical_p).sum()), len(far) - 1)
        return logits.masked_fill(far > nearest[last], -math.inf)


def _keep(logits: Tensor, index: Tensor) -> Tensor:
    """The logits at ``index``, and -inf elsewhere."""
    kept = torch.full_like(logits, -math.inf)
    kept[index] = logits[index]
    return kept


FILTERS: dict[str, type[Filter]] = {
    "repetition_penalty": RepetitionPenalty,
    "no_repeat_ngram": NoRepeatNgram,
    "temperature": Temperature,
    "top_k": TopK,
    "top_p": TopP,
    "min_p": MinP,
    "typical_p": TypicalP,
}


def knobs() -> dict[str, dataclasses.Field[Any]]:
    """The declared parameters of all filters, by name."""
    return {field.name: field for kind in FILTERS.values() for field in dataclasses.fields(kind)}  # type: ignore[arg-type]


def knob(name: str, default: Any = None) -> Any:
    """A strategy's field for a filter's parameter: same help and bounds, and ``default`` instead of "off" if given."""
    field = knobs()[name]
    return dataclasses.field(default=field.default if default is None else default, metadata=field.metadata)


def filters_of(strategy: Any) -> dict[str, Filter]:
    """The filters whose parameters ``strategy`` has as fields, set to its values, in order."""
    found = {}
    for name, kind in FILTERS.items():
        fields = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]
        if all(hasattr(strategy, field) for field in fields):
            found[name] = kind(**{field: getattr(strategy, field) for field in fields})
    return found
