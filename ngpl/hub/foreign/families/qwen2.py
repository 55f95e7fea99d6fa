"""Qwen2 and Qwen2.5: Llama with biases for queries, keys and values, and a window in the later layers if asked for."""

from __future__ import annotations

from typing import Any

from ngpl.config import GPTConfig
from ngpl.hub.foreign.families.family import Family
from ngpl.hub.foreign.families.llama import BUFFERS, RULES, shape, shape_values
from ngpl.hub.foreign.families.values import Values, window_values, windows


def config(values: Values) -> GPTConfig:
    usual = {"context": 32768, "vocab_size": 151936, "n_hidden": 22016, "n_kv_head": 32}
    fields = shape(values, **usual)
    return GPTConfig(**fields, **windows(values, fields["n_layer"]), attention_bias="qkv")


def values(c: GPTConfig) -> dict[str, Any]:
    return shape_values(c) | window_values(c)


FAMILY = Family("qwen2", "Qwen2ForCausalLM", "model.", config, values, RULES, BUFFERS)
