"""Shapes of other families: the laws hold for them, and each says what it is meant to say."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
import torch

from ngpl.config import GPTConfig, RopeScaling
from ngpl.decoding import STRATEGIES, decode
from ngpl.errors import ConfigError
from ngpl.inspection import inspect
from ngpl.inspection.anatomy import anatomy
from ngpl.model import GPT, POSITIONS, STAGES, STORAGES, Trace, stored_as, without_heads, zero_head
from ngpl.model.layers import QK_NORMS
from ngpl.model.positions import SCALINGS
from tests import tiny

SHAPES: dict[str, dict[str, Any]] = {
    "wide heads": {"head_dim": 12, "n_kv_head": 2},
    "a part of each head turns": {"rope_share": 0.5, "rope_base": 500.0},
    "some layers have a window": {"window": 4, "window_layers": (1,)},
    "parallel": {"parallel": True, "norm": "layernorm", "mlp": "gelu_erf", "bias": True},
    "biases of queries, keys and values": {"attention_bias": "qkv"},
    "biases but in attention": {"bias": True, "attention_bias": "none"},
    "large eps": {"norm_eps": 0.1},
    **{f"rope {kind}": {"rope_scaling": RopeScaling(kind, 4.0, 16, strength=1.2)} for kind in SCALINGS},
    **{f"qk norm {name}": {"qk_norm": name, "n_kv_head": 2} for name in QK_NORMS},
}
IDS = torch.randint(0, 40, (2, 24), generator=torch.Generator().manual_seed(1))


def made(**shape: Any) -> GPT:
    model = tiny.model(40, n_head=4, n_embd=32, **shape)
    with torch.no_grad():
        for weight in model.parameters():
            if weight.dim() == 1:
                weight.add_(torch.randn(weight.shape, generator=torch.Generator().manual_seed(2)) / 4)
    return model


@pytest.mark.parametrize("name", SHAPES)
@torch.inference_mode()
def test_cached_decoding_equals_the_full_pass(name):
    model = made(**SHAPES[name])
    full, cache = model(IDS), model.new_cache()
    parts = [model(part, cache) for part in IDS.split([9, 1, 1, 10, 3], dim=1)]
    torch.testing.assert_close(torch.cat(parts, 1), full, atol=2e-4, rtol=1e-4)


@pytest.mark.parametrize("name", SHAPES)
@torch.inference_mode()
def test_watching_changes_no_bit_and_maps_are_those_that_made_the_heads(name):
    model, trace = made(**SHAPES[name]), Trace(*STAGES)
    assert torch.equal(model(IDS, probe=trace), model(IDS))
    torch.testing.assert_close(trace["heads"], trace["attention"] @ trace["value"], atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("name", SHAPES)
@torch.inference_mode()
def test_what_looks_inside_knows_the_shape(name):
    model, ids = made(**SHAPES[name]), IDS[0].tolist()
    seen = inspect(model, ids, ["x"] * 24)
    for layer in range(2):
        view = anatomy(model, ids, layer, 3, ["x"] * 24)
        stages = {stage.name: stage.values for stage in view.stages}
        torch.testing.assert_close(torch.tensor(stages["weights"]), torch.tensor(seen.attention[layer, 3]))
        assert view.error < 1e-5
    silent = without_heads(model, [(1, 3)])
    torch.testing.assert_close(silent(IDS), model(IDS, probe=zero_head(1, 3)), atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("storage", STORAGES)
@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_can_be_stored_and_decoded(name, storage):
    model = stored_as(made(**SHAPES[name]), storage)
    assert len(list(decode(model, [3, 1, 4], STRATEGIES["greedy"](), max_new_tokens=5, top=0))) == 5


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_survives_json_and_differs_from_the_plain_one(name):
    config = made(**SHAPES[name]).config
    assert GPTConfig.from_dict(json.loads(json.dumps(config.to_dict()))) == config
    if name != "qk norm none":
        shared = {"mlp", "norm", "bias"} & set(SHAPES[name])
        plain = made(**{key: SHAPES[name][key] for key in shared})
        assert config != plain.config
        own = made(**SHAPES[name])
        own.load_state_dict(plain.state_dict() | own.state_dict(), strict=False)
        assert (own(IDS) - plain(IDS)).abs().max() > 1e-3


def test_older_files_say_whether_queries_are_normed():
    for old, new in ((True, "scale"), (False, "none")):
        assert GPTConfig.from_dict({"qk_norm": old}) == GPTConfig(qk_norm=new)


@torch.inference_mode()
def test_only_the_layers_named_have_a_window():
    trace = Trace("attention")
    made(window=4, window_layers=(1,))(IDS, probe=trace)
    first, second = (trace["attention"][layer, 0, 0] for layer in range(2))
    assert (first.tril() > 0).sum() == 24 * 25 // 2
    assert ((second > 0).sum(-1) == torch.arange(1, 25).clamp(max=4)).all()


@torch.inference_mode()
def test_the_mlp_of_a_parallel_block_does_not_read_attention():
    model, trace = made(parallel=True), Trace("resid_pre", "resid_mid", "resid_post")
    model(IDS, probe=trace)
    block, before = model.blocks[0], trace["resid_pre"][0]
    torch.testing.assert_close(trace["resid_post"][0] - trace["resid_mid"][0], block.mlp(block.mlp_norm(before)))


def test_where_attention_has_biases():
    for said, parts in {"": (), "none": (), "qkv": ("qkv",), "out": ("out",), "all": ("qkv", "out")}.items():
        attention = made(attention_bias=said).blocks[0].attention
        found = [name for name, linear in (("qkv", attention.qkv), ("out", attention.out)) if linear.bias is not None]
        assert tuple(found) == parts


def test_rotary_known_answers():
    """Pairs of a head of 8 turn by 1, 0.1, 0.01 and 0.001 radians a token."""
    plain = POSITIONS["rotary"](GPTConfig(n_embd=8, n_head=1)).frequencies[4:]
    torch.testing.assert_close(plain, torch.tensor([1.0, 0.1, 0.01, 0.001]))
    for scaling, wanted in (
        (RopeScaling("linear", 4.0), [0.25, 0.025, 0.0025, 0.00025]),
        # turns in 2 pi 100 tokens: 100, 10, 1, 0.1; of these 10 lies halfway between 5 and 15
        (RopeScaling("llama3", 4.0, 628, low_freq_factor=5, high_freq_factor=15), [1, 0.0625, 0.0025, 0.00025]),
        # the pairs 1 and 3 turn so often: 0 and 1 stay, 2 is halfway
        (RopeScaling("yarn", 4.0, 628, beta_fast=10, beta_slow=0.1, truncate=False), [1, 0.1, 0.00625, 0.00025]),
    ):
        found = POSITIONS["rotary"](GPTConfig(n_embd=8, n_head=1, rope_scaling=scaling)).frequencies[4:]
        torch.testing.assert_close(found, torch.tensor(wanted), atol=1e-8, rtol=1e-3)
    part = POSITIONS["rotary"](GPTConfig(n_embd=8, n_head=1, rope_share=0.5)).turner(5, 1)
    x = torch.randn(1, 1, 1, 8)
    assert torch.equal(part(x)[..., 4:], x[..., 4:]) and not torch.isclose(part(x), x)[..., :4].any()
    assert part(torch.eye(8)[None, None, :1])[0, 0, 0, 2] == pytest.approx(math.sin(5))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"head_dim": 7}, "even head size, not head_dim . rope_share = 7"),
        ({"rope_share": 0.1}, "rope_share = 3"),
        ({"window_layers": (1,)}, "window is 0"),
        ({"window": 3, "window_layers": (2,)}, "layers from 0 to 1"),
        ({"window": 3, "window_layers": [1]}, "layers from 0 to 1"),
        ({"rope_scaling": {"kind": "linear"}}, "must be a RopeScaling"),
        ({"attention_bias": "some"}, "one of none, qkv, out, all"),
        ({"qk_norm": "hard"}, "none, scale, rms"),
    ],
)
def test_wrong_shapes_are_named(changes, words):
    with pytest.raises(ConfigError, match=words):
        GPT(GPTConfig(n_layer=2, **changes))


@pytest.mark.parametrize(
    ("json", "words"),
    [
        ("linear", "object or null"),
        ({"kind": "dynamic"}, "linear, llama3, yarn"),
        ({"kind": "llama3"}, "needs original_context"),
        ({"kind": "llama3", "original_context": 8, "low_freq_factor": 5.0}, "must be below high_freq_factor"),
        ({"factor": 0}, "factor must be from"),
        ({"speed": 1}, "has no 'speed'"),
    ],
)
def test_wrong_scalings_are_named(json, words):
    with pytest.raises(ConfigError, match=words):
        GPTConfig.from_dict({"rope_scaling": json})
