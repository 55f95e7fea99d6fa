"""One prompt continued under several strategies at once: one stream of messages to the view."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from time import perf_counter, time_ns
from typing import Any

from ngpl.decoding import FILTERS, STRATEGIES, Event, Strategy, compare
from ngpl.errors import InputError, NGPLError, choose
from ngpl.spec import Checked, Param, check, param, params_of
from ngpl.stopping import stop_ids
from ngpl.ui.context import Context
from ngpl.ui.tabs.decoding.adapter import adapted
from ngpl.ui.tabs.decoding.events import Column, ids_of, repeated_run
from ngpl.ui.tabs.decoding.prompt import Prompt, read_prompt

MOST_BEAMS = 8  # every beam is a row of the batch, and one or two on the page
CANDIDATES = 6  # listed for every filter of every token
PACE = 0.04  # seconds between messages

Messages = Generator[dict[str, Any], None, None]
Runs = Generator[tuple[str, Event], None, None]


@dataclass(frozen=True)
class Amount(Checked):
    """What all columns share."""

    seed: int = param(0, "the same seed gives the same text", low=0, high=2**31 - 1)
    new_tokens: int = param(60, "longest continuation, in tokens", low=1)


def title(name: str) -> str:
    return name.replace("_", "-")


def settings_of(name: str) -> tuple[Param, ...]:
    """The parameters of strategy ``name`` as the page offers them."""
    params = params_of(choose(STRATEGIES, name, "strategy"))
    return tuple(replace(p, high=MOST_BEAMS) if p.name == "beams" else p for p in params)


def strategies_of(names: Sequence[str] | None, values: Sequence[Any]) -> dict[str, Strategy]:
    """The strategies called ``names`` in the page's order, set to ``values``: those of all sliders, in order."""
    names = names or []
    if not names:
        raise InputError(f"choose at least one strategy: {', '.join(map(title, STRATEGIES))}")
    for name in names:
        choose(STRATEGIES, name, "strategy")
    left, found = iter(values), {}
    for name, cls in STRATEGIES.items():
        settings = {p: next(left, p.default) for p in settings_of(name)}
        if name in names:
            for p, value in settings.items():
                check(p, value)
            found[name] = cls(**{p.name: value for p, value in settings.items()})
    return found


def settings_line(strategy: Strategy) -> str:
    """What a strategy is set to, without the filters that are off."""
    off = {p.name: p.default for kind in FILTERS.values() for p in params_of(kind)}
    values = {p: getattr(strategy, p.name) for p in params_of(type(strategy))}
    parts = [f"{p.label.lower()} {value:g}" for p, value in values.items() if off.get(p.name) != value]
    return " · ".join(parts) or "no filters"


def write(
    context: Context,
    model: str,
    text: str,
    adapter: str | None,
    strength: Any,
    names: list[str],
    seed: Any,
    new_tokens: Any,
    *values: Any,
) -> Messages:
    """Continue the text under all strategies; yield messages to the view, at most one every ``PACE`` seconds.

    The first names the columns, the others add to them. The model takes ``strength`` times what its ``adapter`` adds;
    ``values`` are those of all sliders, in order.
    """
    strategies = strategies_of(names, values)
    amount = amount_of(context, seed, new_tokens)
    prompt = adapted(context, model, read_prompt(context, model, text), adapter, strength)
    run = {"run": str(time_ns())}
    columns = {name: {"title": title(name), "settings": settings_line(s)} for name, s in strategies.items()}
    repeated = repeated_run(prompt.lm.tokenizer.kind)
    yield run | {"columns": columns, "prompt": prompt.shown(), "seed": amount.seed, "repeated": repeated}
    try:
        with closing(batches(prompt, strategies, amount, context.limits.seconds)) as messages:
            for message in messages:
                yield run | message
    except NGPLError as error:
        yield run | {"failed": str(error)}
        raise


def amount_of(context: Context, seed: Any, new_tokens: Any) -> Amount:
    """Seed and length as asked for; of more tokens than the app allows, as many as it does."""
    amount = Amount(*(p.default if value is None else value for p, value in zip(params_of(Amount), (seed, new_tokens))))
    most = context.limits.new_tokens
    return replace(amount, seed=int(amount.seed), new_tokens=min(int(amount.new_tokens), most))


@dataclass
class Batch:
    """Collects events until they are sent, and the labels of tokens that the view has not been told yet."""

    label: Callable[[int], str]
    events: list[list[Any]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    told: set[int] = field(default_factory=set)
    number: int = 0
    sent: float = field(default_factory=perf_counter)

    def add(self, name: str, message: dict[str, Any]) -> None:
        self.events.append([name, message])
        for id in ids_of(message) - self.told:
            self.labels[str(id)] = self.label(id)
            self.told.add(id)

    def due(self) -> bool:
        return perf_counter() - self.sent >= PACE

    def take(self) -> dict[str, Any]:
        message = {"number": self.number, "events": self.events, "labels": self.labels}
        self.events, self.labels = [], {}
        self.number, self.sent = self.number + 1, perf_counter()
        return message


def batches(prompt: Prompt, strategies: dict[str, Strategy], amount: Amount, seconds: float) -> Messages:
    """The messages of one model's strategies: see ``batched``."""
    events = compare(prompt.lm.model, prompt.ids, strategies, **asked(prompt, amount, seconds))
    return batched(prompt, events, list(strategies), amount)


def asked(prompt: Prompt, amount: Amount, seconds: float) -> dict[str, Any]:
    """What is asked of ``decode``, besides the strategy."""
    length = {"seed": amount.seed, "max_new_tokens": amount.new_tokens, "deadline": seconds}
    return length | {"stop": stop_ids(prompt.lm.tokenizer), "top": CANDIDATES}


def batched(prompt: Prompt, events: Runs, names: Sequence[str], amount: Amount) -> Messages:
    """Messages ``{"number", "events": [[name, event], ...], "labels": {id: label}}``; the last says ``done``."""
    words = prompt.lm.tokenizer
    batch = Batch(words.label)
    columns = {name: Column(words, prompt.ids, stop_ids(words), amount.new_tokens) for name in names}
    with closing(events):
        for name, event in events:
            batch.add(name, columns[name].message(event))
            if columns[name].full:
                batch.add(name, columns.pop(name).end())
            if batch.due():
                yield batch.take()
    for name, column in columns.items():
        batch.add(name, column.end())
    yield batch.take() | {"done": True}
