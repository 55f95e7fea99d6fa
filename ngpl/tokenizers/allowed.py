"""What a chat template may use: functions, methods, filters and tests that pay for what they do.

Those that Jinja has and conversations do not need are missing, above all what makes much of little, such as padding to
a width.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any, NoReturn, cast

from jinja2 import pass_context
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as THEIR_FILTERS
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import safe_range
from jinja2.tests import TESTS as THEIR_TESTS
from jinja2.utils import Namespace

from ngpl.errors import ConfigError
from ngpl.tokenizers import meter
from ngpl.tokenizers.meter import Purse

LONGEST_NAME = 100
DATE = re.compile(r"(?:[^%]|%-?[aAbBcdHIjmMpSUwWxXyYZ%])*")
KEYS = (str, int, float, type(None), Undefined)

# Functions


def raise_exception(reason: str) -> NoReturn:
    """What templates on the Hub call to turn down a conversation."""
    raise ConfigError(f"the chat template refuses these messages: {str(reason)[:300]}")


def strftime_now(format: str) -> str:
    if len(format) > LONGEST_NAME or not DATE.fullmatch(format):
        raise SecurityError(f"it asks for the date in the form {format[:40]!r}")
    return datetime.now().strftime(format)


def new_dict(**values: Any) -> dict[str, Any]:
    return values


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "range": safe_range,
    "namespace": Namespace,
    "dict": new_dict,
    "raise_exception": raise_exception,
    "strftime_now": strftime_now,
}

# How uses are paid for


def paid(purse: Purse, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """What ``function`` makes, with all that goes in and comes out paid for; a list where it would be made later."""
    purse.weigh(*args, *kwargs.values())
    result = _present(function(*args, **kwargs))
    purse.weigh(result)
    return result


def cheap(purse: Purse, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """As ``paid``, for what does not look into the things it is given."""
    purse.pay(1)
    result = _present(function(*args, **kwargs))
    if isinstance(result, list):
        purse.touch(result)
    return result


def _present(result: Any) -> Any:
    return list(result) if hasattr(result, "__next__") else result


# Methods and filters; each is handed the purse


def replaced(purse: Purse, text: Any, old: str, new: str, count: int = -1) -> str:
    text, old, new = str(text), str(old), str(new)
    found = text.count(old) if count is None or count < 0 else min(text.count(old), count)
    purse.pay(found * (1 + len(new) // meter.A_STEP))
    return text.replace(old, new, -1 if count is None else count)


def joined(purse: Purse, values: Iterable[Any], between: str = "") -> str:
    texts = [str(value) for value in values]
    purse.pay(len(texts) * (1 + len(str(between)) // meter.A_STEP))
    return str(between).join(texts)


def stripped(side: str) -> Callable[..., str]:
    def strip(purse: Purse, text: Any, chars: str | None = None) -> str:
        if chars is not None and len(chars) > LONGEST_NAME:
            raise SecurityError(f"it strips {len(chars):,} kinds of characters")
        return getattr(str(text), side)(chars)

    return strip


def to_json(
    purse: Purse,
    value: Any,
    ensure_ascii: bool = False,
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    """As the Hub has it: other than Jinja's own it leaves ``<`` and ``&`` alone."""
    if not (indent is None or indent in range(9)) or any(len(part) > 8 for part in separators or ()):
        raise SecurityError("it spreads JSON out too far")
    for _ in range(indent or 0):
        purse.weigh(value)
    return json.dumps(
        value, ensure_ascii=bool(ensure_ascii), indent=indent, separators=separators, sort_keys=bool(sort_keys)
    )


