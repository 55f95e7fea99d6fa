"""The shape of a model, and the settings of the app: frozen, validated records that JSON can hold."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ngpl.errors import ConfigError
from ngpl.spec import Checked, param

T = TypeVar("T")


@dataclass(frozen=True)
class GPTConfig(Checked):
    """The shape of a GPT. The defaults give the Llama shape; see ``gpt2_shape`` for the other.

    Names of kernels, positions, norms and MLPs are looked up in the registries of ``ngpl.model``.
    """

    vocab_size: int = param(4096, "tokens in the vocabulary", low=1, high=1_000_000)
    block_size: int = param(256, "context length in tokens", low=1, high=1_048_576)
    n_layer: int = param(6, "blocks", low=1, high=512)
    n_head: int = param(8, "attention heads of a block", low=1, high=1024)
    n_kv_head: int = param(
        0, "key and value heads, shared by groups of query heads; 0: as many as heads", low=0, high=1024
    )
    n_embd: int = param(256, "width of the residual stream", low=1, high=65_536)
    n_hidden: int = param(0, "width inside the MLP; 0: what the MLP's authors use", low=0, high=1_048_576)
    attention: str = param("softmax", "attention kernel: softmax, lam")
    window: int = param(0, "softmax looks back this many tokens; 0: all of them", low=0, high=1_048_576)
    memory: int = param(
        0,
        "lam: tokens after which the head that remembers longest has forgotten 63 %; 0: none forgets",
        low=0,
        high=1_048_576,
    )
    position: str = param("rotary", "position scheme: learned, sinusoidal, rotary, none")
    norm: str = param("rmsnorm", "norm: layernorm, rmsnorm")
    qk_norm: bool = param(False, "queries and keys are normalized, with a scale learned for each head")
    mlp: str = param("swiglu", "MLP: gelu, swiglu")
    bias: bool = param(False, "linear layers and layer norms have a bias")
    tied: bool = param(True, "the unembedding is the token embedding")
    dropout: float = param(0.0, "share of activations dropped while training", low=0.0, high=0.9)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.n_embd % self.n_head:
            raise ConfigError(f"n_embd {self.n_embd} must be a multiple of n_head {self.n_head}")
        if self.n_head % self.kv_heads:
            raise ConfigError(f"n_head {self.n_head} must be a multiple of n_kv_head {self.n_kv_head}")
        if self.position == "rotary" and self.head_size % 2:
            raise ConfigError(f"rotary positions need an even head size, not n_embd / n_head = {self.head_size}")

    @property
    def head_size(self) -> int:
        return self.n_embd // self.n_head

    @property
    def kv_heads(self) -> int:
        return self.n_kv_head or self.n_head

    def to_dict(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> GPTConfig:
        """Build from JSON; ``ConfigError`` names fields that do not exist."""
        return from_dict(cls, values)


def gpt2_shape(**changes: Any) -> GPTConfig:
    """The shape of GPT-2 (Radford et al., 2019): learned positions, LayerNorm, GELU, biases, tied head."""
    shape: dict[str, Any] = {"position": "learned", "norm": "layernorm", "mlp": "gelu", "bias": True}
    return GPTConfig(**(shape | changes))


def from_dict(cls: type[T], values: dict[str, Any]) -> T:
    """A dataclass from a mapping; ``ConfigError`` names what does not belong and what may."""
    known = [field.name for field in dataclasses.fields(cls)]  # type: ignore[arg-type]
    unknown = [name for name in values if name not in known]
    if unknown:
        raise ConfigError(f"{cls.__name__} has no {', '.join(map(repr, unknown))}; it has: {', '.join(known)}")
    return cls(**values)


@dataclass(frozen=True)
class Offer:
    """A model on offer: a file below the root, and texts that show it well."""

    name: str
    file: str
    summary: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Limits(Checked):
    """What one visitor may ask of the machine."""

    loaded_models: int = param(3, "models kept in memory", low=1)
    tokens: int = param(256, "tokens of a text that are looked into", low=1)
    characters: int = param(20_000, "characters of a text that are read", low=1)
    new_tokens: int = param(400, "tokens generated at a time", low=1)
    seconds: float = param(60.0, "seconds that one answer may take", low=1.0)
    concurrency: int = param(2, "answers computed at the same time", low=1)
    queue: int = param(32, "visitors that may wait", low=1)


@dataclass(frozen=True)
class Settings:
    """What ``config.json`` says: data only."""

    default_model: str
    models: tuple[Offer, ...]
    limits: Limits

    def offer(self, name: str) -> Offer | None:
        return next((offer for offer in self.models if offer.name == name), None)


def read_settings(path: Path) -> Settings:
    """The settings in a JSON file; ``ConfigError`` says what is wrong with it."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        offers = tuple(
            from_dict(Offer, offer | {"examples": tuple(offer.get("examples", ()))}) for offer in values["models"]
        )
        settings = Settings(values["default_model"], offers, from_dict(Limits, values.get("limits", {})))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"{path} cannot be used as settings: {error!r}") from error
    if settings.offer(settings.default_model) is None:
        raise ConfigError(f"{path}: default_model {settings.default_model!r} is none of its models")
    return settings
