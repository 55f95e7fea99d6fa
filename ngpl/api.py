"""NanoGPL from Python: load a model, let it write, look inside. Also what the command line and the chat are made of."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from ngpl.causes import Prompt, ablate, attribute, ids_of, lens, patch_effects
from ngpl.decoding import STRATEGIES, Step, Strategy, decode
from ngpl.errors import ConfigError, InputError, choose
from ngpl.hub import LanguageModel, load
from ngpl.inspection import Inspection, as_they_are
from ngpl.inspection import difference as compare_passes
from ngpl.inspection import head_scores as score_heads
from ngpl.inspection import inspect as inspect_ids
from ngpl.inspection.views import AttentionView, DifferenceView, HeadScores
from ngpl.model import Probe
from ngpl.spec import params_of
from ngpl.stopping import StopText, stop_ids

__all__ = [
    "Generation",
    "Inspection",
    "LanguageModel",
    "ablate",
    "attribute",
    "difference",
    "generate",
    "head_scores",
    "inspect",
    "lens",
    "load",
    "make_strategy",
    "patch_effects",
    "stream",
]

DEFAULT_STRATEGY = "top_p"
OWN_TEXT = 256  # tokens that a model writes to have its heads scored


@dataclass(frozen=True)
class Generation:
    """What a model wrote. ``text`` follows ``prompt``; it ends before a special token or a stop text.

    ``ids`` are all tokens that were chosen, a special one at the end included; ``logprobs`` those of the model before
    any filter, in nats. ``seconds`` is the model's time, without that of whoever reads the stream.
    """

    prompt: str
    text: str
    ids: tuple[int, ...]
    logprobs: tuple[float, ...]
    seconds: float

    @property
    def tokens_per_second(self) -> float:
        return len(self.ids) / self.seconds if self.ids else 0.0


def generate(
    lm: LanguageModel,
    prompt: Prompt,
    strategy: str | Strategy = DEFAULT_STRATEGY,
    *,
    max_new_tokens: int = 100,
    seed: int = 0,
    stop: str | Sequence[str] = (),
    deadline: float | None = None,
    **settings: Any,
) -> Generation:
    """Continue ``prompt``, a text or ids; the same arguments give the same text.

    ``strategy`` is a name of ``ngpl.decoding.STRATEGIES``, with its ``settings`` (``top_k=5``), or an instance. The
    text ends at a special token, before a text of ``stop``, or after ``max_new_tokens`` tokens or ``deadline`` seconds.
    Of a prompt longer than the model's context the last tokens count; an empty one stands for the
    token that begins a text; a model without one starts as ``Tokenizer.start_id`` says.
    """
    run = stream(
        lm, prompt, strategy, max_new_tokens=max_new_tokens, seed=seed, stop=stop, deadline=deadline, **settings
    )
    return exhaust(run, lambda piece: None)


def exhaust(run: Generator[str, None, Generation], do: Callable[[str], object]) -> Generation:
    """Call ``do`` with every piece of a ``stream``; returns what the stream returns."""
    while True:
        try:
            do(next(run))
        except StopIteration as end:
            return end.value


def stream(
    lm: LanguageModel,
    prompt: Prompt,
    strategy: str | Strategy = DEFAULT_STRATEGY,
    *,
    max_new_tokens: int = 100,
    seed: int = 0,
    stop: str | Sequence[str] = (),
    deadline: float | None = None,
    **settings: Any,
) -> Generator[str, None, Generation]:
    """As ``generate``, but yields the text piece by piece as it is written; the pieces never end within a character.

    The generator's return value (``StopIteration.value``) is the ``Generation``. Beam search decides at its end, so its
    text comes all at once. Closing the generator stops the work. Bad arguments raise here, not at the first piece.
    """
    chosen = make_strategy(strategy, **settings)
    ids = lm.prompt(prompt) if isinstance(prompt, str) else list(prompt)
    written = prompt if isinstance(prompt, str) else lm.decode(ids)
    events = decode(
        lm.model,
        ids,
        chosen,
        seed=seed,
        max_new_tokens=max_new_tokens,
        stop=stop_ids(lm.tokenizer),
        top=0,
        deadline=deadline,
    )
    return _written(lm, written, ids, events, StopText([stop] if isinstance(stop, str) else stop))


def _written(
    lm: LanguageModel, prompt: str, ids: list[int], events: Generator[Any, None, None], ending: StopText
) -> Generator[str, None, Generation]:
    decoder = lm.tokenizer.stream()
    for id in ids:
        decoder.push(id)  # so that a space between prompt and text is not lost
    steps: list[Step] = []
    texts: list[str] = []
    seconds, started = 0.0, perf_counter()
    with closing(events):
        for event in events:
            seconds += perf_counter() - started
            if isinstance(event, Step):
                steps.append(event)
                text = ending.push(decoder.push(event.id))
                if text:
                    texts.append(text)
                    yield text
            if ending.found:
                break
            started = perf_counter()
    text = ending.push(decoder.flush()) + ending.flush()
    if text:
        texts.append(text)
        yield text
    chosen = tuple(step.id for step in steps)
    return Generation(prompt, "".join(texts), chosen, tuple(step.logprob for step in steps), seconds)


def make_strategy(strategy: str | Strategy, **settings: Any) -> Strategy:
    """A strategy by name with its settings; ``ConfigError`` names a setting that it does not have, and those it has."""
    if isinstance(strategy, Strategy):
        if settings:
            raise ConfigError(
                f"{', '.join(settings)} cannot be set beside a strategy that is made; give its name instead"
            )
        return strategy
    cls = choose(STRATEGIES, strategy, "strategy")
    own = [p.name for p in params_of(cls)]
    foreign = [name for name in settings if name not in own]
    if foreign:
        raise ConfigError(f"strategy {strategy} has no {', '.join(foreign)}; it has: {', '.join(own)}")
    return cls(**settings)


def inspect(lm: LanguageModel, text: Prompt, probe: Probe | None = None) -> Inspection:
    """One pass over ``text`` (or ids) with everything it did, as numpy: see ``Inspection``.

    ``InputError`` if there is no token, or if there are more than the model's context.
    """
    ids = ids_of(lm, text)
    return inspect_ids(lm.gpt, ids, lm.tokenizer.labels(ids), probe)


def difference(
    lm: LanguageModel,
    text: Prompt,
    second: Prompt | None = None,
    other: LanguageModel | None = None,
    derive: Callable[[AttentionView], AttentionView] = as_they_are,
) -> DifferenceView:
    """What changes with a ``second`` text of as many tokens, or with another model of the same tokenizer, or both.

    ``derive`` makes of both passes' maps what is compared. ``InputError`` for what cannot be laid side by side.
    """
    if other is not None and other.tokenizer.vocab() != lm.tokenizer.vocab():
        raise InputError(f"{lm.name} and {other.name} have other tokenizers, so their tokens cannot be compared")
    ids = ids_of(lm, text)
    first, then = inspect(lm, ids), inspect(other or lm, ids if second is None else second)
    return compare_passes(first, then, derive, sides_of(lm, second is not None, other))


def sides_of(lm: LanguageModel, texts: bool, other: LanguageModel | None) -> tuple[str, str]:
    """What the two sides of a difference are called: by their texts, their models, or both."""
    sides = ("the first text", "the second text")
    if other is None:
        return sides
    a, b = (Path(model.name).name.removesuffix(".gpl") for model in (lm, other))
    return (f"{a} on {sides[0]}", f"{b} on {sides[1]}") if texts else (a, b)


def head_scores(lm: LanguageModel, texts: Sequence[Prompt] = (), *, seed: int = 0) -> HeadScores:
    """How strongly each head follows known patterns, on random tokens and on ``texts``: see ``HeadScores``.

    Each text follows the token that begins one, and its first tokens count, as many as the context holds. Without a
    text, the model writes its own: that is natural to every model, and the same for a seed.
    """
    words = lm.tokenizer
    given = [words.encode(text) if isinstance(text, str) else list(text) for text in texts]
    length = min(lm.model.context, OWN_TEXT) - 1
    own = given or [list(generate(lm, "", max_new_tokens=length, seed=seed).ids)]
    strange = {*words.specials.values(), *words.unused}
    vocabulary = [id for id in range(lm.config.vocab_size) if id not in strange]
    return score_heads(lm.gpt, vocabulary, words.start_id, [[words.start_id, *ids] for ids in own], seed)
