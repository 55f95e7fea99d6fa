"""Which architecture of llama.cpp computes what a model does, and why none does."""

from __future__ import annotations

from typing import Any

import torch

from ngpl.config import GPTConfig
from ngpl.errors import InputError

# What each architecture computes, by fields of the config; the first that fits is written.
ARCHITECTURES: dict[str, dict[str, tuple[Any, ...]]] = {
    "qwen3": {"norm": ("rmsnorm",), "mlp": ("swiglu",), "position": ("rotary",), "qk_norm": ("rms",)},
    "qwen2": {"norm": ("rmsnorm",), "mlp": ("swiglu",), "position": ("rotary",), "attention_bias": ("qkv",)},
    "llama": {"norm": ("rmsnorm",), "mlp": ("swiglu",), "position": ("rotary",)},
    "gpt2": {"norm": ("layernorm",), "mlp": ("gelu",), "position": ("learned",)},
    "gptneox": {
        "norm": ("layernorm",),
        "mlp": ("gelu", "gelu_erf"),
        "position": ("rotary",),
        "parallel": (False, True),
    },
}
USUAL: dict[str, tuple[Any, ...]] = {"qk_norm": ("none",), "parallel": (False,)}
UNSPLIT = ("gpt2", "gptneox")  # one matrix for queries, keys and values, and biases everywhere


def architecture_of(c: GPTConfig) -> str:
    """The architecture that computes what such a model does; ``InputError`` with the reason if there is none."""
    reasons = {
        "LAM has no home there: every architecture of GGUF attends with a softmax": c.attention != "softmax",
        "attention with a window has no home there, in the architectures that this model fits": bool(c.window),
        "a gain for each head (qk_norm scale) has no home there": c.qk_norm == "scale",
    }
    for reason, holds in reasons.items():
        if holds:
            raise InputError(f"this model cannot become a GGUF file: {reason}; a .gpl file holds it")
    for name, allowed in ARCHITECTURES.items():
        if all(getattr(c, field) in values for field, values in (USUAL | allowed).items()):
            _check_details(name, c)
            return name
    unsaid = {
        name: [field for field, values in (USUAL | allowed).items() if getattr(c, field) not in values]
        for name, allowed in ARCHITECTURES.items()
    }
    nearest = min(unsaid, key=lambda name: len(unsaid[name]))
    lacks = ", ".join(f"{field} {getattr(c, field)}" for field in unsaid[nearest])
    raise InputError(f"no architecture of GGUF computes this model; the nearest, {nearest}, lacks: {lacks}")


def _check_details(architecture: str, c: GPTConfig) -> None:
    scaling = c.rope_scaling
    needs = {
        "as many key and value heads as heads": architecture in UNSPLIT and c.kv_heads != c.n_head,
        "heads of n_embd / n_head channels": architecture in UNSPLIT and c.head_size * c.n_head != c.n_embd,
        "heads that turn in all their channels": architecture not in UNSPLIT and c.turned != c.head_size,
        "no biases but those of queries, keys and values": architecture in ("qwen2", "qwen3") and c.bias,
        "attention without biases": architecture == "qwen3" and (c.has_bias("qkv") or c.has_bias("out")),
        "rotary scaling that is linear or yarn": scaling is not None
        and scaling.kind == "llama3"
        and architecture != "llama",
        "yarn as its authors compute it": scaling is not None and scaling.kind == "yarn" and not _is_plain_yarn(c),
    }
    for need, lacks in needs.items():
        if lacks:
            raise InputError(f"this model cannot become a GGUF file: the architecture {architecture} needs {need}")


def _is_plain_yarn(c: GPTConfig) -> bool:
    s = c.rope_scaling
    return s is not None and s.truncate and abs(s.strength - 1 - 0.1 * float(torch.tensor(s.factor).log())) < 1e-4
