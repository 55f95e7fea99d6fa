"""Models whose queries and keys have a gain for each head, in the words of Qwen3.

Qwen3 has a gain for each channel, and all heads share them. So each head is made as wide as all heads together, and
uses channels of its own there; the others are zero. With the lengths and the angles put right, every map and every
logit is the same. What it costs are weights that are zero, and keys and values that take as many times the memory as
there are heads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor

from ngpl.config import GPTConfig

PREFIX = "blocks.{}.attention."


def can_widen(c: GPTConfig) -> bool:
    """Whether ``widened`` is for such a model."""
    return c.qk_norm == "scale" and c.position == "rotary" and c.turned == c.head_size


def widened(c: GPTConfig, ours: Mapping[str, Tensor]) -> tuple[GPTConfig, dict[str, Tensor]]:
    """The config and the weights of the same model with wide heads; its angles are those of ``wide_rope``."""
    wide = replace(c, qk_norm="rms", head_dim=c.n_head * c.head_size, rope_scaling=None)
    made = dict(ours)
    for layer in range(c.n_layer):
        prefix = PREFIX.format(layer)
        made |= wide_norms(c, made.pop(f"{prefix}qk_norm.scale"), prefix)
        for name in {f"{prefix}qkv.weight", f"{prefix}qkv.bias"} & made.keys():
            made[name] = wide_rows(c, made[name])
        out = made[f"{prefix}out.weight"].unflatten(1, (c.n_head, c.head_size))  # (C, H, D)
        made[f"{prefix}out.weight"] = padded(out, wide.head_size, 2).flatten(1)
    return wide, made


def places(c: GPTConfig, head: int) -> Tensor:
    """The channels of a wide head that ``head`` uses: each half of its channels lies in the same half, ``(D,)``."""
    half = c.head_size // 2
    first = torch.arange(head * half, (head + 1) * half)
    return torch.cat([first, first + c.n_head * half])


def wide_rows(c: GPTConfig, rows: Tensor) -> Tensor:
    """The joined queries, keys and values ``((H + 2 H_kv) D, ...)`` of wide heads: scaled so that the mean square over
    all channels is what it was over the head's own. A key lies in the channels of every query head of its group."""
    heads = rows.unflatten(0, (-1, c.head_size))
    queries, keys, values = heads.split((c.n_head, c.kv_heads, c.kv_heads))
    width, group = c.n_head * c.head_size, c.n_head // c.kv_heads
    q, k = (rows.new_zeros(len(part), width, *rows.shape[1:]) for part in (queries, keys))
    for head in range(c.n_head):
        q[head, places(c, head)] = queries[head] * c.n_head**0.5
        k[head // group, places(c, head)] = keys[head // group] * c.kv_heads**0.5
    return torch.cat([q, k, padded(values, width, 1)]).flatten(0, 1)


def wide_norms(c: GPTConfig, scale: Tensor, prefix: str) -> dict[str, Tensor]:
    """The gains ``(H + H_kv,)`` of the heads as gains of channels, ``(H D,)`` each; the scores' divisor is the root of
    the width, which has grown, so the queries make up for it."""
    gains = scale.split((c.n_head, c.kv_heads))
    query, key = scale.new_zeros(2, c.n_head * c.head_size)
    for head in range(c.n_head):
        query[places(c, head)] = gains[0][head] * c.kv_heads**-0.5
        key[places(c, head)] = gains[1][head // (c.n_head // c.kv_heads)]
    return {f"{prefix}qk_norm.query": query, f"{prefix}qk_norm.key": key}


def padded(heads: Tensor, width: int, dim: int) -> Tensor:
    """Heads with zeros after their channels, up to ``width`` of them."""
    more = list(heads.shape)
    more[dim] = width - more[dim]
    return torch.cat([heads, heads.new_zeros(more)], dim)


def wide_rope(c: GPTConfig, pairs: Tensor) -> dict[str, Any]:
    """The angles ``pairs`` (D / 2,) of every head as those of a wide one: ``longrope`` takes a factor for each."""
    width = c.n_head * c.head_size
    usual = c.rope_base ** -(torch.arange(0, width, 2).double() / width)
    factors = (usual / pairs.double().repeat(c.n_head)).tolist()
    said = {
        "rope_type": "longrope",
        "short_factor": factors,
        "long_factor": factors,
        "factor": 1.0,
        "attention_factor": c.rope_scaling.strength if c.rope_scaling else 1.0,
        "original_max_position_embeddings": c.block_size,
    }
    return {"rope_parameters": said | {"rope_theta": c.rope_base}, "rope_scaling": said, "rope_theta": c.rope_base}
