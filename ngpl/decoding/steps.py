"""The records that decoding yields. Log-probabilities and entropies are in nats, times in seconds."""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import dataclass
from time import perf_counter

import torch
from torch import Tensor

from ngpl.errors import RunError


@dataclass(frozen=True)
class Stage:
    """The likeliest candidates at one point of the way from the model to the choice.

    ``name`` is "model" for the model's own distribution, or the filter that was applied last. ``probs`` are
    renormalised over what the filter left; ``kept`` counts all tokens it left, also those not listed.
    """

    name: str
    ids: tuple[int, ...]
    probs: tuple[float, ...]
    kept: int


@dataclass(frozen=True)
class Step:
    """One chosen token.

    ``logprob``, ``rank`` (1: the most probable) and ``entropy`` are those of the model's own distribution, before any
    filter. ``seconds`` is what this token took; the first one's includes reading the prompt.
    """

    id: int
    logprob: float
    rank: int
    entropy: float
    stages: tuple[Stage, ...]
    seconds: float


@dataclass(frozen=True)
class Branch:
    """One candidate of beam search: the token ``id`` appended to branch ``parent`` of the level before.

    ``parent`` indexes ``BeamLevel.kept`` of that level, and is 0 at the first. ``logprob`` is the token's, ``total``
    the sum along the branch, ``score`` that sum after the length penalty. ``finished``: the token is a stop token.
    """

    parent: int
    id: int
    logprob: float
    total: float
    score: float
    finished: bool


@dataclass(frozen=True)
class BeamLevel:
    """One step of beam search: the branches that go on or finish, and the best of those cut off; both best first.

    Where some finish, others take their places, so more than ``beams`` may be kept. A branch that would have finished,
    but is not among the ``beams`` best of its level, is cut off.
    """

    kept: tuple[Branch, ...]
    pruned: tuple[Branch, ...]
    seconds: float


Event = Step | BeamLevel
Events = Generator[Event, None, None]


def logprobs_of(logits: Tensor) -> Tensor:
    """Log-probabilities along the last axis; ``RunError`` if the logits make no distribution."""
    logprobs = logits.log_softmax(-1)
    if any(math.isnan(x) for x in logprobs[..., :1].flatten().tolist()):  # one bad logit spoils its whole row
        raise RunError(
            "the model's logits make no distribution (NaN, +inf, or all -inf); the likely cause is a checkpoint of a "
            "diverged training run, or half precision that overflows: try float32"
        )
    return logprobs


def stage_of(name: str, logits: Tensor, top: int) -> Stage:
    """The ``top`` likeliest candidates of logits (V,); removed tokens (-inf) are never among them."""
    kept = int(torch.count_nonzero(logits > -math.inf))
    ids = logits.topk(min(top, kept)).indices
    return Stage(name, tuple(ids.tolist()), tuple(logits.softmax(-1)[ids].tolist()), kept)


def step_of(logprobs: Tensor, id: int, stages: tuple[Stage, ...], started: float) -> Step:
    """The record of choosing ``id`` from the model's log-probabilities (V,); ``started`` is a ``perf_counter`` time."""
    chosen = logprobs[id]
    rank = 1 + int((logprobs > chosen).sum())
    entropy = -float(logprobs.exp() @ logprobs.clamp(min=-1e4))  # 0 times -inf is 0 here
    return Step(id, float(chosen), rank, entropy, stages, perf_counter() - started)
