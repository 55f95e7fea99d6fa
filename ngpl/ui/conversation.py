"""Conversations of the chat tab: kept on the server, answered in batches, shown to the letter."""

from __future__ import annotations

import re
import secrets
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from time import perf_counter
from typing import Any

from ngpl.api import Generation, stream
from ngpl.chat import LAYOUTS, ChatPrompt, chat_prompt
from ngpl.config import Limits
from ngpl.decoding import Strategy
from ngpl.errors import InputError
from ngpl.hub import LanguageModel
from ngpl.spec import Checked, param
from ngpl.stopping import stop_ids

PACE = 0.04  # seconds between updates of the page
LONGEST_MESSAGE = 4_000  # characters
MOST_TURNS = 100
DRAWN = 1_000  # tokens of the prompt that are shown
NEW_SEEDS = 2**31 - 1


@dataclass(frozen=True)
class Turn:
    """One message; ``speaker`` is the model that wrote it."""

    role: str
    content: str
    speaker: str = ""


Conversation = tuple[Turn, ...]


@dataclass(frozen=True)
class Amount(Checked):
    """How long a reply may be, and what its chance hangs on."""

    new_tokens: int = param(100, "longest reply, in tokens", low=1)
    seed: int = param(0, "the same seed gives the same reply; 0: a new one each time", low=0, high=NEW_SEEDS)


@dataclass(frozen=True)
class Ask:
    """All that a reply depends on, besides the conversation."""

    lm: LanguageModel
    layout: str
    strategy: Strategy
    new_tokens: int
    seed: int

    @classmethod
    def of(cls, lm: LanguageModel, layout: str, strategy: Strategy, amount: Amount, limits: Limits) -> Ask:
        """With a seed of its own where none is given, and no longer than the app allows."""
        seed = int(amount.seed) or 1 + secrets.randbelow(NEW_SEEDS)
        return cls(lm, layout, strategy, min(int(amount.new_tokens), limits.new_tokens), seed)


def said(conversation: Conversation, message: str) -> Conversation:
    """The conversation with one more message of the visitor; ``InputError`` if either is too long."""
    if len(message) > LONGEST_MESSAGE:
        raise InputError(f"a message may have {LONGEST_MESSAGE:,} characters; this one has {len(message):,}")
    if len(conversation) >= MOST_TURNS:
        raise InputError(f"a conversation may have {MOST_TURNS} messages; clear it to start a new one")
    return (*conversation, Turn("user", message))


def up_to_user(conversation: Conversation, index: Any) -> Conversation:
    """The conversation up to the last message of the visitor at or before ``index``, that message included."""
    if type(index) is not int or not 0 <= index < len(conversation):
        raise InputError(f"there is no message {index!r}; the conversation has {len(conversation)}")
    users = [i for i, turn in enumerate(conversation[: index + 1]) if turn.role == "user"]
    return conversation[: users[-1] + 1] if users else ()


# What the Chatbot shows is HTML to it; only what would be read as a tag or a character reference is escaped.
TAG = re.compile(r"<(?=[A-Za-z/!?])")
REFERENCE = re.compile(r"&(?=[#\w])")


def escaped(text: str) -> str:
    return TAG.sub("&lt;", REFERENCE.sub("&amp;", text))


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&amp;", "&")


