"""Strategies: how the next tokens are chosen. A strategy's fields are its parameters; flags and sliders read them.

To add one: a frozen dataclass with ``run`` (or ``OneByOne`` and ``pick``) and a line in ``STRATEGIES``.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import torch
from torch import Tensor

from ngpl.decoding.beam import beam_search
from ngpl.decoding.filters import FILTERS, Filter, filters_of, knob
from ngpl.decoding.sampling import Task, draw, one_by_one
from ngpl.decoding.steps import Events
from ngpl.spec import Checked, param, params_of


class Strategy(Checked):
    """Base of all strategies."""

    def filters(self) -> dict[str, Filter]:
        """Its filters by name, in the order they are applied."""
        return filters_of(self)

    def run(self, task: Task) -> Events:
        """Decode. Called by ``ngpl.decoding.decode``, which has checked the task."""
        raise NotImplementedError


class OneByOne(Strategy):
    """Base of strategies that choose one token after the other."""

    def run(self, task: Task) -> Events:
        return one_by_one(task, self.filters(), self.pick)

    def pick(self, logits: Tensor, generator: torch.Generator) -> int:
        """The token to take by the filtered logits (V,)."""
        raise NotImplementedError


@dataclass(frozen=True)
class Greedy(OneByOne):
    """Always the most probable token."""

    repetition_penalty: float = knob("repetition_penalty")

    def pick(self, logits: Tensor, generator: torch.Generator) -> int:
        return int(logits.argmax())


class Drawing(OneByOne):
    """Base of strategies that draw a token by its probability after the filters."""

    def pick(self, logits: Tensor, generator: torch.Generator) -> int:
        return draw(logits, generator)


Sample = dataclasses.make_dataclass(
    "Sample",
    [(p.name, p.type, knob(p.name)) for kind in FILTERS.values() for p in params_of(kind)],
    bases=(Drawing,),
    namespace={"__doc__": "Draws a token by its probability; every filter can be set.", "__module__": __name__},
    frozen=True,
)


@dataclass(frozen=True)
class TopKSampling(Drawing):
    """Draws from the k most probable tokens (Fan et al. 2018)."""

    top_k: int = knob("top_k", 40)
    temperature: float = knob("temperature")
    repetition_penalty: float = knob("repetition_penalty")


@dataclass(frozen=True)
class TopPSampling(Drawing):
    """Draws from the nucleus: the fewest tokens that hold the probability p (Holtzman et al. 2020)."""

    top_p: float = knob("top_p", 0.9)
    temperature: float = knob("temperature")
    repetition_penalty: float = knob("repetition_penalty")


@dataclass(frozen=True)
class MinPSampling(Drawing):
    """Draws from the tokens not much less probable than the best one (Nguyen et al. 2024)."""

    min_p: float = knob("min_p", 0.1)
    temperature: float = knob("temperature")
    repetition_penalty: float = knob("repetition_penalty")


@dataclass(frozen=True)
class Beam(Strategy):
    """Follows several branches and takes the most probable whole text; see ``ngpl.decoding.beam``."""

    beams: int = param(4, "branches followed at once; 1: greedy", low=1, high=64, step=1)
    length_penalty: float = param(
        1.0,
        "0: sum of log-probabilities, favours short texts; 1: their mean",
        low=0.0,
        high=3.0,
        step=0.1,
    )

    def run(self, task: Task) -> Events:
        return beam_search(task, int(self.beams), self.length_penalty)


STRATEGIES: dict[str, type[Strategy]] = {
    "greedy": Greedy,
    "sample": Sample,
    "top_k": TopKSampling,
    "top_p": TopPSampling,
    "min_p": MinPSampling,
    "beam": Beam,
}
