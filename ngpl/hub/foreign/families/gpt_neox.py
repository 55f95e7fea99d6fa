"""GPT-NeoX (Black et al., 2022) and Pythia. Its files hold query, key and value head by head."""

from __future__ import annotations

from typing import Any

from ngpl.config import GPTConfig
from ngpl.hub.foreign.families.family import INTERLEAVED, Family, Rule, linear
from ngpl.hub.foreign.families.values import (
    Values,
    activation,
    flag,
    layer_count,
    number,
    rope,
    rope_values,
    their_activation,
    whole,
)


def config(values: Values) -> GPTConfig:
    context = whole(values, "max_position_embeddings", 2048)
    base, share = number(values, "rotary_emb_base", 10_000.0), number(values, "rotary_pct", 0.25)
    return GPTConfig(
        vocab_size=whole(values, "vocab_size", 50432),
        block_size=context,
        n_layer=layer_count(values, "num_hidden_layers", 44),
        n_head=whole(values, "num_attention_heads", 64),
        n_embd=whole(values, "hidden_size", 6144),
        n_hidden=whole(values, "intermediate_size", 24576),
        **rope(values, context, base, share),
        norm="layernorm",
        norm_eps=number(values, "layer_norm_eps", 1e-5),
        mlp=activation(values, "hidden_act", "gelu"),
        parallel=flag(values, "use_parallel_residual", True),
        bias=True,
        attention_bias="all" if flag(values, "attention_bias", True) else "none",
        tied=flag(values, "tie_word_embeddings", False),
    )


def values(c: GPTConfig) -> dict[str, Any]:
    said = rope_values(c)
    said["rope_parameters"]["partial_rotary_factor"] = c.rope_share
    return {
        "vocab_size": c.vocab_size,
        "max_position_embeddings": c.block_size,
        "num_hidden_layers": c.n_layer,
        "num_attention_heads": c.n_head,
        "hidden_size": c.n_embd,
        "intermediate_size": c.n_hidden,
        "rotary_pct": c.rope_share,
        "rotary_emb_base": c.rope_base,
        "layer_norm_eps": c.norm_eps,
        "hidden_act": their_activation(c.mlp),
        "use_parallel_residual": c.parallel,
        "attention_bias": c.has_bias("qkv"),
        "tie_word_embeddings": c.tied,
        **said,
    }


FAMILY = Family(
    model_type="gpt_neox",
    architecture="GPTNeoXForCausalLM",
    prefix="gpt_neox.",
    config=config,
    values=values,
    rules=(
        Rule("tokens.weight", ("embed_in.weight",)),
        *linear("blocks.{}.attention_norm", "layers.{}.input_layernorm"),
        *linear("blocks.{}.attention.qkv", "layers.{}.attention.query_key_value", change=INTERLEAVED),
        *linear("blocks.{}.attention.out", "layers.{}.attention.dense"),
        *linear("blocks.{}.mlp_norm", "layers.{}.post_attention_layernorm"),
        *linear("blocks.{}.mlp.up", "layers.{}.mlp.dense_h_to_4h"),
        *linear("blocks.{}.mlp.down", "layers.{}.mlp.dense_4h_to_h"),
        *linear("norm", "final_layer_norm"),
        Rule("head.weight", ("embed_out.weight",)),
    ),
    buffers=r"layers\.\d+\.attention\.((masked_)?bias|rotary_emb\.inv_freq)|rotary_emb\.inv_freq",
    renamed={"lm_head.weight": "embed_out.weight"},
)
