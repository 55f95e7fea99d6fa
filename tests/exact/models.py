"""Tiny random models of every family, made by ``transformers``, and the same read by NanoGPL."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import torch
import transformers
from torch import Tensor

from ngpl.hub.foreign.huggingface import Imported, open_folder
from ngpl.tokenizers import write_tokenizer
from tests import tiny

transformers.logging.set_verbosity_error()
transformers.logging.disable_progress_bar()

ROWS = 300  # six more than the tokenizer has tokens
CONTEXT = 64
NONE: dict[str, Any] = {"bos_token_id": None, "eos_token_id": None, "pad_token_id": None}
LLAMA = {
    "vocab_size": ROWS,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "max_position_embeddings": CONTEXT,
    **NONE,
}
LLAMA3 = {"rope_type": "llama3", "low_freq_factor": 1.0, "high_freq_factor": 4.0, "rope_theta": 500.0}
YARN = {"rope_type": "yarn", "rope_theta": 500.0}
SLOW = {"factor": 8.0, "original_max_position_embeddings": 16}


def gpt2(**changes: Any) -> Any:
    shape = {"vocab_size": ROWS, "n_positions": CONTEXT, "n_embd": 32, "n_layer": 2, "n_head": 4}
    return transformers.GPT2Config(**{**shape, **NONE, **changes})


def llama(**changes: Any) -> Any:
    return transformers.LlamaConfig(**{**LLAMA, "num_key_value_heads": 2, **changes})


def qwen2(**changes: Any) -> Any:
    return transformers.Qwen2Config(**{**LLAMA, "num_key_value_heads": 2, **changes})


def qwen3(**changes: Any) -> Any:
    return transformers.Qwen3Config(**{**LLAMA, "num_key_value_heads": 2, "head_dim": 12, **changes})


def neox(**changes: Any) -> Any:
    return transformers.GPTNeoXConfig(**{**LLAMA, **changes})


def neo(**changes: Any) -> Any:
    shape = {"vocab_size": ROWS, "hidden_size": 32, "num_layers": 2, "num_heads": 4, "window_size": 5}
    types = {"attention_types": [[["global", "local"], 1]], "max_position_embeddings": CONTEXT}
    return transformers.GPTNeoConfig(**{**shape, **types, **NONE, **changes})


CASES: dict[str, Callable[[], Any]] = {
    "gpt2": gpt2,
    "gpt2 untied, with another GELU": lambda: gpt2(
        tie_word_embeddings=False, activation_function="gelu", n_inner=40, layer_norm_epsilon=1e-3
    ),
    "llama": llama,
    "llama tied, with biases": lambda: llama(tie_word_embeddings=True, attention_bias=True, num_key_value_heads=4),
    "llama with wide heads and biased MLPs": lambda: llama(head_dim=16, mlp_bias=True, num_key_value_heads=1),
    "llama linear": lambda: llama(rope_parameters={"rope_type": "linear", "rope_theta": 500.0, "factor": 4.0}),
    "llama llama3": lambda: llama(rope_parameters=LLAMA3 | SLOW),
    "llama yarn": lambda: llama(rope_parameters=YARN | SLOW),
    "llama yarn with all it has": lambda: llama(
        rope_parameters=YARN | SLOW | {"beta_fast": 1.0, "beta_slow": 0.1, "truncate": False, "attention_factor": 1.3}
    ),
    "qwen2": qwen2,
    "qwen2 tied, with windows": lambda: qwen2(
        tie_word_embeddings=True, use_sliding_window=True, sliding_window=5, max_window_layers=1
    ),
    "qwen3": qwen3,
    "qwen3 tied, with windows and biases": lambda: qwen3(
        tie_word_embeddings=True, attention_bias=True, use_sliding_window=True, sliding_window=5, max_window_layers=0
    ),
    "neox": neox,
    "neox one after the other, tied": lambda: neox(
        use_parallel_residual=False,
        tie_word_embeddings=True,
        attention_bias=False,
        hidden_act="gelu_new",
        rope_parameters={"rope_type": "default", "rope_theta": 500.0, "partial_rotary_factor": 1.0},
    ),
    "neo": neo,
    "neo untied, all local": lambda: neo(attention_types=[[["local"], 2]], tie_word_embeddings=False),
}


@dataclass(frozen=True)
class Pair:
    """A model of ``transformers`` in evaluation mode, and the same read from the folder that it wrote."""

    theirs: Any
    ours: Imported


def random_model(name: str) -> Any:
    """Random weights, large enough that choices differ: norms and biases too."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(len(name))
        model = transformers.AutoModelForCausalLM.from_config(CASES[name](), attn_implementation="eager").eval()
        with torch.no_grad():
            for weight in model.parameters():
                weight.add_(0.15 * torch.randn_like(weight))
    return model


@cache
def pair(name: str) -> Pair:
    model = random_model(name)
    with tempfile.TemporaryDirectory() as folder:
        model.save_pretrained(folder)
        write_tokenizer(tiny.tokenizer(), folder)
        return Pair(model, open_folder(Path(folder)))


def prompts(count: int = 50) -> list[Tensor]:
    """Random prompts in batches of one length, ``(B, T)`` each: a single one, and groups of several lengths."""
    generator = torch.Generator().manual_seed(7)
    shapes = [(1, 1), (9, 1), (10, 3), (10, 7), (10, 12), (10, 21)]
    assert sum(rows for rows, _ in shapes) == count
    return [torch.randint(0, ROWS, shape, generator=generator) for shape in shapes]