def piecewise(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that takes a text to pieces, each of which needs as much memory as many characters."""

    def run(purse: Purse, value: Any, *args: Any, **kwargs: Any) -> Any:
        purse.pay(len(value) // 2 if isinstance(value, str) else 0)
        return function(value, *args, **kwargs)

    return run


def backwards(function: Callable[..., Any]) -> Callable[..., Any]:
    """A search from the end, for which Python may take as many steps as the two lengths multiplied."""

    def run(purse: Purse, value: str, *args: Any, **kwargs: Any) -> Any:
        sought = next((arg for arg in (*args, *kwargs.values()) if isinstance(arg, str)), " ")
        purse.pay(len(value) // 2 + len(value) * len(sought) // meter.A_STEP)
        return function(value, *args, **kwargs)

    return run


def plain(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that needs no purse: what it makes is not much larger than what it is given."""
    return lambda purse, *args, **kwargs: function(*args, **kwargs)


def _methods(kind: type, names: str, how: Callable[..., Any] = plain) -> dict[str, Callable[..., Any]]:
    return {name: how(getattr(kind, name)) for name in names.split()}


METHODS: dict[type, dict[str, Callable[..., Any]]] = {
    str: {
        **_methods(str, "upper lower title capitalize swapcase removeprefix removesuffix partition"),
        **_methods(str, "startswith endswith find index count isdigit isalpha isalnum isspace isupper islower"),
        **_methods(str, "split splitlines", piecewise),
        **_methods(str, "rfind rpartition rsplit", backwards),
        **{side: stripped(side) for side in ("strip", "lstrip", "rstrip")},
        "replace": replaced,
        "join": lambda purse, between, values: joined(purse, values, between),
    },
    dict: _methods(dict, "get items keys values"),
}
LOOP = frozenset("index index0 revindex revindex0 first last length depth depth0 previtem nextitem cycle".split())


def naming(function: Any) -> Callable[..., Any]:
    """A filter that does to each item what its first argument, or ``attribute``, names."""

    def run(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
        names = [name for name in (*args[:1], kwargs.get("attribute")) if isinstance(name, str)]
        if any(len(name) > LONGEST_NAME for name in names):
            raise SecurityError(f"it uses a name of more than {LONGEST_NAME} characters")
        if METERED.keys() & set(names):
            raise SecurityError("it names what only the meter may use")
        parts = sum(1 + name.count(".") for name in names)
        context.environment.purse.pay(len(value) * (1 + parts))  # type: ignore[attr-defined]
        return function(context, value, *args, **kwargs)

    return run


def _theirs(names: str) -> dict[str, Callable[..., Any]]:
    return {name: plain(THEIR_FILTERS[name]) for name in names.split()}


PAID_FILTERS: dict[str, Callable[..., Any]] = {
    **_theirs("upper lower capitalize string int float abs items dictsort"),
    "trim": stripped("strip"),
    "replace": replaced,
    "join": lambda purse, values, d="": joined(purse, values, d),
    "tojson": to_json,
    "title": piecewise(THEIR_FILTERS["title"]),
    "list": piecewise(list),
    "reverse": piecewise(THEIR_FILTERS["reverse"]),
    "safe": plain(str),
}
CHEAP_FILTERS: dict[str, Callable[..., Any]] = {
    **_theirs("length count default d"),
    "first": lambda purse, values: next(iter(values), Undefined("the sequence has no first item")),
    "last": lambda purse, values: next(reversed(values), Undefined("the sequence has no last item")),
}
NAMING_FILTERS = {name: naming(THEIR_FILTERS[name]) for name in "map select reject selectattr rejectattr".split()}

KINDS = "defined undefined none boolean true false integer float number string mapping iterable sequence sameas"
COMPARISONS = "upper lower in equalto eq == ne != gt > greaterthan ge >= lt < lessthan le <="
REMAINDERS: dict[str, Callable[..., bool]] = {  # Jinja's own would take a text for a format with a width
    "odd": lambda value: int(value) % 2 == 1,
    "even": lambda value: int(value) % 2 == 0,
    "divisibleby": lambda value, by: int(value) % int(by) == 0,
}


# What the meter has put into the template


def looped(purse: Purse, values: Any, round: int) -> Any:
    """What a loop goes through, paid for: ``round`` steps each time."""
    purse.pay(len(values) * round)
    return values


def counted(purse: Purse, value: Any) -> Any:
    purse.touch(value)
    return value


def weighed(purse: Purse, value: Any) -> Any:
    purse.weigh(value)
    return value


def concatenated(purse: Purse, *values: Any) -> str:
    purse.weigh(*values)
    return "".join(map(str, values))


def keyed(purse: Purse, value: Any) -> Any:
    if not isinstance(value, KEYS):
        raise SecurityError(f"it makes a key of a {type(value).__name__}")
    return value


def passed(purse: Purse, steps: int) -> None:
    purse.pay(steps)


METERED: dict[str, Callable[..., Any]] = {
    meter.LOOPED: looped,
    meter.COUNTED: counted,
    meter.WEIGHED: weighed,
    meter.JOINED: concatenated,
    meter.KEYED: keyed,
    meter.PASSED: passed,
}


def _of(context: Context) -> Purse:
    return context.environment.purse  # type: ignore[attr-defined]


def _metered(function: Callable[..., Any]) -> Any:
    return pass_context(lambda context, *args: function(_of(context), *args))


def _used(pays: Callable[..., Any], function: Callable[..., Any]) -> Any:
    """A function that is handed the purse, as a filter or test."""

    @pass_context
    def run(context: Context, *args: Any, **kwargs: Any) -> Any:
        return pays(_of(context), partial(function, _of(context)), *args, **kwargs)

    return run


def _applied(function: Callable[..., Any]) -> Any:
    """A filter that is handed the context, in which it finds others."""
    return pass_context(lambda context, *args, **kw: cheap(_of(context), partial(function, context), *args, **kw))


FILTERS: dict[str, Any] = {
    **{name: _metered(function) for name, function in METERED.items()},
    **{name: _used(paid, function) for name, function in PAID_FILTERS.items()},
    **{name: _used(cheap, function) for name, function in CHEAP_FILTERS.items()},
    **{name: _applied(function) for name, function in NAMING_FILTERS.items()},
}
TESTS: dict[str, Any] = {
    **{name: _used(cheap, plain(cast(Any, THEIR_TESTS[name]))) for name in KINDS.split()},
    **{name: _used(paid, plain(cast(Any, THEIR_TESTS[name]))) for name in COMPARISONS.split()},
    **{name: _used(paid, plain(function)) for name, function in REMAINDERS.items()},
}


@pass_context
def written(context: Context, value: Any) -> Any:
    """Every value on its way into the text."""
    context.environment.purse.weigh(value)  # type: ignore[attr-defined]
    return value
