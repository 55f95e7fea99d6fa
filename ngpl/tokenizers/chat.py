"""Conversations: a Jinja template as on the Hub turns messages into one text, and that into ids.

No content can inject a marker. Before rendering, every character of a content that occurs in a special token is
exchanged for one that occurs nowhere else; special tokens are then looked for in what the template wrote; last, the
contents get their characters back. Templates that trim or measure a content still do what they mean to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ngpl.errors import ConfigError, TextError

if TYPE_CHECKING:
    from ngpl.tokenizers.tokenizer import Tokenizer

Messages = Sequence[Mapping[str, str]]

FILE = "chat_template.jinja"  # its name on the Hub
ROLES = ("system", "user", "assistant")
ROLE_MARKERS = ("<|system|>", "<|user|>", "<|assistant|>", "<|end|>")
TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}<|{{ message.role }}|>{{ message.content }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)

PRIVATE = range(0xF0000, 0xFFFFE)  # characters without a meaning of their own (Unicode, private use plane 15)
FAILURES = (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


def default_template(specials: Iterable[str]) -> str | None:
    """Our template if the role markers are there to write it with."""
    return TEMPLATE if set(ROLE_MARKERS) <= set(specials) else None


def render(tokenizer: Tokenizer, messages: Messages, reply: bool) -> list[int]:
    """The ids of a conversation: markers where the template writes them, plain text everywhere else.

    ``TextError`` for messages that are none, ``ConfigError`` for a template that is missing or fails.
    """
    write, reveal = _writer(tokenizer, messages)
    return _ids(tokenizer, write(len(messages), reply), reveal)


def render_counted(tokenizer: Tokenizer, conversations: Iterable[Messages]) -> list[tuple[list[int], list[bool]]]:
    """The ids of whole conversations, and which of them a model has to say: what its template adds to the prompt for
    a reply once the reply is there, up to the last special token of that. In our template these are the content and
    ``<|end|>``.

    Ours is put together directly, all contents encoded at once. In another the replies are found by rendering the
    conversation up to each, with the prompt for it and with it: slower, and as exact. ``ConfigError`` if the template
    writes a reply otherwise later on, as one does that changes older turns: it cannot be said then what was learned.
    """
    conversations = list(conversations)
    if tokenizer.chat_template == TEMPLATE and set(ROLE_MARKERS) <= set(tokenizer.specials):
        return list(_spoken(tokenizer, conversations))
    return [_found(tokenizer, messages) for messages in conversations]


def _spoken(tokenizer: Tokenizer, conversations: list[Messages]) -> Iterator[tuple[list[int], list[bool]]]:
    """``render_counted`` for our template."""
    turns = [[_turn(message) for message in messages] for messages in conversations]
    contents = iter(tokenizer.encode_batch([content for turn in turns for _, content in turn]))
    markers = tokenizer.specials
    for conversation in turns:
        ids, counted = [tokenizer.bos_id], [False]
        for role, _ in conversation:
            said = [*next(contents), markers["<|end|>"]]
            ids += [markers[f"<|{role}|>"], *said]
            counted += [False, *[role == "assistant"] * len(said)]
        yield ids, counted


def _found(tokenizer: Tokenizer, messages: Messages) -> tuple[list[int], list[bool]]:
    """``render_counted`` for any template. A token that reaches over the edge of a reply belongs to what follows."""
    write, reveal = _writer(tokenizer, messages)
    whole = write(len(messages), False)
    ids = _ids(tokenizer, whole, reveal)
    counted = [False] * len(ids)
    for n, message in enumerate(messages):
        if message["role"] == "assistant":
            edges = _span(tokenizer, write, n, whole)
            first, last = (_shared(ids, _ids(tokenizer, whole[:edge], reveal)) for edge in edges)
            counted[first:last] = [True] * (last - first)
    return ids, counted


def _span(tokenizer: Tokenizer, write: Callable[[int, bool], str], n: int, whole: str) -> tuple[int, int]:
    """From where to where in ``whole`` message ``n`` is what the assistant has to say."""
    prompt, said = write(n, True), write(n + 1, False)
    ends = [found.end() for found in _markers(tokenizer).finditer(said, len(prompt))]
    end = ends[-1] if ends else len(said)
    if not (said.startswith(prompt) and whole.startswith(said[:end])):
        raise ConfigError(
            f"where the reply in message {n + 1} stands cannot be told: the chat template writes a conversation "
            "otherwise than its parts; train with roles instead, or load a template that only adds to what it wrote"
        )
    return len(prompt), end


def _shared(ids: list[int], others: list[int]) -> int:
    """How many ids two lists begin with together."""
    pairs = enumerate(zip(ids, others, strict=False))
    return next((i for i, (one, other) in pairs if one != other), min(len(ids), len(others)))


def _writer(tokenizer: Tokenizer, messages: Messages) -> tuple[Callable[[int, bool], str], dict[int, int]]:
    """What renders the first ``n`` messages, contents disguised, up to a reply or not; and what undoes the disguise."""
    template = tokenizer.chat_template
    if not template:
        raise ConfigError("this tokenizer has no chat template; train it with roles, or load its chat_template.jinja")
    turns = [_turn(message) for message in messages]
    disguise = _disguise(tokenizer, [content for _, content in turns])
    hidden = [{"role": role, "content": content.translate(disguise)} for role, content in turns]
    names = {f"{role}_token": _name(tokenizer, role) for role in ("bos", "eos", "pad", "unk")}

    def write(n: int, reply: bool) -> str:
        return _text(template, messages=hidden[:n], add_generation_prompt=reply, **names)

    return write, {new: old for old, new in disguise.items()}


def _turn(message: Mapping[str, str]) -> tuple[str, str]:
    """Role and content of one message, checked."""
    role, content = message.get("role"), message.get("content")
    if role not in ROLES:
        raise TextError(f"a message has the role {role!r}; it may be one of {', '.join(ROLES)}")
    if not isinstance(content, str):
        raise TextError(f"the content of a message must be a str, not {type(content).__name__}")
    return role, content


def _disguise(tokenizer: Tokenizer, contents: Sequence[str]) -> dict[int, int]:
    """For every character of a special token, but white space, a private one that neither side uses."""
    spelled = {ord(char) for name in tokenizer.specials for char in name if not char.isspace()}
    taken = set(map(ord, "".join([tokenizer.chat_template or "", *tokenizer.specials, *contents])))
    free = (code for code in PRIVATE if code not in taken)
    return dict(zip(sorted(spelled), free, strict=False))


def _name(tokenizer: Tokenizer, role: str) -> str:
    return tokenizer.label(getattr(tokenizer, f"{role}_id"))


def _text(template: str, **values: object) -> str:
    """The template rendered in a sandbox; ``ConfigError`` with the likely cause if it fails."""
    try:
        return _compiled(template).render(values)
    except jinja2.TemplateSyntaxError as error:
        raise ConfigError(f"the chat template is not valid Jinja: line {error.lineno}: {error.message}") from error
    except SecurityError as error:
        raise ConfigError(f"the chat template does what a template may not: {error}") from error
    except FAILURES as error:
        cause = "it may need fields beyond role, content, bos_token, eos_token and add_generation_prompt"
        raise ConfigError(f"the chat template failed: {error}; {cause}") from error


@lru_cache(maxsize=16)
def _compiled(template: str) -> jinja2.Template:
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
    )
    environment.globals["raise_exception"] = _refuse
    return environment.from_string(template)


def _refuse(reason: str) -> NoReturn:
    """What templates on the Hub call to turn down a conversation."""
    raise ConfigError(f"the chat template refuses these messages: {reason}")


def _ids(tokenizer: Tokenizer, text: str, reveal: Mapping[int, int]) -> list[int]:
    """The ids of a rendered text, split at its special tokens; ``reveal`` undoes the disguise of the contents."""
    parts = _markers(tokenizer).split(text)  # plain, marker, plain, ...
    plain = iter(tokenizer.encode_batch([part.translate(reveal) for part in parts[::2]]))
    ids = next(plain)
    for marker, encoded in zip(parts[1::2], plain, strict=True):
        ids += [tokenizer.specials[marker], *encoded]
    return ids


def _markers(tokenizer: Tokenizer) -> re.Pattern[str]:
    """Any special token, the longest first."""
    return re.compile("(" + "|".join(map(re.escape, sorted(tokenizer.specials, key=len, reverse=True))) + ")")
