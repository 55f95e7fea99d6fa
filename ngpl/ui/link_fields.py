"""What a link carries besides model, text and selection: controls that the tabs name, and how values are written."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import gradio as gr
from gradio.components import Component

from ngpl.errors import InputError
from ngpl.spec import Param, check
from ngpl.ui.context import Reading

OWN = ("model", "weights", "text", "tab", "layer", "head", "token")  # what every link has
LONGEST = 60_000  # characters of an address: servers refuse longer ones

Place = tuple[str, ...]  # the names of a tab and of its part, if it has parts


@dataclass(frozen=True)
class Form:
    """How a value is written in a link, and read back with the link's model and text at hand: ``read`` raises
    ``InputError`` for what cannot be set."""

    write: Callable[[Any], str]
    read: Callable[[str, Reading], Any]


@dataclass(frozen=True)
class Field:
    """A control whose value belongs in a link of its ``place``, if it is not the usual one: what it is built with, or
    what the ``usual`` component holds."""

    name: str
    place: Place
    control: Component
    form: Form
    usual: Component | None = None

    def written(self, values: Mapping[Component, Any]) -> str | None:
        """The control's value for a link; nothing if it is the usual one."""
        value, usual = values[self.control], self.control.value if self.usual is None else values[self.usual]
        said = self.form.write(value)
        return None if said == self.form.write(usual) else said


@dataclass(frozen=True)
class Bar:
    """A bar of tabs; ``active`` holds the name of the open one."""

    tabs: gr.Tabs
    active: gr.Textbox
    names: tuple[str, ...]


@dataclass
class Links:
    """All that links carry, collected while the page is built."""

    fields: list[Field] = field(default_factory=list)
    bars: dict[Place, Bar] = field(default_factory=dict)

    def add(self, new: Field) -> None:
        assert new.name not in OWN and not any(new.name == old.name for old in self.of(new.place)), new
        self.fields.append(new)

    def of(self, place: Place) -> list[Field]:
        """The fields of a part, and those of its tab as a whole."""
        return [one for one in self.fields if one.place == place[: len(one.place)]]

    @property
    def sources(self) -> list[Component]:
        """The components that tell what goes into a link."""
        controls = [one for each in self.fields for one in (each.control, each.usual) if one is not None]
        return [*(bar.active for bar in self.bars.values()), *controls]

    @property
    def targets(self) -> list[Any]:
        """The components that a link may change."""
        bars = [one for bar in self.bars.values() for one in (bar.tabs, bar.active)]
        return [*bars, *(one.control for one in self.fields)]


def clipped(value: str, most: int = 40) -> str:
    """A value from outside in quotation marks, as an error names it."""
    return repr(value if len(value) <= most else value[: most - 1] + "…")


def text_form(control: gr.Textbox) -> Form:
    return Form(lambda value: value or "", lambda said, reading: within(said))


def within(said: str) -> str:
    """A text if it is no longer than a link can be; ``InputError`` else."""
    if len(said) > LONGEST:
        raise InputError(f"it has {len(said):,} characters; a link holds {LONGEST:,} at most")
    return said


def choice_form(control: gr.Dropdown | gr.Radio) -> Form:
    """One of the choices that the control is built with."""
    return Form(lambda value: value or "", lambda said, reading: one_of(said, names_of(control)))


def several_form(control: gr.CheckboxGroup) -> Form:
    """Some of the choices, in the order of the page."""

    def read(said: str, reading: Reading) -> list[str]:
        names = names_of(control)
        chosen = {one_of(name, names) for name in said.split(",") if name}
        return [name for name in names if name in chosen]

    return Form(lambda values: ",".join(name for name in names_of(control) if name in (values or [])), read)


def names_of(control: Any) -> list[str]:
    return [value for _, value in control.choices]


def one_of(said: str, names: Sequence[str]) -> str:
    """``said`` if it is one of ``names``; ``InputError`` else."""
    if said not in names:
        others = ", ".join(filter(None, names))
        raise InputError(f"there is no {clipped(said)}; there {f'are: {others}' if others else 'is none to choose'}")
    return said


def param_form(p: Param) -> Form:
    """A declared parameter, which says what is allowed. An empty box holds its default."""
    return Form(lambda value: written(p.default if value is None else value), lambda said, reading: parsed(p, said))


def written(value: Any) -> str:
    """A number without needless digits, yes and no as 1 and 0."""
    return value if isinstance(value, str) else f"{float(value):.15g}"


def parsed(p: Param, said: str) -> Any:
    """The value of a parameter; ``ConfigError`` if it is out of its bounds, ``InputError`` if it is none at all."""
    value: Any = said if p.type is str else number_in(said)
    if p.type in (int, bool) and value == int(value):
        value = bool(value) if p.type is bool and value in (0, 1) else int(value)
    check(p, value)
    return value


def number_in(said: str) -> float:
    """A finite number in plain digits; ``InputError`` else."""
    try:
        value = float(said) if said.isascii() and len(said) < 30 else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(f"{clipped(said)} is no number")
    return value


# The forms of controls that need no other.
FORMS: dict[type, Callable[[Any], Form]] = {
    gr.Textbox: text_form,
    gr.Dropdown: choice_form,
    gr.Radio: choice_form,
    gr.CheckboxGroup: several_form,
}
