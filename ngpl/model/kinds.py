"""The kinds of models: what a checkpoint or a recipe calls them, their configs and classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ngpl.config import GPTConfig
from ngpl.errors import choose
from ngpl.model.baselines import Baseline, Bigram, BigramConfig, NGram, NGramConfig
from ngpl.model.gpt import GPT

AnyConfig = GPTConfig | BigramConfig | NGramConfig
AnyModel = GPT | Baseline


@dataclass(frozen=True)
class Kind:
    """A kind of model: the class of its config, and its own; the peak of its learning rate unless one is given."""

    config: type[GPTConfig] | type[BigramConfig] | type[NGramConfig]
    model: type[GPT] | type[Baseline]
    about: str
    learning_rate: float = 1e-3


MODELS: dict[str, Kind] = {
    "gpt": Kind(GPTConfig, GPT, "a transformer"),
    "bigram": Kind(BigramConfig, Bigram, "a table of what follows each token, trained or counted", 5e-2),
    "ngram": Kind(NGramConfig, NGram, "counts of what followed the last few tokens, smoothed"),
}


def kind_of(config: AnyConfig) -> str:
    """The name in ``MODELS`` of the kind that a config is of."""
    return next(name for name, kind in MODELS.items() if type(config) is kind.config)


def config_from(values: Mapping[str, Any]) -> AnyConfig:
    """A config from JSON, of the ``kind`` it names, or a GPT's; ``ConfigError`` names what does not belong."""
    own = {name: value for name, value in values.items() if name != "kind"}
    return choose(MODELS, values.get("kind", "gpt"), "kind of model").config.from_dict(own)


def config_dict(config: AnyConfig) -> dict[str, Any]:
    """A config as JSON; all but a GPT's name their ``kind``."""
    named = {} if isinstance(config, GPTConfig) else {"kind": kind_of(config)}
    return named | config.to_dict()


def shape_of(config: AnyConfig) -> tuple[int, int]:
    """Layers, and heads of each; a baseline has none."""
    return (config.n_layer, config.n_head) if isinstance(config, GPTConfig) else (0, 0)


def baseline_of(config: AnyConfig) -> type[Baseline]:
    """The class of the baseline that a config is of."""
    found = MODELS[kind_of(config)].model
    assert issubclass(found, Baseline)
    return found


def new_model(config: AnyConfig) -> AnyModel:
    """A model of that shape that has learned nothing yet."""
    return MODELS[kind_of(config)].model(config)  # type: ignore[arg-type]
