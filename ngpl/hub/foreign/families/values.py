"""Values of a ``config.json``: taken out with a check of their type, and what several families say in the same way."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ngpl.bounds import cut
from ngpl.config import GPTConfig, RopeScaling
from ngpl.errors import ConfigError
from ngpl.spec import check, params_of

Values = Mapping[str, Any]

LAYERS = next(p for p in params_of(GPTConfig) if p.name == "n_layer")
LARGEST = 1e30  # of a number in a config; it is also no infinity and no NaN

ACTIVATIONS = {"gelu_new": "gelu", "gelu_pytorch_tanh": "gelu", "gelu_fast": "gelu", "gelu": "gelu_erf"}
"""Their names of what stands between the two layers of an MLP, and ours. The first three are one function."""
FULL, SLIDING = "full_attention", "sliding_attention"


def whole(values: Values, name: str, default: int) -> int:
    """A whole number; ``default`` if it is not there. ``ConfigError`` for null: a guess might even run."""
    if name in values and values[name] is None:
        raise ConfigError(f"{name} must be a whole number, not null")
    value = number(values, name, default)
    if value != int(value):
        raise ConfigError(f"{name} must be a whole number, not {value!r}")
    return int(value)


def whole_or(values: Values, name: str, default: int) -> int:
    """As ``whole``, where null stands for the default."""
    return default if values.get(name) is None else whole(values, name, default)


def layer_count(values: Values, name: str, default: int) -> int:
    """How many layers; checked at once, before anything of that length is made."""
    count = whole(values, name, default)
    check(LAYERS, count)
    return count


def number(values: Values, name: str, default: float) -> float:
    value = default if values.get(name) is None else values[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < LARGEST:
        raise ConfigError(f"{name} must be a number, not {said(value)}")
    return value


def flag(values: Values, name: str, default: bool) -> bool:
    value = default if values.get(name) is None else values[name]
    if not isinstance(value, bool):
        raise ConfigError(f"{name} must be true or false, not {said(value)}")
    return value


def activation(values: Values, name: str, default: str, allowed: Mapping[str, str] = ACTIVATIONS) -> str:
    """Our name of the MLP for their name of its activation."""
    value = default if values.get(name) is None else values[name]
    if not isinstance(value, str) or value not in allowed:
        raise ConfigError(f"{name} {said(value)} cannot be computed here; what can is: {', '.join(allowed)}")
    return allowed[value]


def their_activation(mlp: str) -> str:
    return {"gelu": "gelu_new", "gelu_erf": "gelu"}.get(mlp, mlp)


def said(value: Any) -> str:
    """A value in a message; only what is short by itself is spelled out."""
    if isinstance(value, int) and abs(value) > LARGEST:
        return "one with more digits than any has"
    return repr(cut(str(value), 60)) if isinstance(value, str | int | float | None) else type(value).__name__


def refuse(values: Values, **reasons: str) -> None:
    """``ConfigError`` with the reason if one of these values is set."""
    for name, reason in reasons.items():
        if values.get(name):
            raise ConfigError(f"{name} is set, and {reason}")


def whole_rope(values: Values, context: int) -> dict[str, Any]:
    """As ``rope``, of a family in which all channels turn; ``ConfigError`` for a config that tells otherwise."""
    found = rope(values, context)
    if found["rope_share"] != 1:
        raise ConfigError(f"partial_rotary_factor is {found['rope_share']}, but in this family all channels turn")
    return found


def rope(values: Values, context: int, base: float = 10_000.0, share: float = 1.0) -> dict[str, Any]:
    """What a config says of rotary positions, under the older keys or those of transformers 5, as fields of ours."""
    given = values.get("rope_scaling") or values.get("rope_parameters") or {}
    if not isinstance(given, Mapping) or any(isinstance(value, Mapping) for value in given.values()):
        raise ConfigError(f"rotary positions that differ between layers cannot be computed here: {str(given)[:100]}")
    given = {"original_max_position_embeddings": context, "partial_rotary_factor": share, **given}
    if values.get("original_max_position_embeddings") is not None:
        given["original_max_position_embeddings"] = values["original_max_position_embeddings"]
    for name, default in (("rope_theta", base), ("partial_rotary_factor", given["partial_rotary_factor"])):
        given[name] = number(given, name, number(values, name, default))
    kind = given.get("rope_type") or given.get("type") or "default"
    return {
        "rope_base": given["rope_theta"],
        "rope_share": given["partial_rotary_factor"],
        "rope_scaling": scaling(str(kind), given),
    }


def scaling(kind: str, given: Values) -> RopeScaling | None:
    """How positions are slowed down; ``ConfigError`` for a way that is not computed here."""
    if kind == "default":
        return None
    if kind not in ("linear", "llama3", "yarn"):
        why = unscaled(given)
        raise ConfigError(f"rope_type {kind[:60]!r} cannot be computed here ({why}); linear, llama3 and yarn can")
    factor = number(given, "factor", 1.0)
    context = 0 if kind == "linear" else whole_or(given, "original_max_position_embeddings", 0)
    if kind == "llama3":
        low, high = number(given, "low_freq_factor", 0.0), number(given, "high_freq_factor", 0.0)
        return RopeScaling(kind, factor, context, low_freq_factor=low, high_freq_factor=high)
    if kind == "yarn":
        return RopeScaling(
            kind,
            factor,
            context,
            beta_fast=number(given, "beta_fast", 32.0) or 32.0,
            beta_slow=number(given, "beta_slow", 1.0) or 1.0,
            truncate=flag(given, "truncate", True),
            strength=strength(given, factor),
        )
    return RopeScaling(kind, factor)


def unscaled(given: Values) -> str:
    """Why positions cannot be slowed down in the way that a config asks for."""
    factors = given.get("short_factor")
    if factors is not None and factors == given.get("long_factor"):
        return "every angle has a factor of its own; if ngpl export wrote this, open the .gpl file that it was made of"
    kind = given.get("rope_type") or given.get("type")
    return "its angles change with the length of the text" if kind in ("dynamic", "longrope", "su") else "unknown"


def strength(given: Values, factor: float) -> float:
    """YaRN's gain for queries and keys: said, or 0.1 ln(factor) + 1, or the ratio of two such with a weight each."""
    if given.get("attention_factor") is not None:
        return number(given, "attention_factor", 1.0)

    def gain(weight: float) -> float:
        return 0.1 * weight * math.log(factor) + 1.0 if factor > 1 else 1.0

    some, all = number(given, "mscale", 0), number(given, "mscale_all_dim", 0)
    if min(some, all) < 0:
        raise ConfigError(f"mscale and mscale_all_dim must not be negative, but are {some} and {all}")
    return gain(some) / gain(all) if some and all else gain(1.0)


