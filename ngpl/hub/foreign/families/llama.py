"""Llama (Touvron et al., 2023): also SmolLM2, TinyLlama and the llama2.c stories. Qwen's families follow it."""

from __future__ import annotations

from typing import Any

from ngpl.config import GPTConfig
from ngpl.hub.foreign.families.family import JOINED, Family, Rule, linear
from ngpl.hub.foreign.families.values import (
    Values,
    activation,
    flag,
    layer_count,
    number,
    rope_values,
    whole,
    whole_or,
    whole_rope,
)

RULES = (
    Rule("tokens.weight", ("embed_tokens.weight",)),
    *linear("blocks.{}.attention_norm", "layers.{}.input_layernorm"),
    *linear("blocks.{}.attention.qkv", *(f"layers.{{}}.self_attn.{x}_proj" for x in "qkv"), change=JOINED),
    Rule("blocks.{}.attention.qk_norm.query", ("layers.{}.self_attn.q_norm.weight",)),
    Rule("blocks.{}.attention.qk_norm.key", ("layers.{}.self_attn.k_norm.weight",)),
    *linear("blocks.{}.attention.out", "layers.{}.self_attn.o_proj"),
    *linear("blocks.{}.mlp_norm", "layers.{}.post_attention_layernorm"),
    *linear("blocks.{}.mlp.gate", "layers.{}.mlp.gate_proj"),
    *linear("blocks.{}.mlp.up", "layers.{}.mlp.up_proj"),
    *linear("blocks.{}.mlp.down", "layers.{}.mlp.down_proj"),
    *linear("norm", "norm"),
    Rule("head.weight", ("lm_head.weight",)),
)
BUFFERS = r"layers\.\d+\.self_attn\.rotary_emb\.inv_freq|rotary_emb\.inv_freq"


def shape(values: Values, **usual: int) -> dict[str, Any]:
    """What Llama's and Qwen's configs say in the same words, as fields of ours; ``usual`` are a family's defaults."""
    context = whole(values, "max_position_embeddings", usual["context"])
    n_head = whole(values, "num_attention_heads", 32)
    return {
        "vocab_size": whole(values, "vocab_size", usual["vocab_size"]),
        "block_size": context,
        "n_layer": layer_count(values, "num_hidden_layers", 32),
        "n_head": n_head,
        "n_kv_head": whole_or(values, "num_key_value_heads", usual.get("n_kv_head", n_head)),
        "n_embd": whole(values, "hidden_size", 4096),
        "head_dim": whole_or(values, "head_dim", usual.get("head_dim", 0)),
        "n_hidden": whole(values, "intermediate_size", usual["n_hidden"]),
        "mlp": activation(values, "hidden_act", "silu", {"silu": "swiglu", "swish": "swiglu"}),
        "norm_eps": number(values, "rms_norm_eps", 1e-6),
        "tied": flag(values, "tie_word_embeddings", False),
        **whole_rope(values, context),
    }


def shape_values(c: GPTConfig) -> dict[str, Any]:
    """``shape`` the other way round."""
    return {
        "vocab_size": c.vocab_size,
        "max_position_embeddings": c.block_size,
        "num_hidden_layers": c.n_layer,
        "num_attention_heads": c.n_head,
        "num_key_value_heads": c.kv_heads,
        "hidden_size": c.n_embd,
        "head_dim": c.head_size,
        "intermediate_size": c.n_hidden,
        "hidden_act": "silu",
        "rms_norm_eps": c.norm_eps,
        "tie_word_embeddings": c.tied,
        **rope_values(c),
    }


def config(values: Values) -> GPTConfig:
    biased = flag(values, "attention_bias", False)
    return GPTConfig(
        **shape(values, context=2048, vocab_size=32000, n_hidden=11008),
        bias=flag(values, "mlp_bias", False),
        attention_bias="all" if biased else "none",
    )


def values(c: GPTConfig) -> dict[str, Any]:
    return {**shape_values(c), "attention_bias": c.has_bias("qkv"), "mlp_bias": c.bias}


FAMILY = Family("llama", "LlamaForCausalLM", "model.", config, values, RULES, BUFFERS)
