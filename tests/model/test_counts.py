"""Parameters and operations: against PyTorch's own counts for every shape, and against sums worked out by hand."""

from __future__ import annotations

from dataclasses import asdict
from itertools import product
from typing import Any

import pytest
import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode

from ngpl.config import GPTConfig, gpt2_shape
from ngpl.model import GPT, KERNELS, MLPS, NORMS, POSITIONS
from ngpl.model.adapter import LoraConfig, fresh
from ngpl.model.counts import (
    count_adapter,
    count_flops,
    count_parameters,
    keys_of,
    optimal_tokens,
    part_of,
    six_n_d,
)
from ngpl.model.layers import QK_NORMS
from ngpl.model.lora import adapted
from tests import tiny

SMALL: dict[str, Any] = {"vocab_size": 30, "block_size": 16, "n_layer": 2, "n_head": 4, "n_embd": 16}
SHAPES: list[dict[str, Any]] = [
    *({"attention": a, "position": p, "norm": n, "mlp": m} for a, p, n, m in product(KERNELS, POSITIONS, NORMS, MLPS)),
    *({"qk_norm": name} for name in QK_NORMS),
    {"n_kv_head": 2, "head_dim": 6, "tied": False, "bias": True, "parallel": True, "norm": "layernorm"},
]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_parameters_are_those_that_pytorch_counts(shape):
    config = GPTConfig(**SMALL | shape)
    model = GPT(config)
    found = count_parameters(config)
    assert found.total == sum(weight.numel() for weight in model.parameters()) == model.n_params
    matrices = sum(w.numel() for name, w in model.named_parameters() if part_of(name) == "mlp")
    assert found.mlp == matrices > 0 and (found.head == 0) == config.tied


def test_parameters_of_gpt2():
    """By hand: 12 layers of 768, 50,257 tokens, 1,024 positions."""
    found = count_parameters(gpt2_shape(vocab_size=50257, block_size=1024, n_layer=12, n_head=12, n_embd=768))
    assert found.total == 124_439_808
    assert found.embeddings == (50_257 + 1_024) * 768
    assert found.attention == 12 * (768 * 2304 + 2304 + 768 * 768 + 768)
    assert found.mlp == 12 * (768 * 3072 + 3072 + 3072 * 768 + 768)
    assert found.norms == (2 * 12 + 1) * 2 * 768


def counted_by_pytorch(model: GPT, length: int) -> int:
    """Of matrix products alone; fused attention is taken apart for it."""
    ids = torch.zeros(1, length, dtype=torch.long)
    with torch.inference_mode(), sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
        model(ids)
    return counter.get_total_flops()


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_operations_are_those_that_pytorch_counts(shape):
    """PyTorch counts products alone: neither the softmax nor the embeddings, which it looks up."""
    config, length = GPTConfig(**SMALL | shape), 12
    found = count_flops(config, length)
    assert length * (found.forward - found.embeddings - found.softmax) == counted_by_pytorch(GPT(config), length)


def test_operations_of_an_adapter_are_those_that_pytorch_counts():
    model = tiny.model(30, n_kv_head=1)
    lora = LoraConfig(rank=3, targets="q,out,up,down")
    made, length = adapted(model, fresh(model, lora)), 8
    more = counted_by_pytorch(made, length) - counted_by_pytorch(model, length)
    padding = 2 * 2 * 3 * (2 * 8) * length  # zeros for keys and values: 2 layers, rank 3, 16 rows
    assert more == count_flops(model.config, length, lora).adapter * length + padding


def test_a_hand_count():
    """One layer of 4 channels, 2 heads, 16 hidden, 10 tokens in the vocabulary, 5 in the text."""
    config = GPTConfig(10, 5, n_layer=1, n_head=2, n_embd=4, mlp="gelu")
    found = count_flops(config)
    parts = {"embeddings": 80, "qkv": 96, "logits": 40, "softmax": 30, "reduction": 40, "projection": 32, "mlp": 256}
    assert asdict(found) == {"length": 5, **parts, "unembedding": 80, "adapter": 0}
    assert found.forward == 654 and found.training == 3 * 654
    assert (six_n_d(100, 7), optimal_tokens(100)) == (4200, 2000)


def test_training_beside_an_adapter():
    """Forward, what stands before the weights, and three times the adapter: no gradient of frozen weights."""
    config, lora = GPTConfig(**SMALL), LoraConfig(rank=2, targets="q")
    plain, found = count_flops(config), count_flops(config, adapter=lora)
    assert count_adapter(config, lora) == 2 * 2 * (16 + 16) == fresh(GPT(config), lora).n_params
    assert found.adapter == 2 * count_adapter(config, lora)
    assert found.training == 2 * plain.forward + 3 * found.adapter < plain.training


def test_windows_and_chunks_bound_the_keys():
    windowed = GPTConfig(**SMALL | {"window": 5, "window_layers": (1,)})
    assert count_flops(windowed, 12).logits == 2 * (12 + 5) * 16
    lam = GPTConfig(**SMALL | {"attention": "lam"})
    assert (keys_of(lam, 100), keys_of(lam, 1000)) == (100, 256)
    longer = [count_flops(lam, length).forward for length in (300, 3000)]
    assert longer[0] == longer[1] > count_flops(lam, 256).forward
