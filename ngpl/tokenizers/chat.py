"""Conversations: a Jinja template as on the Hub turns messages into one text, and that into ids.

No content can inject a marker. Before rendering, every character of a content that occurs in a special token is
exchanged for one that occurs nowhere else; special tokens are then looked for in what the template wrote; last, the
contents get their characters back. Templates that trim or measure a content still do what they mean to. So do those
that look for something in it, such as ``</think>``: what a template names stays, if no marker can be made with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import jinja2
from jinja2.exceptions import SecurityError

from ngpl.errors import ConfigError, TextError
from ngpl.tokenizers.sandbox import literals, run

if TYPE_CHECKING:
    from ngpl.tokenizers.tokenizer import Tokenizer

T = TypeVar("T")
Messages = Sequence[Mapping[str, str]]

FILE = "chat_template.jinja"  # its name on the Hub
ROLES = ("system", "user", "assistant")
ROLE_MARKERS = ("<|system|>", "<|user|>", "<|assistant|>", "<|end|>")
TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}<|{{ message.role }}|>{{ message.content }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)

PRIVATE = range(0xF0000, 0xFFFFE)  # characters without a meaning of their own (Unicode, private use plane 15)
LONGEST_SOUGHT = 200  # characters of a text that a template looks for
FAILURES = (
    *(jinja2.TemplateError, SyntaxError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError),
    *(RecursionError, MemoryError),
)


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
        ids = tokenizer.encode("", bos=True)
        counted = [False] * len(ids)
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
    sought = _sought(template, tuple(tokenizer.markers))
    hidden = [{"role": role, "content": _hidden(content, disguise, sought)} for role, content in turns]
    parts = {part: getattr(tokenizer, f"{part}_id") for part in ("bos", "eos", "pad", "unk")}
    names = {f"{part}_token": tokenizer.label(id) for part, id in parts.items() if id is not None}

    def write(n: int, reply: bool) -> str:
        return _text(template, messages=hidden[:n], tools=None, documents=None, add_generation_prompt=reply, **names)

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
    spelled = {ord(char) for name in tokenizer.markers for char in name if not char.isspace()}
    taken = set(map(ord, "".join([tokenizer.chat_template or "", *tokenizer.markers, *contents])))
    free = list(islice((code for code in PRIVATE if code not in taken), len(spelled)))
    if len(free) < len(spelled):
        raise TextError("the messages use too many of Unicode's private characters to keep special tokens apart")
    return dict(zip(sorted(spelled), free, strict=True))


@lru_cache(maxsize=16)
def _sought(template: str, markers: tuple[str, ...]) -> re.Pattern[str]:
    """What ``template`` may look for in a message and no marker has to do with, not even with one of its ends."""
    heads = {name[:n] for name in markers for n in range(1, len(name) + 1)}
    tails = {name[n:] for name in markers for n in range(len(name))}
    apart, marker = "\n".join(markers), _any(markers)

    def free(text: str) -> bool:
        ends = range(1, len(text) + 1)
        meets = any(text[:n] in tails or text[-n:] in heads for n in ends)
        return not (meets or text in apart or marker.search(text))

    return _any(text for text in rendered(literals, template) if 0 < len(text) <= LONGEST_SOUGHT and free(text))


def _hidden(content: str, disguise: Mapping[int, int], sought: re.Pattern[str]) -> str:
    parts = sought.split(content)  # plain, sought, plain, ...
    return "".join(part if i % 2 else part.translate(disguise) for i, part in enumerate(parts))


def _text(template: str, **values: object) -> str:
    """The template rendered in a sandbox."""
    return rendered(run, template, values)


def rendered(use: Callable[..., T], template: str, *values: object) -> T:
    """What ``use`` makes of a template; ``ConfigError`` with the likely cause if it fails."""
    try:
        return use(template, *values)
    except jinja2.TemplateSyntaxError as error:
        raise ConfigError(f"the chat template is not valid Jinja: line {error.lineno}: {error.message}") from error
    except SecurityError as error:
        raise ConfigError(f"the chat template does what a template may not: {error}") from error
    except FAILURES as error:
        cause = "it may need fields beyond role, content, bos_token, eos_token and add_generation_prompt"
        raise ConfigError(f"the chat template failed: {str(error)[:300].rstrip('.')}; {cause}") from error


def _ids(tokenizer: Tokenizer, text: str, reveal: Mapping[int, int]) -> list[int]:
    """The ids of a rendered text, split at its special tokens; ``reveal`` undoes the disguise of the contents."""
    parts = _markers(tokenizer).split(text)  # plain, marker, plain, ...
    first, *others = [part.translate(reveal) for part in parts[::2]]
    ids = tokenizer.encode(first)
    for marker, encoded in zip(parts[1::2], tokenizer.encode_batch(others, inside=True), strict=True):
        ids += [*tokenizer.rowed([tokenizer.markers[marker]]), *encoded]
    return ids


def _markers(tokenizer: Tokenizer) -> re.Pattern[str]:
    """Any special token, the longest first; one without a row as well, for a text that needs it is refused."""
    return _any(tokenizer.markers)


def _any(texts: Iterable[str]) -> re.Pattern[str]:
    """Any of ``texts``, the longest first; nothing if there is none."""
    longest = sorted(filter(None, texts), key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, longest)) + ")" if longest else "(?!)()")