def rope_values(c: GPTConfig) -> dict[str, Any]:
    """Rotary positions as transformers says them, under the keys of version 5 and under the older ones."""
    found: dict[str, Any] = {"rope_type": "default"}
    if c.rope_scaling is not None:
        s = c.rope_scaling
        found = {"rope_type": s.kind, "factor": s.factor}
        if s.kind == "llama3":
            found |= {"low_freq_factor": s.low_freq_factor, "high_freq_factor": s.high_freq_factor}
        if s.kind == "yarn":
            found |= {"beta_fast": s.beta_fast, "beta_slow": s.beta_slow, "truncate": s.truncate}
            found["attention_factor"] = s.strength
        if s.original_context:
            found["original_max_position_embeddings"] = s.original_context
    older = {"rope_scaling": found} if c.rope_scaling is not None else {}
    parameters = found | {"rope_theta": c.rope_base}
    if c.rope_share != 1:
        parameters["partial_rotary_factor"] = c.rope_share
    return {"rope_parameters": parameters, "rope_theta": c.rope_base, **older}


def windows(values: Values, n_layer: int) -> dict[str, Any]:
    """Which layers have a sliding window (Qwen), as fields of ours."""
    if not flag(values, "use_sliding_window", False) or values.get("sliding_window") is None:
        return {}
    first = whole(values, "max_window_layers", 28)
    kinds = values.get("layer_types") or [FULL if n < first else SLIDING for n in range(n_layer)]
    if not isinstance(kinds, list) or len(kinds) != n_layer or not {*map(str, kinds)} <= {FULL, SLIDING}:
        raise ConfigError(
            f"layer_types must be {FULL} or {SLIDING} for each of {n_layer} layers, not {str(kinds)[:99]}"
        )
    layers = tuple(n for n, kind in enumerate(kinds) if kind == SLIDING)
    return some_layers(whole(values, "sliding_window", 4096), layers, n_layer)


def some_layers(window: int, layers: tuple[int, ...], n_layer: int) -> dict[str, Any]:
    """A window for some layers, for all, or for none."""
    if not layers:
        return {}
    return {"window": window, "window_layers": layers if len(layers) < n_layer else ()}


def window_values(c: GPTConfig) -> dict[str, Any]:
    if not c.window:
        return {"use_sliding_window": False}
    kinds = [SLIDING if c.at(layer).window else FULL for layer in range(c.n_layer)]
    first = kinds.index(SLIDING)
    return {
        "use_sliding_window": True,
        "sliding_window": c.window,
        "max_window_layers": first,
        "layer_types": kinds,
    }
