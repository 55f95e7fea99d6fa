"""What a visitor has set in the attention picture. The browser keeps it, a link can carry it, files are made by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote, unquote

import gradio as gr

from ngpl.config import from_dict
from ngpl.errors import InputError
from ngpl.looks import SINGLY, Looks
from ngpl.spec import params_of
from ngpl.ui.context import Reading
from ngpl.ui.link_fields import Form, number_in, one_of
from ngpl.ui.tabs.attention.without import heads_of as heads_named
from ngpl.ui.tabs.attention.without import name_of
from ngpl.ui.take import flags_of, ngpl_command

MOST_HEADS = 16_384
Head = tuple[int, int]


@dataclass(frozen=True)
class Options(Looks):
    """How maps are shown. ``heads`` ``(layer, head)`` are those combined, if ``combine`` says how."""

    heads: tuple[Head, ...] = ()
    picture: str = "map"
    sort: str = "place"
    only: str = ""

    @property
    def combines(self) -> bool:
        return self.combine != SINGLY

    @property
    def looks(self) -> Looks:
        """What of it changes a file."""
        return Looks(**{p.name: getattr(self, p.name) for p in params_of(Looks)})

    def to_dict(self) -> dict[str, Any]:
        """As the browser writes them; ``options_of`` reads it back."""
        return asdict(self) | {"heads": [list(head) for head in self.heads]}


def options_of(values: Any) -> Options:
    """The options of an event or a link; ``InputError`` for what is none."""
    if not isinstance(values, dict):
        raise InputError("the options are not a mapping; reload the page if it was opened long ago")
    given = {name: values[name] for name in Options.__dataclass_fields__ if name in values}
    for name in ("picture", "sort", "only"):
        if not isinstance(given.get(name, ""), str) or len(given.get(name, "")) > 40:
            raise InputError(f"the option {name} must be a short text")
    return from_dict(Options, given | {"heads": heads_of(given.get("heads", []))})


def heads_of(values: Any) -> tuple[Head, ...]:
    """Pairs ``[layer, head]``; ``InputError`` for anything else."""
    if not isinstance(values, list | tuple) or len(values) > MOST_HEADS:
        raise InputError(f"heads must be a list of at most {MOST_HEADS:,} pairs of layer and head")
    pairs = [value for value in values if isinstance(value, list | tuple) and len(value) == 2]
    if len(pairs) < len(values) or any(type(number) is not int for pair in pairs for number in pair):
        raise InputError("heads must be pairs of layer and head, counted from 0")
    return tuple((layer, head) for layer, head in pairs)


def written(options: Options) -> str:
    """What differs from the defaults, for a link: ``combine:mean;heads:2.3,4.1``."""
    values = {name: value for name, value in vars(options).items() if value != getattr(Options(), name)}
    if options.heads:
        values["heads"] = ",".join(map(name_of, options.heads))
    return ";".join(f"{name}:{quote(str(value), safe=',')}" for name, value in values.items())


def parsed(said: str, reading: Reading) -> Options:
    """The options that a link names; ``InputError`` for what is none of them."""
    values: dict[str, Any] = {}
    for part in filter(None, said.split(";")):
        name, _, value = part.partition(":")
        one_of(name, list(Options.__dataclass_fields__))
        values[name] = READ.get(name, unquote)(value)
    return options_of(values)


# What is read from a link otherwise than as a text.
READ: dict[str, Callable[[str], Any]] = {
    "threshold": number_in,
    "heads": lambda said: heads_named(said.split(",")),
}
OPTIONS_FORM = Form(written, parsed)


def shown_of(event: gr.EventData) -> tuple[str, bool]:
    """What the browser shows so far: the maps' sink, and whether it has the exact weights of what is chosen."""
    data = getattr(event, "_data", None)
    shown = data.get("shown") if isinstance(data, dict) else None
    shown = shown if isinstance(shown, dict) else {}
    return str(shown.get("sink", "")), shown.get("exact") is True


def command_of(model: str, text: str, options: Options, layer: int, head: int, out: str) -> str:
    """The command that makes the file ``out`` of what is shown; only flags that differ from their defaults."""
    if options.combines:
        flags = ["--heads", ",".join(f"{pair[0]}.{pair[1]}" for pair in options.heads)]
    else:
        flags = ["--layer", str(layer), "--head", str(head)]
    return ngpl_command("attention", model, [*flags, *flags_of(options, Looks), "--out", out], text)
