"""Strategies on the command line: ``--strategy top_k --top-k 5``, or in one word ``top_k:top_k=5``."""

from __future__ import annotations

import argparse
from typing import Any

from ngpl.api import DEFAULT_STRATEGY, make_strategy
from ngpl.decoding import STRATEGIES, Strategy
from ngpl.errors import ConfigError, choose
from ngpl.spec import Param, params_of


def add_strategy(parser: argparse.ArgumentParser) -> None:
    """``--strategy``, and a flag for every parameter that some strategy has."""
    names = ", ".join(STRATEGIES)
    parser.add_argument(
        "--strategy",
        default=DEFAULT_STRATEGY,
        metavar="NAME",
        help=f"how tokens are chosen: {names} [{DEFAULT_STRATEGY}]",
    )
    group = parser.add_argument_group("settings of the strategies")
    for name, owners in _owners().items():
        p = next(iter(owners.values()))
        defaults = ", ".join(f"{strategy} {own.default}" for strategy, own in owners.items())
        about = f"{p.help}, {p.low} to {p.high} [{defaults}]"
        group.add_argument(
            p.flag,
            dest=name,
            type=p.type,
            default=argparse.SUPPRESS,
            metavar=name.upper(),
            help=about.replace("%", "%%"),
        )


def add_length(parser: argparse.ArgumentParser) -> None:
    """``--max-new-tokens``, ``--seed`` and ``--stop``."""
    parser.add_argument("--max-new-tokens", type=int, default=100, metavar="N", help="longest continuation [100]")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="the same seed gives the same text [0]")
    parser.add_argument(
        "--stop", action="append", default=[], metavar="TEXT", help="end before this text; may be given again"
    )


def strategy_of(args: argparse.Namespace) -> Strategy:
    """The strategy that was named, with the settings that were given as flags."""
    flags = {name: getattr(args, name) for name in _owners() if hasattr(args, name)}
    return parse_strategy(args.strategy, **flags)


def parse_strategy(spec: str, **flags: Any) -> Strategy:
    """``NAME`` or ``NAME:SETTING=VALUE:SETTING=VALUE``, and settings from flags; ``ConfigError`` names what fits."""
    name, *parts = spec.split(":")
    cls = choose(STRATEGIES, name, "strategy")
    own = {p.name: p for p in params_of(cls)}
    settings = flags | dict(_setting(part, spec) for part in parts)
    foreign = [setting for setting in settings if setting not in own]
    if foreign:
        flags_of = ", ".join(p.flag for p in own.values())
        raise ConfigError(f"strategy {name} has no {', '.join(map(_flag, foreign))}; its own are: {flags_of}")
    return make_strategy(name, **{setting: _value(own[setting], value) for setting, value in settings.items()})


def _setting(part: str, spec: str) -> tuple[str, str]:
    name, equals, value = part.partition("=")
    if not equals:
        raise ConfigError(f"{spec!r} is no strategy: {part!r} must be of the form setting=value, as in top_k:top_k=5")
    return name.replace("-", "_"), value


def _value(p: Param, value: Any) -> Any:
    try:
        return p.type(value)
    except ValueError:
        raise ConfigError(f"{p.name} must be of type {p.type.__name__}, not {value!r}") from None


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def _owners() -> dict[str, dict[str, Param]]:
    """For every parameter, the strategies that have it."""
    found: dict[str, dict[str, Param]] = {}
    for strategy, cls in STRATEGIES.items():
        for p in params_of(cls):
            found.setdefault(p.name, {})[strategy] = p
    return found
