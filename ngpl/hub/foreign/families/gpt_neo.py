"""GPT-Neo (Black et al., 2021) and TinyStories (Eldan and Li, 2023).

It does not divide scores by the square root of the head size, as attention here does; so queries are multiplied by it
when a file is read, and divided by it when one is written. Every other layer looks back only as far as a window.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from ngpl.config import GPTConfig, gpt2_shape
from ngpl.errors import ConfigError
from ngpl.hub.foreign.families.family import UNSCALED, Family, linear
from ngpl.hub.foreign.families.gpt2 import rules
from ngpl.hub.foreign.families.values import (
    Values,
    activation,
    flag,
    layer_count,
    number,
    some_layers,
    their_activation,
    whole,
    whole_or,
)


def config(values: Values) -> GPTConfig:
    width, n_layer = whole(values, "hidden_size", 2048), layer_count(values, "num_layers", 24)
    return gpt2_shape(
        vocab_size=whole(values, "vocab_size", 50257),
        block_size=whole(values, "max_position_embeddings", 2048),
        n_layer=n_layer,
        n_head=whole(values, "num_heads", 16),
        n_embd=width,
        n_hidden=whole_or(values, "intermediate_size", 4 * width),
        mlp=activation(values, "activation_function", "gelu_new"),
        norm_eps=number(values, "layer_norm_epsilon", 1e-5),
        attention_bias="out",
        tied=flag(values, "tie_word_embeddings", True),
        **some_layers(whole(values, "window_size", 256), local_layers(values, n_layer), n_layer),
    )


def local_layers(values: Values, n_layer: int) -> tuple[int, ...]:
    """The layers with a window: ``attention_types`` such as ``[[["global", "local"], 12]]``, written out."""
    groups = values.get("attention_types") or [[["global", "local"], 12]]
    kinds: list[str] = []
    try:
        for names, times in groups:
            kinds += list(islice(names, n_layer + 1)) * min(times, n_layer + 1 - len(kinds))
    except (TypeError, ValueError) as error:
        raise ConfigError(f"attention_types cannot be read: {str(groups)[:100]}") from error
    if len(kinds) != n_layer or not {*map(str, kinds)} <= {"global", "local"}:
        raise ConfigError(f"attention_types must say global or local for {n_layer} layers, not {str(groups)[:100]}")
    return tuple(n for n, kind in enumerate(kinds) if kind == "local")


def values(c: GPTConfig) -> dict[str, Any]:
    kinds = ["local" if c.at(layer).window else "global" for layer in range(c.n_layer)]
    return {
        "vocab_size": c.vocab_size,
        "max_position_embeddings": c.block_size,
        "num_layers": c.n_layer,
        "num_heads": c.n_head,
        "hidden_size": c.n_embd,
        "intermediate_size": c.n_hidden,
        "activation_function": their_activation(c.mlp),
        "layer_norm_epsilon": c.norm_eps,
        "attention_types": [[kinds, 1]],
        "attention_layers": kinds,
        "window_size": c.window or 256,
        "tie_word_embeddings": c.tied,
    }


ATTENTION = (
    *linear("blocks.{}.attention.qkv", *(f"h.{{}}.attn.attention.{x}_proj" for x in "qkv"), change=UNSCALED),
    *linear("blocks.{}.attention.out", "h.{}.attn.attention.out_proj"),
)
FAMILY = Family(
    model_type="gpt_neo",
    architecture="GPTNeoForCausalLM",
    prefix="transformer.",
    config=config,
    values=values,
    rules=rules(ATTENTION),
    buffers=r"h\.\d+\.attn\.attention\.(masked_)?bias",
)
