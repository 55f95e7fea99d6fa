"""Low-rank adapters: laws over shapes, targets and types of weights; what is learned, merged and refused."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from ngpl.decoding import STRATEGIES, decode
from ngpl.errors import ConfigError, InputError
from ngpl.model import GPT, MLPS, STORAGES, Trace, stored_as, without_heads, zero_head
from ngpl.model.adapter import TARGETS, Adapter, LoraConfig, fresh, rows_of, targets_of, weight_shape
from ngpl.model.lora import Lora, adapted, learned, learning, merged
from tests import tiny

SHAPES: list[dict[str, Any]] = [
    *({"mlp": mlp} for mlp in MLPS),
    {"n_kv_head": 1, "tied": False},
    {"head_dim": 6, "bias": True, "norm": "layernorm", "position": "learned", "mlp": "gelu"},
    {"attention": "lam", "memory": 9, "qk_norm": "scale"},
]
IDS = torch.tensor([[3, 1, 4, 1, 5, 9, 2, 6]])


def adapter_for(model: GPT, targets: str = "all", rank: int = 3, **settings: Any) -> Adapter:
    """One whose B is not zero."""
    made = fresh(model, LoraConfig(rank, targets=targets, **settings))
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(1)
        for _, b in made.pairs.values():
            b.normal_(std=0.3)
    return made


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("targets", ["all", "qkv", "k,out"])
@torch.inference_mode()
def test_what_is_added_is_what_merging_adds(shape, targets):
    model = tiny.model(20, **shape)
    adapter = adapter_for(model, targets)
    for strength in (0.5, 1.0, 2.0):
        running = adapted(model, adapter, strength)
        torch.testing.assert_close(merged(running)(IDS), running(IDS), rtol=1e-4, atol=1e-5)
        assert (running(IDS) - model(IDS)).abs().max() > 0.1


def test_a_known_answer():
    """The values of layer 1, by hand: the rows of B A in the middle of the fused layer, times alpha / rank."""
    model = tiny.model(20, n_kv_head=1)
    adapter = adapter_for(model, "v", rank=2, alpha=3.0)
    a, b = adapter.pairs[1, "v"]
    start, stop = rows_of(model.config, "v")
    wanted = model.blocks[1].attention.qkv.weight.detach().clone()
    wanted[start:stop] += 0.5 * 3.0 / 2 * b @ a
    made = adapted(model, adapter, 0.5)
    torch.testing.assert_close(made.blocks[1].attention.qkv.weight, wanted)
    torch.testing.assert_close(merged(made).blocks[1].attention.qkv.weight, wanted)
    assert (start, stop) == (24, 32) and len(adapter.pairs) == 2 and adapter.n_params == 2 * (2 * 16 + 8 * 2)


@pytest.mark.parametrize("storage", STORAGES)
@torch.inference_mode()
def test_nothing_of_it_is_the_model_to_the_bit(storage):
    model = stored_as(tiny.model(20, n_embd=32), storage)
    made = adapted(model, adapter_for(model))
    assert torch.equal(adapted(model, adapter_for(model), 0.0)(IDS), model(IDS))
    assert not torch.equal(made(IDS), model(IDS))


@pytest.mark.parametrize("storage", STORAGES)
@torch.inference_mode()
def test_decoding_is_one_pass_a_token(storage):
    model = stored_as(tiny.model(20, n_embd=32), storage)
    made = adapted(model, adapter_for(model))
    steps = [*decode(made, IDS[0].tolist(), STRATEGIES["greedy"](), max_new_tokens=5)]
    whole = made(torch.tensor([[*IDS[0].tolist(), *(step.id for step in steps)]]))
    looks = {"rtol": 0.05, "atol": 0.2} if storage in ("bfloat16", "int8") else {"rtol": 1e-3, "atol": 1e-3}
    told = whole[0, IDS.size(1) - 1 : -1].log_softmax(-1)
    chosen = torch.stack([row[step.id] for row, step in zip(told, steps, strict=True)])
    torch.testing.assert_close(torch.tensor([step.logprob for step in steps]), chosen, **looks)


@pytest.mark.parametrize("storage", [None, *STORAGES])
@torch.inference_mode()
def test_heads_can_be_switched_off(storage):
    model = tiny.model(20, n_embd=32)
    model = stored_as(model, storage) if storage else model
    made = adapted(model, adapter_for(model))
    probe = zero_head(1, 0)
    assert torch.equal(without_heads(made, [(1, 0)])(IDS), made(IDS, probe=probe))


@torch.inference_mode()
def test_looking_changes_nothing():
    made = adapted(tiny.model(20), adapter_for(tiny.model(20)))
    assert torch.equal(made(IDS), made(IDS, probe=Trace("attention", "resid_post")))


@pytest.mark.parametrize("shape", SHAPES)
def test_only_the_adapter_learns(shape):
    model = tiny.model(20, **shape).train()
    config = LoraConfig(rank=2, targets="all", dropout=0.3)
    made = learning(model, fresh(model, config))
    before = {name: weight.clone() for name, weight in made.named_parameters()}
    with torch.no_grad():
        torch.testing.assert_close(made(IDS), model(IDS), rtol=0, atol=0)  # B starts at zero
    made(IDS).square().mean().backward()
    names = {name for name, weight in made.named_parameters() if weight.grad is not None}
    assert names == {name for name, weight in made.named_parameters() if weight.requires_grad}
    assert names == {name for name in before if ".pairs." in name} and names
    torch.optim.SGD([weight for weight in made.parameters() if weight.requires_grad], lr=1.0).step()
    changed = {name for name, weight in made.named_parameters() if not torch.equal(weight, before[name])}
    assert changed == {name for name in names if name.endswith(".1")}  # A's gradient is zero while B is
    with torch.no_grad():
        running = adapted(model.eval(), learned(made, config))
        torch.testing.assert_close(running(IDS), made.eval()(IDS))


def test_targets():
    gated, plain = tiny.model(20), tiny.model(20, mlp="gelu")
    assert targets_of(gated, "all") == ("q", "k", "v", "out", "gate", "up", "down")
    assert targets_of(plain, "all") == ("q", "k", "v", "out", "up", "down")
    assert targets_of(gated, " v , q,v") == ("v", "q")
    assert set(targets_of(gated, "all")) | {"qkv"} == set(TARGETS)
    assert weight_shape(tiny.model(20, n_kv_head=1), "k") == (8, 16) and weight_shape(plain, "up") == (64, 16)
    with pytest.raises(ConfigError, match=r"gate.*unknown; there are: q, k"):
        targets_of(plain, "gate")
    with pytest.raises(ConfigError, match="not both"):
        targets_of(gated, "qkv,v")


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"n_layer": 3}, "q of layer 2, which this model lacks"),
        ({"n_embd": 32}, r"q of layer 0 are \(3, 32\) and \(32, 3\), but this model needs \(3, 16\) and \(16, 3\)"),
        ({"n_kv_head": 1}, r"k of layer 0 are \(3, 16\) and \(8, 3\)"),
        ({"mlp": "swiglu"}, "gate of layer 0, which this model lacks"),
    ],
)
def test_an_adapter_of_another_model_is_refused(other, message):
    adapter = adapter_for(tiny.model(20, **{"mlp": "gelu"} | other))
    with pytest.raises(InputError, match=message):
        adapted(tiny.model(20, mlp="gelu"), adapter)


def test_stored_weights_cannot_learn():
    model = stored_as(tiny.model(20), "float16")
    with pytest.raises(ConfigError, match="cannot be trained"):
        learning(model, fresh(model, LoraConfig())).train()


def test_a_running_adapter_is_frozen():
    made = adapted(tiny.model(20), adapter_for(tiny.model(20)))
    assert not any(".pairs." in name for name, _ in made.named_parameters())
    assert sum(isinstance(module, Lora) for module in made.modules()) == 2 * 5
