"""The laws that every type of stored weights obeys, whatever the architecture."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
import torch

from ngpl.config import GPTConfig
from ngpl.decoding import STRATEGIES, Step, decode
from ngpl.errors import ConfigError
from ngpl.hub import load
from ngpl.inspection import inspect
from ngpl.model import GPT, KERNELS, MLPS, STORAGES, Intervene, Trace, storage_of, stored_as
from ngpl.model.storage import FEW, Int8, weight_of
from tests import tiny

SHAPES: list[dict[str, Any]] = [
    {"n_kv_head": 2},
    {"mlp": "gelu", "norm": "layernorm", "position": "learned", "bias": True},
    {"tied": False, "window": 5},
]
CASES = [(storage, shape | {"attention": name}) for storage, shape, name in product(STORAGES, SHAPES, KERNELS)]
STEP = {"float32": 1e-4, "float16": 2e-2, "bfloat16": 0.15, "int8": 0.15}  # of logits about 10 in size
IDS = torch.randint(0, 40, (2, 24), generator=torch.Generator().manual_seed(1))


def stored(storage: str, **changes) -> GPT:
    return stored_as(tiny.model(40, n_head=4, n_embd=32, **changes), storage)


@pytest.mark.parametrize(("storage", "shape"), CASES)
@torch.inference_mode()
def test_cached_decoding_equals_the_full_pass(storage, shape):
    model = stored(storage, **shape)
    full, cache = model(IDS), model.new_cache()
    parts = [model(part, cache) for part in IDS.split([10, 1, 1, 9, 2, 1], dim=1)]
    error = (torch.cat(parts, 1) - full).abs().max()
    assert full.dtype == torch.float32 and error < STEP[storage]


@pytest.mark.parametrize(("storage", "shape"), CASES)
@torch.inference_mode()
def test_watching_changes_no_bit_and_the_map_is_the_one_that_made_the_heads(storage, shape):
    model = stored(storage, **shape)
    for ids in (IDS, IDS[:1, :3]):
        trace = Trace("attention", "heads", "resid_post")
        logits = model(ids)
        assert torch.equal(model(ids, probe=trace), logits)
        assert torch.equal(model.unembed(trace["resid_post"][-1]), logits)
    same = Intervene("attention", 1, lambda weights: weights.clone())
    torch.testing.assert_close(model(IDS, probe=same), model(IDS), atol=1e-3, rtol=1e-4)


@pytest.mark.parametrize("storage", STORAGES)
def test_a_pass_over_a_text_is_that_of_a_float32_model_with_the_same_weights(storage):
    model = stored(storage)
    plain = stored_as(model, "float32")
    assert (storage_of(model), storage_of(plain)) == (storage, "float32")
    assert IDS.numel() > FEW and torch.equal(model.embedding, plain.embedding)
    torch.testing.assert_close(model(IDS), plain(IDS), atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("storage", STORAGES)
def test_storing_again_changes_nothing_and_counts_stay(storage):
    plain = tiny.model(40, tied=False, mlp="gelu", bias=True)
    once = stored_as(plain, storage)
    again = stored_as(once, storage)
    assert once.n_params == plain.n_params
    assert all(torch.equal(a, b) for a, b in zip(once.state_dict().values(), again.state_dict().values(), strict=True))
    assert all(weight.requires_grad for weight in plain.parameters())  # it can still be trained


@pytest.mark.parametrize(("first", "storage"), list(product(STORAGES, STORAGES)))
@torch.inference_mode()
def test_every_type_can_be_made_of_every_other(first, storage):
    made = stored_as(stored(first), storage)
    wanted = STEP[storage] if first == "float32" else 0.6  # of logits of weights rounded twice
    assert (made(IDS[:1, :1]) - stored(first)(IDS[:1, :1])).abs().max() < wanted


@pytest.mark.parametrize("mlp", MLPS)
def test_an_int8_weight_is_off_by_half_a_step_at_most(mlp):
    plain = tiny.model(40, mlp=mlp, tied=False)
    made = stored_as(plain, "int8")
    layers = [(name, module) for name, module in made.named_modules() if isinstance(module, Int8)]
    assert len(layers) == 1 + 2 * (5 if mlp == "swiglu" else 4)
    for name, module in layers:
        error = (weight_of(module) - plain.get_parameter(f"{name}.weight")).abs()
        assert (error <= 0.5001 * module.scale.float()[:, None]).all()


def test_int8_known_answer():
    head = STORAGES["int8"](torch.tensor([[-254.0, 0.9, 3.1], [0.0, 0.0, 0.0]]), None)
    assert head.weight.tolist() == [[-127, 0, 2], [0, 0, 0]]
    assert head.scale is not None and head.scale.tolist() == [2.0, 1.0]
    assert head(torch.tensor([[[1.0, 0.0, 1.0]]])).tolist() == [[[-250.0, 0.0]]]


@pytest.mark.parametrize("width", [1, 17, 32, 40, 64])
@pytest.mark.parametrize("rows", [1, 3])
@torch.inference_mode()
def test_int8_products_of_any_width(width, rows):
    """The kernel for CPUs is given what it can read."""
    layer = STORAGES["int8"](torch.randn(7, width), None)
    x = torch.randn(width, rows).t()  # laid out column after column
    torch.testing.assert_close(layer(x), x @ weight_of(layer).t(), atol=0.05, rtol=0.02)


@pytest.mark.parametrize("name", ["stories", "shakespeare-lam"])
def test_float16_weights_give_the_tokens_of_the_float32_model(name):
    """The files store float16, so nothing is lost."""
    wide, half = load(name, "cpu", "float32"), load(name, "cpu", "float16")
    for prompt in ("Once upon a time", "The dog", "KING HENRY:\n"):
        ids = wide.prompt(prompt)
        runs = [decode(lm.model, ids, STRATEGIES["greedy"](), max_new_tokens=60, top=0) for lm in (wide, half)]
        texts = [[(step.id, step.logprob) for step in run if isinstance(step, Step)] for run in runs]
        assert [id for id, _ in texts[0]] == [id for id, _ in texts[1]]
        assert all(abs(a - b) < 0.02 for (_, a), (_, b) in zip(*texts, strict=True))


def test_what_is_seen_of_a_stored_model_is_float32():
    seen = inspect(stored("int8"), IDS[0].tolist(), [""] * 24)
    assert {array.dtype.name for array in (seen.attention, seen.residual, seen.logits)} == {"float32"}


def test_an_unknown_type_is_named():
    with pytest.raises(ConfigError, match=r"int4.*float32, float16, bfloat16, int8"):
        stored_as(GPT(GPTConfig(40, 8, 1, 1, 0, 8)), "int4")
