"""Decode with one strategy, compare several, or look at the filters alone. Ids in, records out: no text in sight."""

from __future__ import annotations

import math
from collections.abc import Collection, Generator, Mapping, Sequence
from time import perf_counter

from torch import Tensor

from ngpl.decoding.sampling import Task, through
from ngpl.decoding.steps import Event, Events, Stage
from ngpl.decoding.strategies import Strategy
from ngpl.decoding.window import Model
from ngpl.errors import InputError


def decode(
    model: Model,
    ids: Sequence[int],
    strategy: Strategy,
    *,
    seed: int = 0,
    max_new_tokens: int = 100,
    stop: Collection[int] = (),
    top: int = 10,
    deadline: float | None = None,
) -> Events:
    """Continue ``ids`` with ``model``, in evaluation mode; yield what happens as it happens.

    Token by token a ``Step``; beam search yields a ``BeamLevel`` a level and at the end the steps of the best branch.
    A token of ``stop`` ends the text and is itself the last step. ``top`` candidates are listed for every filter; 0
    lists none and is fastest. ``deadline`` seconds after this call the text ends where it is. Closing the generator
    stops the work.

    Of a prompt longer than the model's context the last tokens count; a text that outgrows the context goes on with the
    last three quarters of it (see ``Window``).

    Raises ``InputError`` at the call if an argument is out of bounds, and ``RunError`` while decoding if the model's
    logits make no distribution.
    """
    _check(ids, seed, max_new_tokens, top)
    until = math.inf if deadline is None else perf_counter() + deadline
    return strategy.run(Task(model, tuple(ids), int(seed), int(max_new_tokens), frozenset(stop), int(top), until))


def compare(
    model: Model,
    ids: Sequence[int],
    strategies: Mapping[str, Strategy],
    *,
    seed: int = 0,
    max_new_tokens: int = 100,
    stop: Collection[int] = (),
    top: int = 10,
    deadline: float | None = None,
) -> Generator[tuple[str, Event], None, None]:
    """Continue ``ids`` under several strategies, one event of each in turns; yield (name, event). See ``decode``."""
    runs = {
        name: decode(
            model, ids, strategy, seed=seed, max_new_tokens=max_new_tokens, stop=stop, top=top, deadline=deadline
        )
        for name, strategy in strategies.items()
    }
    return in_turns(runs)


def in_turns(runs: Mapping[str, Events]) -> Generator[tuple[str, Event], None, None]:
    """One event of each run in turns, with its name; closing the generator closes the runs."""
    going = dict(runs)
    try:
        while going:
            for name, run in list(going.items()):
                event = next(run, None)
                if event is None:
                    del going[name]
                else:
                    yield name, event
    finally:
        for run in runs.values():
            run.close()


def filter_stages(logits: Tensor, ids: Sequence[int], strategy: Strategy, top: int) -> tuple[Stage, ...]:
    """The candidates for the token after ``ids`` before and after each filter, from logits (V,) without a new pass."""
    return through(strategy.filters(), logits.detach().float().cpu(), ids, top)[1]


def _check(ids: Sequence[int], seed: int, max_new_tokens: int, top: int) -> None:
    if not len(ids):
        raise InputError("the prompt has no tokens; to write from nothing start with <BOS>")
    if not 0 <= seed < 2**63:
        raise InputError(f"seed must be from 0 to {2**63 - 1}, not {seed!r}")
    for name, value in (("max_new_tokens", max_new_tokens), ("top", top)):
        if value < 0:
            raise InputError(f"{name} must be at least 0, not {value!r}")
