"""A Jinja template from a stranger, run so that it can neither reach out, nor hang, nor fill the memory.

It may use what ``ngpl.tokenizers.allowed`` lists, and pays for each use: see ``ngpl.tokenizers.meter``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from types import BuiltinMethodType, CodeType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from ngpl.tokenizers import meter
from ngpl.tokenizers.allowed import FILTERS, FUNCTIONS, KEYS, LOOP, METHODS, TESTS, cheap, new_dict, paid, written
from ngpl.tokenizers.meter import Purse, metered, weight

LONGEST_TEMPLATE = 100_000  # characters; the longest known have a fifth
LONGEST_TEXT = 1_000_000  # characters, beside twice those of the messages
DEEPEST_CALL = 30
NUMBERS = (int, float, Undefined)


def run(template: str, values: Mapping[str, Any]) -> str:
    """The text that ``template`` makes of ``values``: plain dicts, lists, texts and numbers.

    ``SecurityError`` for what it may not do, ``ConfigError`` where it refuses the values itself, and whatever Jinja and
    Python raise for a template that is wrong.
    """
    given = weight(dict(values), meter.STEPS * meter.A_STEP)
    environment = Sandbox(Purse(meter.STEPS + meter.A_STEP // 2 * given))
    made = jinja2.Template.from_code(environment, _code(template), environment.globals)
    parts, room = [], LONGEST_TEXT + 2 * meter.A_STEP * given
    for part in made.generate(values):
        room -= len(part)
        if room < 0:
            raise SecurityError("it writes a longer text than any conversation needs")
        parts.append(part)
    return "".join(parts)


@lru_cache(maxsize=16)
def literals(template: str) -> frozenset[str]:
    """The texts that a template writes between quotation marks: what it may look for in a message."""
    return frozenset(part.value for part in _parsed(template).find_all(nodes.Const) if isinstance(part.value, str))


@lru_cache(maxsize=16)
def _code(template: str) -> CodeType:
    environment = Sandbox(Purse(0))
    tree = metered(_parsed(template))
    tree.set_environment(environment)
    return environment.compile(tree)


def _parsed(template: str) -> nodes.Template:
    if len(template) > LONGEST_TEMPLATE:
        raise SecurityError(f"it has {len(template):,} characters; at most {LONGEST_TEMPLATE:,} are read")
    return Sandbox(Purse(0)).parse(template)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with lists of what is allowed, and a purse that all is paid from; made for one run."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, purse: Purse) -> None:
        extensions = [Generation, "jinja2.ext.loopcontrols"]
        super().__init__(trim_blocks=True, lstrip_blocks=True, extensions=extensions, finalize=written, optimized=False)
        self.purse = purse
        self.globals = dict(FUNCTIONS)
        self.filters = FILTERS
        self.tests = TESTS

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, LoopContext):
            return attr in LOOP
        if isinstance(obj, Namespace):
            return not attr.startswith("_")
        return attr in METHODS.get(type(obj), ())

    def getitem(self, obj: Any, argument: Any) -> Any:
        if not isinstance(argument, KEYS):
            raise SecurityError(f"it looks up a {type(argument).__name__}")
        return super().getitem(obj, argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "+" and isinstance(left, str | list | tuple):
            self.purse.touch(left)
            self.purse.touch(right) if isinstance(right, str | list | tuple) else None
        elif operator == "*" and isinstance(left, str) and isinstance(right, int):
            self.purse.pay(1 + len(left) * max(right, 0) // meter.A_STEP)
        elif not (isinstance(left, NUMBERS) and isinstance(right, NUMBERS)):
            names = f"{type(left).__name__} {operator} {type(right).__name__}"
            raise TypeError(f"a chat template cannot compute {names}")
        elif operator == "**" and not 0 <= right <= meter.INTEGER_BITS:
            raise SecurityError("it raises a number to a power too high")
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, int):
            self.purse.weigh(result)
        return result

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        __self.purse.pay(1 + len(args) + len(kwargs))
        for name in ("_loop_vars", "_block_vars"):  # Jinja's own, for functions that want the context
            kwargs.pop(name, None)
        if isinstance(__obj, Undefined):
            return __obj()  # says why it is undefined
        if isinstance(__obj, Macro):
            return __self._deeper(lambda: __obj(*args, **kwargs))
        if isinstance(__obj, BuiltinMethodType) and __obj.__name__ in METHODS.get(type(__obj.__self__), ()):
            method = METHODS[type(__obj.__self__)][__obj.__name__]
            pays = cheap if isinstance(__obj.__self__, dict) else paid
            return pays(__self.purse, partial(method, __self.purse), __obj.__self__, *args, **kwargs)
        if any(__obj is function for function in FUNCTIONS.values()):
            __self.purse.weigh(*(() if __obj in (Namespace, new_dict) else args))
            return __obj(*args, **kwargs)
        if isinstance(getattr(__obj, "__self__", None), LoopContext):
            return __obj(*args, **kwargs)
        raise SecurityError(f"it calls a {type(__obj).__name__}")

    def _deeper(self, call: Callable[[], Any]) -> Any:
        self.purse.depth += 1
        if self.purse.depth > DEEPEST_CALL:
            raise SecurityError(f"its macros call each other more than {DEEPEST_CALL} deep")
        try:
            return call()
        finally:
            self.purse.depth -= 1


class Generation(Extension):
    """``{% generation %}`` marks what the assistant says, for training elsewhere; here it is what stands in it."""

    tags = {"generation"}  # noqa: RUF012

    def parse(self, parser: Parser) -> list[nodes.Node]:
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)
