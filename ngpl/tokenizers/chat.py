"""Conversations: a Jinja template as on the Hub turns messages into one text, and that into ids.

No content can inject a marker. Before rendering, every character of a content that occurs in a special token is
exchanged for one that occurs nowhere else; special tokens are then looked for in what the template wrote; last, the
contents get their characters back. Templates that trim or measure a content still do what they mean to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ngpl.errors import ConfigError, TextError

if TYPE_CHECKING:
    from ngpl.tokenizers.tokenizer import Tokenizer

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


def render(tokenizer: Tokenizer, messages: Sequence[Mapping[str, str]], reply: bool) -> list[int]:
    """The ids of a conversation: markers where the template writes them, plain text everywhere else.

    ``TextError`` for messages that are none, ``ConfigError`` for a template that is missing or fails.
    """
    if not tokenizer.chat_template:
        raise ConfigError("this tokenizer has no chat template; train it with roles, or load its chat_template.jinja")
    turns = [_turn(message) for message in messages]
    disguise = _disguise(tokenizer, [content for _, content in turns])
    hidden = [{"role": role, "content": content.translate(disguise)} for role, content in turns]
    names = {f"{role}_token": _name(tokenizer, role) for role in ("bos", "eos", "pad", "unk")}
    text = _text(tokenizer.chat_template, messages=hidden, add_generation_prompt=reply, **names)
    return _ids(tokenizer, text, {new: old for old, new in disguise.items()})


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
    markers = sorted(tokenizer.specials, key=len, reverse=True)
    parts = re.split("(" + "|".join(map(re.escape, markers)) + ")", text)  # plain, marker, plain, ...
    plain = iter(tokenizer.encode_batch([part.translate(reveal) for part in parts[::2]]))
    ids = next(plain)
    for marker, encoded in zip(parts[1::2], plain, strict=True):
        ids += [tokenizer.specials[marker], *encoded]
    return ids
