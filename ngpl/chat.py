"""From a conversation to the ids that the model's reply goes on from.

A chat model is prompted in the form of its template. A base model was never taught to converse, so it is prompted as
what it is: the messages stand one after the other as one text, which it continues. One that was trained on dialogues
written out as ``User: ...`` and ``Assistant: ...`` can be prompted with such a transcript instead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ngpl.errors import InputError, choose
from ngpl.tokenizers import Tokenizer

Message = dict[str, str]  # role: system, user or assistant; content


@dataclass(frozen=True)
class Layout:
    """A way to write a conversation down. ``stop``: texts at which the reply is over."""

    encode: Callable[[Tokenizer, Sequence[Message]], list[int]]
    stop: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True)
class ChatPrompt:
    """``ids`` to go on from, and what did not fit: ``cut`` holds the oldest messages, or the start of the last one."""

    ids: list[int]
    cut: tuple[Message, ...] = ()
    stop: tuple[str, ...] = ()


def _template(tokenizer: Tokenizer, messages: Sequence[Message]) -> list[int]:
    return tokenizer.render_chat(messages)


def _continuation(tokenizer: Tokenizer, messages: Sequence[Message]) -> list[int]:
    """A reply follows its message directly, as it was written; the next message starts a line."""
    parts = [message["content"] + "\n" * (message["role"] != "user") for message in messages]
    return tokenizer.encode("".join(parts), bos=True)


def _transcript(tokenizer: Tokenizer, messages: Sequence[Message]) -> list[int]:
    lines = [f"{message['role'].capitalize()}: {message['content'].strip()}\n" for message in messages]
    return tokenizer.encode("".join([*lines, "Assistant:"]), bos=True)


LAYOUTS: dict[str, Layout] = {
    "template": Layout(_template, (), "the chat template that the model was trained with"),
    "continuation": Layout(_continuation, (), "one text that the model continues; for base models"),
    "transcript": Layout(_transcript, ("\nUser:",), "User: and Assistant: lines; for base models that know dialogues"),
}


def layout_for(tokenizer: Tokenizer) -> str:
    """The layout that suits a model: its template if it is a chat model, else a continuation."""
    return "template" if tokenizer.chat_template else "continuation"


def chat_prompt(
    tokenizer: Tokenizer,
    messages: Sequence[Message],
    context: int | None = None,
    reserve: int = 0,
    layout: str = "",
) -> ChatPrompt:
    """The prompt for the reply to ``messages``, at most ``context - reserve`` tokens long (but half of it at least).

    The oldest turns are left out first, a system message last; if the last message alone is too long, so is its start.
    """
    if not messages:
        raise InputError("a conversation needs at least one message")
    chosen = choose(LAYOUTS, layout or layout_for(tokenizer), "layout")
    room = None if context is None else max(context - reserve, context // 2, 1)

    def fits(kept: Sequence[Message]) -> bool:
        return room is None or len(chosen.encode(tokenizer, kept)) <= room

    shorter = _shorter(list(messages))
    first = bisect_left(range(len(shorter) - 1), True, key=lambda n: fits(shorter[n][0]))
    kept, cut = shorter[first]
    if not fits(kept):
        cut.append(_clip(kept, fits))
    ids = chosen.encode(tokenizer, kept)
    return ChatPrompt(ids if room is None else ids[-room:], tuple(cut), chosen.stop)


def _shorter(messages: list[Message]) -> list[tuple[list[Message], list[Message]]]:
    """The conversation with ever more of its oldest turns left out, down to one message: what is kept, what is cut."""
    kept, cut = list(messages), list[Message]()
    found = [(list(kept), list(cut))]
    while len(kept) > 1:
        cut += _drop_turn(kept)
        found.append((list(kept), list(cut)))
    return found


def _drop_turn(kept: list[Message]) -> list[Message]:
    """Take the oldest message out of ``kept``, with the replies to it; a system message only if all others are gone."""
    start = 1 if kept[0]["role"] == "system" and len(kept) > 2 else 0
    end = start + 1
    while end < len(kept) - 1 and kept[end]["role"] == "assistant":
        end += 1
    dropped = kept[start:end]
    del kept[start:end]
    return dropped


def _clip(kept: list[Message], fits: Callable[[Sequence[Message]], bool]) -> Message:
    """Shorten the only message from its start until it fits; returns what was taken away."""
    message = kept[0]
    content = message["content"]
    away = bisect_left(range(len(content)), True, key=lambda n: fits([message | {"content": content[n:]}]))
    kept[0] = message | {"content": content[away:]}
    return message | {"content": content[:away]}
