"""What other programs may call: one endpoint for each tab's main action, answering what the command line does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from ngpl import answers
from ngpl.api import generate as write
from ngpl.chat import chat_prompt
from ngpl.errors import ConfigError
from ngpl.ui.context import Context
from ngpl.ui.errors import shown
from ngpl.ui.page import QUEUE

MESSAGES = 200


def build(context: Context) -> None:
    """Add the endpoints to the page that is being built. An empty model name stands for the default model."""
    for endpoint in endpoints(context):
        gr.api(
            shown(endpoint),
            api_name=endpoint.__name__,
            concurrency_id=QUEUE,
            concurrency_limit=context.limits.concurrency,
        )


def endpoints(context: Context) -> list[Callable[..., Any]]:
    """The endpoints, bound to one app. Their names, types and docstrings are their documentation."""

    def tokenize(text: str, model: str = "") -> dict:
        """Ids and pieces of a text; places count bytes of UTF-8."""
        reading = context.read(named(context, model), text)
        return answers.tokens(reading.lm.tokenizer, reading.text)

    def embeddings(token: str, plus: list[str], minus: list[str], top: int = 10, model: str = "") -> dict:
        """Nearest neighbours of a token, or of a sum of tokens less others."""
        lm = context.model(named(context, model))
        return answers.embeddings(lm, [token, *(plus or [])], minus or [], at_most(top, 100, "top"))

    def attention(text: str, layer: int = 0, head: int = 0, model: str = "") -> dict:
        """The attention map of one head: rows are queries, columns keys."""
        view = context.inspect(context.read(named(context, model), text)).attention_view
        return answers.attention(view, layer, head)

    def next_token(text: str, top: int = 10, model: str = "") -> dict:
        """The most probable next tokens after a text."""
        reading = context.read(named(context, model), text)
        return answers.candidates(reading.lm, reading.lm.prompt(reading.text), at_most(top, 1000, "top"))

    def generate(
        prompt: str,
        strategy: str = "top_p",
        settings: dict | None = None,
        new_tokens: int = 100,
        seed: int = 0,
        model: str = "",
    ) -> dict:
        """Continue a text under one strategy; settings are its parameters, such as {"top_k": 5}."""
        return answers.generation(continued(context, model, prompt, strategy, settings, new_tokens, seed))

    def compare(prompt: str, strategies: list[str], new_tokens: int = 100, seed: int = 0, model: str = "") -> list:
        """Continue one text under several strategies."""
        names = strategies[: at_most(len(strategies), 8, "strategies")]
        runs = {name: continued(context, model, prompt, name, None, new_tokens, seed) for name in names}
        return [{"strategy": name} | answers.generation(run) for name, run in runs.items()]

    def chat(messages: list[dict], new_tokens: int = 100, seed: int = 0, model: str = "") -> dict:
        """Reply to a conversation of {"role": ..., "content": ...}; a base model continues the text of it."""
        at_most(len(messages), MESSAGES, "messages")
        lm = context.model(named(context, model))
        said = [{"role": str(m.get("role", "user")), "content": str(m.get("content", ""))} for m in messages]
        prompt = chat_prompt(lm.tokenizer, said, lm.model.context, new_tokens)
        written = write(lm, prompt.ids, stop=prompt.stop, **limited(context, new_tokens, seed))
        return {"role": "assistant", "content": written.text, "cut": len(prompt.cut)} | answers.generation(written)

    return [tokenize, embeddings, attention, next_token, generate, compare, chat]


def continued(
    context: Context, model: str, prompt: str, strategy: str, settings: dict | None, new_tokens: int, seed: int
) -> Any:
    lm = context.model(named(context, model))
    kept = prompt[: context.limits.characters]
    return write(lm, kept, strategy, **(settings or {}), **limited(context, new_tokens, seed))


def limited(context: Context, new_tokens: int, seed: int) -> dict[str, Any]:
    """What bounds one answer."""
    allowed = at_most(new_tokens, context.limits.new_tokens, "new_tokens")
    return {"max_new_tokens": allowed, "seed": seed, "deadline": context.limits.seconds}


def named(context: Context, model: str) -> str:
    """A model on offer: others cannot be named from outside."""
    name = model or context.settings.default_model
    if context.settings.offer(name) is None:
        offers = ", ".join(offer.name for offer in context.settings.models)
        raise ConfigError(f"model {name!r} is not on offer; there are: {offers}")
    return name


def at_most(value: int, most: int, what: str) -> int:
    if not 0 <= value <= most:
        raise ConfigError(f"{what} must be from 0 to {most}, not {value}")
    return value
