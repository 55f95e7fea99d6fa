"""A parameter is declared once: a dataclass field made by ``param``. Flags, sliders and checks are read from it."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_type_hints

from ngpl.errors import ConfigError


@dataclass(frozen=True)
class Param:
    """One declared parameter. ``low`` and ``high`` are allowed values themselves; ``step`` is a slider's."""

    name: str
    type: type
    default: Any
    help: str
    low: float | None = None
    high: float | None = None
    step: float | None = None
    choices: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.name.replace("_", " ").capitalize()

    @property
    def flag(self) -> str:
        return "--" + self.name.replace("_", "-")


def param(
    default: Any,
    help: str,
    *,
    low: float | None = None,
    high: float | None = None,
    step: float | None = None,
    choices: Sequence[str] = (),
) -> Any:
    """A dataclass field that carries its help, bounds and choices."""
    metadata = {"help": help, "low": low, "high": high, "step": step, "choices": tuple(choices)}
    return dataclasses.field(default=default, metadata=metadata)


def params_of(cls: type) -> tuple[Param, ...]:
    """The parameters that a dataclass declares with ``param``, in order."""
    types = get_type_hints(cls)
    return tuple(
        Param(field.name, types[field.name], field.default, **field.metadata)
        for field in dataclasses.fields(cls)
        if "help" in field.metadata
    )


class Checked:
    """Base of dataclasses whose fields are made by ``param``: every instance is within its bounds."""

    def __post_init__(self) -> None:
        for p in params_of(type(self)):
            value = getattr(self, p.name)
            check(p, value)
            if p.type is int and type(value) is float:
                object.__setattr__(self, p.name, int(value))


def check(p: Param, value: Any) -> None:
    """Raise ``ConfigError`` unless ``value`` is of the type, within the bounds and among the choices of ``p``."""
    if not _is_of(p.type, value):
        raise ConfigError(f"{p.name} must be of type {p.type.__name__}, not {value!r}")
    if p.choices and value not in p.choices:
        raise ConfigError(f"{p.name} must be one of {', '.join(filter(None, p.choices))}, not {value!r}")
    below = p.low is not None and not value >= p.low
    above = p.high is not None and not value <= p.high
    if below or above:
        raise ConfigError(f"{p.name} must be {_range(p)}, not {value!r}")


def _is_of(kind: type, value: Any) -> bool:
    """An int serves as a float, a whole float as an int, and a bool as neither."""
    if kind not in (int, float):
        return isinstance(value, kind)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, int) or (math.isfinite(value) and (kind is float or value == int(value)))


def _range(p: Param) -> str:
    if p.low is None:
        return f"at most {p.high}"
    return f"at least {p.low}" if p.high is None else f"from {p.low} to {p.high}"
