"""What changes when a part of the model is taken out, or put in from another text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class AblationView:
    """``change`` ``(L, H)``: log-probability (nats) of the token ``target`` after ``ids`` with one head off, less
    ``logprob``, that with all heads on. Negative: the head speaks for the target.

    ``mode`` is the name of an ablation, and ``about`` says what it puts in the place of a head's output: zeros, or at
    every position its mean over the positions of the text.
    """

    change: np.ndarray
    logprob: float
    target: int
    mode: str
    ids: tuple[int, ...]
    about: str

    def strongest(self, n: int) -> list[tuple[int, int]]:
        """The ``n`` heads ``(layer, head)`` that change most, in either direction."""
        order = np.argsort(-np.abs(self.change), axis=None, kind="stable")[:n].tolist()
        return [divmod(place, self.change.shape[1]) for place in order]


@dataclass(frozen=True)
class WithoutView:
    """Tokens that may come after ``ids``: their probabilities with all heads, ``before``, and without ``heads`` (layer,
    head), ``after``, both ``(K,)``. ``mode`` and ``about`` as in ``AblationView``."""

    candidates: tuple[int, ...]
    before: np.ndarray
    after: np.ndarray
    heads: tuple[tuple[int, int], ...]
    mode: str
    ids: tuple[int, ...]
    about: str


@dataclass(frozen=True)
class PatchView:
    """``restored`` ``(L, T)``: the share of what tells the clean text's prediction from the corrupt one's that returns
    when the clean activation of one layer and position is put into the corrupt run. 0: nothing, 1: all of it.

    What is measured is the logit of ``target`` less that of ``against``, or the log-probability of ``target`` where
    ``against`` is ``None``: ``clean`` and ``corrupt`` in the two runs. ``stage`` names the kind of activation, and
    ``about`` says what that is.
    """

    restored: np.ndarray
    clean: float
    corrupt: float
    clean_ids: tuple[int, ...]
    corrupt_ids: tuple[int, ...]
    target: int
    against: int | None
    stage: str
    about: str
