"""A small model of each family, with weights that are random."""

from __future__ import annotations

from typing import Any

from ngpl.config import GPTConfig, gpt2_shape
from ngpl.model import GPT
from tests import tiny

WORDS = tiny.tokenizer()
SMALL: dict[str, Any] = {"vocab_size": WORDS.vocab_size, "block_size": 64, "n_layer": 2, "n_head": 2, "n_embd": 16}
SHAPES: dict[str, GPTConfig] = {
    "llama": GPTConfig(**SMALL, n_kv_head=1, tied=False),
    "gpt2": gpt2_shape(**SMALL),
    "qwen3": GPTConfig(**SMALL, head_dim=12, qk_norm="rms"),
    "qwen2": GPTConfig(**SMALL, attention_bias="qkv", window=5, window_layers=(1,)),
    "gpt_neox": GPTConfig(
        **SMALL, norm="layernorm", mlp="gelu_erf", bias=True, parallel=True, tied=False, rope_share=0.5
    ),
    "gpt_neo": gpt2_shape(**SMALL, attention_bias="out", window=5, window_layers=(1,)),
}


def model_of(family: str) -> GPT:
    return tiny.model(**SHAPES[family].to_dict() | {"window_layers": SHAPES[family].window_layers})
