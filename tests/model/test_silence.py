"""Models without some of their heads, under every kernel and every type of weights."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
import torch

from ngpl.decoding import STRATEGIES, Step, decode
from ngpl.errors import InputError
from ngpl.model import GPT, KERNELS, STORAGES, Chain, stored_as, without_heads, zero_head
from ngpl.model.storage import weight_of
from tests import tiny

SHAPES: list[dict[str, Any]] = [
    {"n_kv_head": 2, "memory": 9},
    {"mlp": "gelu", "norm": "layernorm", "position": "learned", "bias": True, "qk_norm": "scale"},
    {"tied": False, "window": 5},
]
TYPES = ("trained", *STORAGES)
CASES = [(storage, shape | {"attention": name}) for storage, shape, name in product(TYPES, SHAPES, KERNELS)]
HEADS = [(1, 2), (0, 3), (1, 0), (0, 3)]
IDS = torch.randint(0, 40, (2, 24), generator=torch.Generator().manual_seed(1))


def made(storage: str, **shape) -> GPT:
    model = tiny.model(40, n_head=4, n_embd=32, **shape)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if name.endswith("attention.out.bias"):
                weight.normal_()  # what a silent head leaves
    return model if storage == "trained" else stored_as(model, storage)


def zeroed() -> Chain:
    return Chain(*(zero_head(layer, head) for layer, head in HEADS))


@pytest.mark.parametrize(("storage", "shape"), CASES)
@torch.inference_mode()
def test_a_pass_is_that_of_the_probe(storage, shape):
    model = made(storage, **shape)
    before = model(IDS)
    silent = without_heads(model, HEADS)
    torch.testing.assert_close(silent(IDS), model(IDS, probe=zeroed()), atol=1e-4, rtol=1e-4)
    assert (silent(IDS) - before).abs().max() > 0.1 and torch.equal(model(IDS), before)


@pytest.mark.parametrize(("storage", "shape"), CASES)
@torch.inference_mode()
def test_it_decodes_what_the_probe_decodes_without_a_cache(storage, shape):
    model = made(storage, **shape)
    silent = without_heads(model, HEADS)
    ids = IDS[0, :5].tolist()
    events = decode(silent, ids, STRATEGIES["greedy"](), max_new_tokens=12, top=0)
    for step in (event for event in events if isinstance(event, Step)):
        logprobs = model(torch.tensor([ids]), probe=zeroed())[0, -1].log_softmax(-1)
        close = 0.3 if storage in ("int8", "bfloat16") else 1e-2  # the products of a single row are rounded
        assert logprobs.max() - logprobs[step.id] < close and abs(step.logprob - logprobs[step.id]) < close
        ids.append(step.id)
    assert len(ids) > 5


@pytest.mark.parametrize("storage", TYPES)
def test_all_else_is_shared(storage):
    model = made(storage, tied=False)
    silent = without_heads(model, [(1, 0)])
    new = [
        name for name, tensor in silent.state_dict().items() if tensor.data_ptr() != model.state_dict()[name].data_ptr()
    ]
    assert new[0] == "blocks.1.attention.out.weight" and len(new) == 1
    before, after = (weight_of(m.blocks[1].attention.out) for m in (model, silent))
    assert not after[:, :8].any() and torch.equal(before[:, 8:], after[:, 8:])


def test_no_head_is_the_model_itself():
    model = made("float16")
    assert torch.equal(without_heads(model, [])(IDS), model(IDS))


@pytest.mark.parametrize("head", [(2, 0), (0, 4), (-1, 0), (0, -1)])
def test_a_head_that_does_not_exist(head):
    with pytest.raises(InputError, match=r"no head .*0 to 1, heads from 0 to 3"):
        without_heads(made("float32"), [head])
