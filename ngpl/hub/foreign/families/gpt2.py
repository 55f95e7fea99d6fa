"""GPT-2 and DistilGPT-2 (Radford et al., 2019). Its linear layers are stored the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ngpl.config import GPTConfig, gpt2_shape
from ngpl.errors import ConfigError
from ngpl.hub.foreign.families.family import SAME, TRANSPOSED, Change, Family, Rule, linear
from ngpl.hub.foreign.families.values import (
    Values,
    activation,
    flag,
    layer_count,
    number,
    refuse,
    their_activation,
    whole,
    whole_or,
)

UNSCALED_SCORES = "scores are then not divided by the square root of the head size alone, which cannot be said here"


def config(values: Values) -> GPTConfig:
    refuse(
        values,
        scale_attn_by_inverse_layer_idx=UNSCALED_SCORES,
        add_cross_attention="a model that also looks at a second text cannot be computed here",
    )
    if not flag(values, "scale_attn_weights", True):
        raise ConfigError(f"scale_attn_weights is off, and {UNSCALED_SCORES}")
    width = whole(values, "n_embd", 768)
    return gpt2_shape(
        vocab_size=whole(values, "vocab_size", 50257),
        block_size=whole(values, "n_positions", 1024),
        n_layer=layer_count(values, "n_layer", 12),
        n_head=whole(values, "n_head", 12),
        n_embd=width,
        n_hidden=whole_or(values, "n_inner", 4 * width),
        mlp=activation(values, "activation_function", "gelu_new"),
        norm_eps=number(values, "layer_norm_epsilon", 1e-5),
        tied=flag(values, "tie_word_embeddings", True),
    )


def values(c: GPTConfig) -> dict[str, Any]:
    return {
        "vocab_size": c.vocab_size,
        "n_positions": c.block_size,
        "n_ctx": c.block_size,
        "n_layer": c.n_layer,
        "n_head": c.n_head,
        "n_embd": c.n_embd,
        "n_inner": c.n_hidden,
        "activation_function": their_activation(c.mlp),
        "layer_norm_epsilon": c.norm_eps,
        "tie_word_embeddings": c.tied,
    }


def rules(attention: Sequence[Rule], change: Change = SAME) -> tuple[Rule, ...]:
    """The names that GPT-Neo took over, around a family's own ones of ``attention``; ``change`` is that of the MLP."""
    return (
        Rule("tokens.weight", ("wte.weight",)),
        Rule("positions.table.weight", ("wpe.weight",)),
        *linear("blocks.{}.attention_norm", "h.{}.ln_1"),
        *attention,
        *linear("blocks.{}.mlp_norm", "h.{}.ln_2"),
        *linear("blocks.{}.mlp.up", "h.{}.mlp.c_fc", change=change),
        *linear("blocks.{}.mlp.down", "h.{}.mlp.c_proj", change=change),
        *linear("norm", "ln_f"),
        Rule("head.weight", ("lm_head.weight",)),
    )


ATTENTION = (
    *linear("blocks.{}.attention.qkv", "h.{}.attn.c_attn", change=TRANSPOSED),
    *linear("blocks.{}.attention.out", "h.{}.attn.c_proj", change=TRANSPOSED),
)
FAMILY = Family(
    model_type="gpt2",
    architecture="GPT2LMHeadModel",
    prefix="transformer.",
    config=config,
    values=values,
    rules=rules(ATTENTION, TRANSPOSED),
    buffers=r"h\.\d+\.attn\.(masked_)?bias",
)
