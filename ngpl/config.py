"""The shape of a model, and the settings of the app: frozen, validated records that JSON can hold."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ngpl.errors import ConfigError
from ngpl.spec import Checked, param

T = TypeVar("T")


QK_NORMS = {False: "none", True: "scale"}  # what older files say, and what it is called now


@dataclass(frozen=True)
class RopeScaling(Checked):
    """How rotary positions are slowed down so that a model reads on beyond the context it was trained with.

    ``linear`` slows all channels by ``factor`` (Chen et al., 2023); ``llama3`` only those that turn slowly (Llama 3.1);
    ``yarn`` too, and it scales queries and keys by the root of how much sharper attention becomes (Peng et al., 2023).
    """

    kind: str = param("linear", "which way", choices=("linear", "llama3", "yarn"))
    factor: float = param(1.0, "slows the positions down by this much", low=1e-3, high=1e6)
    original_context: int = param(0, "llama3, yarn: context before scaling, in tokens", low=0, high=1_048_576)
    low_freq_factor: float = param(1.0, "llama3: turns per context below which all is slowed", low=1e-6, high=1e6)
    high_freq_factor: float = param(4.0, "llama3: turns per context above which nothing is", low=1e-6, high=1e6)
    beta_fast: float = param(32.0, "yarn: turns per context above which nothing is slowed", low=1e-6, high=1e6)
    beta_slow: float = param(1.0, "yarn: turns per context below which all is slowed", low=1e-6, high=1e6)
    truncate: bool = param(True, "yarn: both bounds are rounded to whole channels")
    strength: float = param(1.0, "yarn: queries and keys that are turned are multiplied by this", low=1e-3, high=1e3)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.kind != "linear" and not self.original_context:
            raise ConfigError(f"rope_scaling {self.kind} needs original_context, the tokens it was trained with")
        if self.kind == "llama3" and self.low_freq_factor >= self.high_freq_factor:
            raise ConfigError(
                f"low_freq_factor {self.low_freq_factor} must be below high_freq_factor {self.high_freq_factor}"
            )


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
    head_dim: int = param(0, "channels of a head; 0: n_embd / n_head", low=0, high=65_536)
    n_hidden: int = param(0, "width inside the MLP; 0: what the MLP's authors use", low=0, high=1_048_576)
    attention: str = param("softmax", "attention kernel: softmax, lam")
    window: int = param(0, "softmax looks back this many tokens; 0: all of them", low=0, high=1_048_576)
    window_layers: tuple[int, ...] = ()
    """The layers, counted from 0, that ``window`` holds for; none named: all."""
    memory: int = param(
        0,
        "lam: tokens after which the head that remembers longest has forgotten 63 %; 0: none forgets",
        low=0,
        high=1_048_576,
    )
    position: str = param("rotary", "position scheme: learned, sinusoidal, rotary, none")
    rope_base: float = param(10_000.0, "rotary: the larger, the slower the last channels turn", low=1.0001, high=1e12)
    rope_share: float = param(1.0, "rotary: share of a head's channels that turn", low=0.0, high=1.0)
    rope_scaling: RopeScaling | None = None
    """Rotary: how positions are slowed down to read longer texts."""
    norm: str = param("rmsnorm", "norm: layernorm, rmsnorm")
    norm_eps: float = param(1e-5, "what norms add to the variance, so that they never divide by 0", low=0.0, high=1.0)
    qk_norm: str = param("none", "norm of queries and keys: none, scale (a gain for each head), rms (for each channel)")
    mlp: str = param("swiglu", "MLP: gelu, gelu_erf, swiglu")
    parallel: bool = param(False, "the MLP reads what attention reads, not what attention has added")
    bias: bool = param(False, "linear layers and layer norms have a bias")
    attention_bias: str = param(
        "",
        "where attention has a bias, if that differs from the rest",
        choices=("", "none", "qkv", "out", "all"),
    )
    tied: bool = param(True, "the unembedding is the token embedding")
    dropout: float = param(0.0, "share of activations dropped while training", low=0.0, high=0.9)

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.head_dim and self.n_embd % self.n_head:
            raise ConfigError(f"n_embd {self.n_embd} must be a multiple of n_head {self.n_head}, or head_dim be given")
        if self.n_head % self.kv_heads:
            raise ConfigError(f"n_head {self.n_head} must be a multiple of n_kv_head {self.n_kv_head}")
        if self.position == "rotary" and self.turned % 2:
            of = "n_embd / n_head" if not self.head_dim and self.rope_share == 1 else "head_dim * rope_share"
            raise ConfigError(f"rotary positions need an even head size, not {of} = {self.turned}")
        if not (self.rope_scaling is None or isinstance(self.rope_scaling, RopeScaling)):
            raise ConfigError(f"rope_scaling must be a RopeScaling or None, not {self.rope_scaling!r}")
        self._check_windows()

    def _check_windows(self) -> None:
        layers = self.window_layers
        if not isinstance(layers, tuple) or not all(type(n) is int and 0 <= n < self.n_layer for n in layers):
            raise ConfigError(f"window_layers must be layers from 0 to {self.n_layer - 1}, not {layers!r}"[:300])
        if layers and not self.window:
            raise ConfigError("window_layers names layers that have a window, but window is 0")

    @property
    def head_size(self) -> int:
        return self.head_dim or self.n_embd // self.n_head

    @property
    def turned(self) -> int:
        """Channels of a head that rotary positions turn."""
        return int(self.head_size * self.rope_share)

    @property
    def kv_heads(self) -> int:
        return self.n_kv_head or self.n_head

    @property
    def qkv_rows(self) -> tuple[int, int, int]:
        """Rows of queries, keys and values in what ``attention.qkv`` gives."""
        return self.n_head * self.head_size, self.kv_heads * self.head_size, self.kv_heads * self.head_size

    def has_bias(self, part: str) -> bool:
        """Whether ``part`` of attention, "qkv" or "out", has a bias."""
        return self.attention_bias in (part, "all") if self.attention_bias else self.bias

    def at(self, layer: int) -> GPTConfig:
        """The config as it holds for one layer."""
        if not self.window_layers:
            return self
        window = self.window if layer in self.window_layers else 0
        return dataclasses.replace(self, window=window, window_layers=())

    def to_dict(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> GPTConfig:
        """Build from JSON, that of older versions too; ``ConfigError`` names fields that do not exist."""
        read = {name: READERS[name](value) if name in READERS else value for name, value in values.items()}
        return from_dict(cls, read)


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


def _scaling(value: Any) -> RopeScaling | None:
    if value is None or isinstance(value, RopeScaling):
        return value
    if not isinstance(value, dict):
        raise ConfigError(f"rope_scaling must be an object or null, not {str(value)[:60]!r}")
    return from_dict(RopeScaling, value)


READERS: dict[str, Callable[[Any], Any]] = {
    "rope_scaling": _scaling,
    "window_layers": lambda value: tuple(value) if isinstance(value, list) else value,
    "qk_norm": lambda value: QK_NORMS[value] if isinstance(value, bool) else value,
}
"""Fields whose JSON is not their value."""


@dataclass(frozen=True)
class Offer:
    """A model on offer, and texts that show it well: a file below the root, or a repository of the Hugging Face Hub at
    a revision, with the parameters and bytes that it is known to have."""

    name: str
    file: str = ""
    summary: str = ""
    examples: tuple[str, ...] = ()
    repo: str = ""
    revision: str = "main"
    parameters: int = 0
    bytes: int = 0

    def __post_init__(self) -> None:
        if bool(self.file) == bool(self.repo):
            raise ConfigError(f"model {self.name!r} must have either a file or a repo")
        if self.repo and not (self.bytes > 0 and self.parameters > 0):
            raise ConfigError(f"model {self.name!r} is on the Hub, so it must say its parameters and bytes")


@dataclass(frozen=True)
class AdapterOffer:
    """A LoRA adapter on offer: the name of its model, and its folder below the root."""

    name: str
    model: str
    folder: str
    summary: str = ""


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
    downloads: bool = param(True, "models that are not on this machine yet may be fetched from the page")


@dataclass(frozen=True)
class Settings:
    """What ``config.json`` says: data only."""

    default_model: str
    models: tuple[Offer, ...]
    limits: Limits
    adapters: tuple[AdapterOffer, ...] = ()

    def offer(self, name: str) -> Offer | None:
        return next((offer for offer in self.models if offer.name == name), None)

    def adapters_of(self, model: str) -> list[AdapterOffer]:
        """The adapters for a model on offer."""
        return [adapter for adapter in self.adapters if adapter.model == model]


def read_settings(path: Path) -> Settings:
    """The settings in a JSON file; ``ConfigError`` says what is wrong with it."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        offers = tuple(
            from_dict(Offer, offer | {"examples": tuple(offer.get("examples", ()))}) for offer in values["models"]
        )
        adapters = tuple(from_dict(AdapterOffer, adapter) for adapter in values.get("adapters", ()))
        settings = Settings(values["default_model"], offers, from_dict(Limits, values.get("limits", {})), adapters)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"{path} cannot be used as settings: {error!r}") from error
    if settings.offer(settings.default_model) is None:
        raise ConfigError(f"{path}: default_model {settings.default_model!r} is none of its models")
    return settings
