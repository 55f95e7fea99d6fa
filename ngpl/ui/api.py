"""What other programs may call: one endpoint for each tab's main action, answering what the command line does."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import gradio as gr

from ngpl import answers
from ngpl.api import Generation, make_strategy
from ngpl.api import generate as write
from ngpl.api import lens as look_through
from ngpl.chat import chat_prompt
from ngpl.decoding import STRATEGIES
from ngpl.errors import ConfigError
from ngpl.terms import MAX_TERMS
from ngpl.ui.context import Context
from ngpl.ui.errors import shown
from ngpl.ui.page import QUEUE
from ngpl.ui.tabs.decoding.prompt import read_prompt

MESSAGES = 200
LONGEST_NAME = 200  # characters of a token or a strategy
SEEDS = 2**31 - 1


def build(context: Context) -> None:
    """Add the endpoints to the page that is being built. An empty model name stands for the default model."""
    for endpoint in ENDPOINTS:
        gr.api(
            shown(bound(endpoint, context)),
            api_name=endpoint.__name__,
            concurrency_id=QUEUE,
            concurrency_limit=context.limits.concurrency,
        )


def bound(endpoint: Callable[..., Any], context: Context) -> Callable[..., Any]:
    """``endpoint`` without its first argument; ``ConfigError`` where another is not of the type declared."""
    hints = get_type_hints(endpoint)
    hints.pop("context")
    parameters = list(inspect.signature(endpoint).parameters.values())[1:]
    typed = [parameter.replace(annotation=hints[parameter.name]) for parameter in parameters]
    signature = inspect.Signature(typed, return_annotation=hints["return"])

    def checked(*args: Any) -> Any:
        for name, value in signature.bind(*args).arguments.items():
            kinds = get_args(hints[name]) if isinstance(hints[name], UnionType) else (hints[name],)
            if not isinstance(value, tuple(get_origin(kind) or kind for kind in kinds)):
                names = " or ".join(kind.__name__ for kind in kinds)
                raise ConfigError(f"{name} must be of type {names}, not {type(value).__name__}")
        return endpoint(context, *args)

    checked.__name__, checked.__doc__ = endpoint.__name__, endpoint.__doc__
    checked.__annotations__, checked.__signature__ = hints, signature  # type: ignore[attr-defined]
    return checked


def tokenize(context: Context, text: str, model: str = "") -> dict:
    """Ids and pieces of a text; places count bytes of UTF-8."""
    reading = context.read(named(context, model), text)
    return answers.tokens(reading.lm.tokenizer, reading.text)


def embeddings(context: Context, token: str, plus: list[str], minus: list[str], top: int = 10, model: str = "") -> dict:
    """Nearest neighbours of a token, or of a sum of tokens less others."""
    lm = context.model(named(context, model))
    added, taken = strings([token, *(plus or [])], "plus"), strings(minus or [], "minus")
    return answers.embeddings(lm, added, taken, at_most(top, 100, "top"))


def attention(context: Context, text: str, layer: int = 0, head: int = 0, model: str = "") -> dict:
    """The attention map of one head: rows are queries, columns keys."""
    view = context.inspect(context.read(named(context, model), text)).attention_view
    return answers.attention(view, layer, head)


def lens(context: Context, text: str, target: str = "", top: int = 5, model: str = "") -> dict:
    """What every layer would predict after each token of a text, and how probable the target is there; without one it
    is the most probable next token."""
    reading = context.read(named(context, model), text)
    wanted = strings([target], "target")[0] or None
    return answers.lens(reading.lm, look_through(reading.lm, reading.ids, wanted, top=at_most(top, 100, "top")))


def next_token(context: Context, text: str, top: int = 10, model: str = "") -> dict:
    """The most probable next tokens after a text."""
    prompt = read_prompt(context, named(context, model), text)
    return answers.candidates(prompt.lm, prompt.ids, at_most(top, 1000, "top")) | {"notes": list(prompt.notes)}


def generate(
    context: Context,
    prompt: str,
    strategy: str = "top_p",
    settings: dict | None = None,
    new_tokens: int = 100,
    seed: int = 0,
    model: str = "",
) -> dict:
    """Continue a text under one strategy; settings are its parameters, such as {"top_k": 5}."""
    return answers.generation(continued(context, model, prompt, strategy, settings, new_tokens, seed))


def compare(
    context: Context, prompt: str, strategies: list[str], new_tokens: int = 100, seed: int = 0, model: str = ""
) -> list:
    """Continue one text under several strategies."""
    names = strings(strategies, "strategies", most=len(STRATEGIES))
    share = context.limits.seconds / max(1, len(names))
    runs = {name: continued(context, model, prompt, name, None, new_tokens, seed, share) for name in names}
    return [{"strategy": name} | answers.generation(run) for name, run in runs.items()]


def chat(context: Context, messages: list[dict], new_tokens: int = 100, seed: int = 0, model: str = "") -> dict:
    """Reply to a conversation of {"role": ..., "content": ...}; a base model continues the text of it."""
    if not all(isinstance(message, dict) for message in messages):
        raise ConfigError('messages must be a list of {"role": ..., "content": ...}')
    said = [{"role": str(m.get("role", "user")), "content": str(m.get("content", ""))} for m in messages]
    at_most(len(said), MESSAGES, "the number of messages")
    at_most(sum(len(m["content"]) for m in said), context.limits.characters, "the number of characters")
    lm = context.model(named(context, model))
    prompt = chat_prompt(lm.tokenizer, said, lm.model.context, new_tokens)
    written = write(lm, prompt.ids, stop=prompt.stop, **limited(context, new_tokens, seed, context.limits.seconds))
    return {"role": "assistant", "content": written.text, "cut": len(prompt.cut)} | answers.generation(written)


ENDPOINTS = (tokenize, embeddings, attention, lens, next_token, generate, compare, chat)


def continued(
    context: Context,
    model: str,
    prompt: str,
    strategy: str,
    settings: dict | None,
    new_tokens: int,
    seed: int,
    seconds: float | None = None,
) -> Generation:
    """``prompt`` continued within the limits of the app; of a long one the end counts."""
    start = read_prompt(context, named(context, model), prompt)
    chosen = make_strategy(strategy, **{str(name): value for name, value in (settings or {}).items()})
    limits = limited(context, new_tokens, seed, seconds or context.limits.seconds)
    return replace(write(start.lm, start.ids, chosen, **limits), prompt=prompt)


def limited(context: Context, new_tokens: int, seed: int, seconds: float) -> dict[str, Any]:
    """What bounds one answer."""
    allowed = at_most(new_tokens, context.limits.new_tokens, "new_tokens")
    return {"max_new_tokens": allowed, "seed": at_most(seed, SEEDS, "seed"), "deadline": seconds}


def strings(values: list[str], what: str, most: int = MAX_TERMS) -> list[str]:
    """A list of short texts; ``ConfigError`` if it is anything else."""
    fits = isinstance(values, list) and all(isinstance(value, str) and len(value) <= LONGEST_NAME for value in values)
    if not fits or len(values) > most:
        raise ConfigError(f"{what} must be a list of at most {most} texts of at most {LONGEST_NAME} characters")
    return values


def named(context: Context, model: str) -> str:
    """A model on offer, with ``:type`` for weights of another type than the file's; by default the app's own."""
    name = model or context.settings.default_model
    context.offered(name)
    return name


def at_most(value: int, most: int, what: str) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise ConfigError(f"{what} must be a whole number from 0 to {most}, not {str(value)[:40]}")
    return value
