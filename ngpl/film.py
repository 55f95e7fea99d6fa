"""A text while a model goes on with it: where it looked and what it expected, step after step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from ngpl.api import DEFAULT_STRATEGY, LanguageModel, make_strategy
from ngpl.decoding import STRATEGIES, Step, Strategy, decode
from ngpl.decoding.sampling import through
from ngpl.errors import InputError, RunError
from ngpl.inspection import inspect, log_softmax
from ngpl.inspection.views import FilmView
from ngpl.spec import params_of
from ngpl.stopping import stop_ids

CANDIDATES = 8


def film(
    lm: LanguageModel,
    prompt: str | Sequence[int],
    strategy: str | Strategy = DEFAULT_STRATEGY,
    *,
    max_new_tokens: int = 30,
    seed: int = 0,
    deadline: float | None = None,
    top: int = CANDIDATES,
    **settings: Any,
) -> FilmView:
    """Continue ``prompt``, a text or ids, as ``ngpl.generate`` does, then look once at the whole text.

    One pass shows every step: it is causal, so a row is what it was when its token was the last one. ``top`` candidates
    are kept of each step. The text never outgrows the context; ``InputError`` if it leaves room for no token.
    """
    chosen = make_strategy(strategy, **settings)
    ids = lm.prompt(prompt) if isinstance(prompt, str) else list(prompt)
    amount = min(max_new_tokens, room_after(len(ids), lm.model.context))
    options: dict[str, Any] = {"seed": seed, "max_new_tokens": amount, "deadline": deadline, "top": 0}
    events = decode(lm.model, ids, chosen, stop=stop_ids(lm.tokenizer), **options)
    written = [event.id for event in events if isinstance(event, Step)]
    if not written:
        raise RunError("no token was written: the time ran out, or none was asked for")
    return look_back(lm, ids, written, chosen, top, seed)


def room_after(length: int, most: int) -> int:
    """How many tokens fit after ``length`` of at most ``most``; ``InputError`` if none does."""
    if length >= most:
        raise InputError(f"the text has {length} tokens and {most} are the most, so none can be added; shorten it")
    return most - length


def look_back(
    lm: LanguageModel, ids: list[int], written: list[int], strategy: Strategy, top: int, seed: int
) -> FilmView:
    """The film of a text ``ids`` after which a strategy has ``written`` so much."""
    whole = [*ids, *written]
    seen = inspect(lm.gpt, whole, lm.tokenizer.labels(whole))
    logits = seen.logits[len(ids) - 1 : -1]  # (N, V)
    logprobs = log_softmax(logits)
    own = np.take_along_axis(logprobs, np.array(written)[:, None], 1)  # (N, 1)
    best = candidates_of(logprobs, written, top)
    left = np.stack([filtered(strategy, row, whole[: len(ids) + t]) for t, row in enumerate(logits)])
    return FilmView(
        maps=seen.attention_view,
        prompt=len(ids),
        candidates=best,
        labels=tuple(tuple(lm.tokenizer.labels(row)) for row in best.tolist()),
        probs=np.exp(np.take_along_axis(logprobs, best, 1)),
        left=np.take_along_axis(left, best, 1),
        ranks=1 + (logprobs > own).sum(1),
        entropy=-(np.exp(logprobs) * logprobs).sum(1),
        how=described(strategy, seed),
    )


def candidates_of(logprobs: np.ndarray, written: list[int], top: int) -> np.ndarray:
    """The likeliest tokens ``(N, K)`` by log-probabilities ``(N, V)``; the one written takes the last place if it is
    not among them."""
    best = np.argsort(-logprobs, 1, kind="stable")[:, :top]
    missing = (best != np.array(written)[:, None]).all(1)
    best[missing, -1] = np.array(written)[missing]
    return best


def filtered(strategy: Strategy, logits: np.ndarray, ids: Sequence[int]) -> np.ndarray:
    """Probabilities ``(V,)`` after the filters of a strategy, for the token after ``ids``."""
    left, _ = through(strategy.filters(), torch.from_numpy(logits.copy()), ids, 0)
    return left.softmax(-1).numpy()


def described(strategy: Strategy, seed: int) -> str:
    """The strategy, its settings, and the seed: ``top_p (top_p 0.9, temperature 1, ...), seed 3``."""
    names = {cls: name for name, cls in STRATEGIES.items()}
    values = ", ".join(f"{p.name} {getattr(strategy, p.name):g}" for p in params_of(type(strategy)))
    return f"{names.get(type(strategy), type(strategy).__name__)} ({values}), seed {seed}"