def text_of(content: Any) -> str:
    """The text of a message as the page sends it: a string, or parts with their texts."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else [content]
    return "".join(str(part.get("text") or "") if isinstance(part, dict) else str(part) for part in parts)


def bubbles(conversation: Conversation) -> list[dict[str, str]]:
    """What the Chatbot shows: the messages to the letter, those of a model under its name."""
    return [{"role": turn.role, "content": f"{_name(turn)}{escaped(turn.content)}"} for turn in conversation]


def _name(turn: Turn) -> str:
    return f'<small class="chat-speaker">{escaped(turn.speaker)}</small>' if turn.speaker else ""


@dataclass(frozen=True)
class Progress:
    """A reply on its way: the conversation so far, what the model read, and at the end how it went."""

    conversation: Conversation
    prompt: ChatPrompt
    generation: Generation | None = None


def answer(ask: Ask, conversation: Conversation, limits: Limits) -> Iterator[Progress]:
    """The reply to the last message, in batches; the first ``Progress`` comes before the model starts."""
    messages = [{"role": turn.role, "content": turn.content} for turn in conversation]
    prompt = chat_prompt(ask.lm.tokenizer, messages, ask.lm.model.context, ask.new_tokens, ask.layout)
    yield Progress(conversation, prompt)
    written = stream(
        ask.lm,
        prompt.ids,
        ask.strategy,
        max_new_tokens=ask.new_tokens,
        seed=ask.seed,
        stop=prompt.stop,
        deadline=limits.seconds,
    )
    turn = Turn("assistant", "", ask.lm.name)
    with closing(_batches(written)) as batches:
        while True:
            try:
                turn = replace(turn, content=turn.content + next(batches))
            except StopIteration as end:
                yield Progress((*conversation, turn), prompt, end.value)
                return
            yield Progress((*conversation, turn), prompt)


def _batches(written: Generator[str, None, Generation]) -> Generator[str, None, Generation]:
    """What was written in the meantime, every ``PACE`` seconds; returns what the stream returns."""
    waiting, last = "", perf_counter()
    with closing(written):
        while True:
            try:
                waiting += next(written)
            except StopIteration as end:
                if waiting:
                    yield waiting
                return end.value
            if perf_counter() - last >= PACE:
                yield waiting
                waiting, last = "", perf_counter()


def summary(ask: Ask, progress: Progress, limits: Limits) -> str:
    """One line on how a reply went: length, speed, seed and why it ended."""
    done = progress.generation
    if done is None:
        return f"{ask.lm.name} is writing …"
    speed = f"{len(done.ids)} tokens in {done.seconds:.1f} s, {done.tokens_per_second:.0f} a second"
    return f"{ask.lm.name} · {speed} · seed {ask.seed} · {_ending(ask, progress.prompt, done, limits)}"


def _ending(ask: Ask, prompt: ChatPrompt, done: Generation, limits: Limits) -> str:
    tokenizer = ask.lm.tokenizer
    if done.ids and done.ids[-1] in stop_ids(tokenizer):
        return f"ended by the model with `{tokenizer.label(done.ids[-1])}`"
    if len(done.ids) >= ask.new_tokens:
        return f"cut off after {ask.new_tokens} tokens, as set"
    if done.seconds >= 0.95 * limits.seconds:
        return f"cut off after {limits.seconds:g} seconds"
    return "ended before " + " or ".join(f"`{stop!r}`" for stop in prompt.stop)


def reading(ask: Ask, progress: Progress) -> dict[str, Any]:
    """What the model read, token by token, its reply after it, and what was left out; for the view and for copies."""
    tokenizer, prompt = ask.lm.tokenizer, progress.prompt
    ids = [*prompt.ids, *(progress.generation.ids if progress.generation else ())]
    shown = ids[-DRAWN:]
    special = set(tokenizer.specials.values())
    return {
        "tokens": [[id, tokenizer.label(id), id in special] for id in shown],
        "skipped": len(ids) - len(shown),
        "prompt": len(prompt.ids),
        "total": len(ids),
        "context": ask.lm.model.context,
        "layout": f"{ask.layout}: {LAYOUTS[ask.layout].about}",
        "cut": [[message["role"], message["content"]] for message in prompt.cut],
        "record": record(ask, progress.conversation),
    }


def record(ask: Ask, conversation: Sequence[Turn]) -> dict[str, Any]:
    """The conversation with all that it takes to have it again, as JSON."""
    settings = {"strategy": type(ask.strategy).__name__, **asdict(ask.strategy)}  # type: ignore[call-overload]
    last = {"model": ask.lm.name, "weights": ask.lm.hash, "layout": ask.layout, "settings": settings}
    amount = {"new_tokens": ask.new_tokens, "seed": ask.seed}
    return {"messages": [asdict(turn) for turn in conversation], "last_reply": last | amount}
