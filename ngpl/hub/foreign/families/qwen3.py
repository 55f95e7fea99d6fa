"""Qwen3: Llama with norms of queries and keys, heads as wide as one likes, and a window in the later layers if asked
for. Its mixtures of experts are another family, which is not read."""

from __future__ import annotations

from typing import Any

from ngpl.config import GPTConfig
from ngpl.hub.foreign.families.family import Family
from ngpl.hub.foreign.families.llama import BUFFERS, RULES, shape, shape_values
from ngpl.hub.foreign.families.values import Values, flag, window_values, windows


def config(values: Values) -> GPTConfig:
    usual = {"context": 32768, "vocab_size": 151936, "n_hidden": 22016, "n_kv_head": 32, "head_dim": 128}
    fields = shape(values, **usual)
    biased = flag(values, "attention_bias", False)
    return GPTConfig(
        **fields,
        **windows(values, fields["n_layer"]),
        qk_norm="rms",
        attention_bias="all" if biased else "none",
    )


def values(c: GPTConfig) -> dict[str, Any]:
    return {**shape_values(c), **window_values(c), "attention_bias": c.has_bias("qkv")}


FAMILY = Family("qwen3", "Qwen3ForCausalLM", "model.", config, values, RULES, BUFFERS)
