"""The laws that every kernel, position scheme, norm and MLP obeys."""

import math
from itertools import product
from typing import Any

import pytest
import torch

from ngpl.config import GPTConfig, gpt2_shape
from ngpl.errors import ConfigError, InputError
from ngpl.model import GPT, KERNELS, MLPS, NORMS, POSITIONS, STAGES, Chain, Intervene, Probe, Trace, patch, zero_head
from ngpl.model.cache import expand
from ngpl.model.kernels import CHUNK, ROWS, causal_mask

TINY: dict[str, Any] = {"vocab_size": 31, "block_size": 96, "n_layer": 2, "n_head": 4, "n_embd": 32, "memory": 12}
TINY |= {"qk_norm": "scale"}
SHAPES = list(product(KERNELS, POSITIONS))


def tiny(seed: int = 0, **changes) -> GPT:
    torch.manual_seed(seed)
    model = GPT(GPTConfig(**(TINY | changes))).eval()
    for parameter in model.parameters():  # far from the small initial weights, so that a fault shows
        torch.nn.init.normal_(parameter, std=0.15)
    return model


def ids(n: int, batch: int = 1, seed: int = 1) -> torch.Tensor:
    return torch.randint(0, TINY["vocab_size"], (batch, n), generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("n", [1, 7, CHUNK, 2 * CHUNK + 5])
@pytest.mark.parametrize("group", [1, 2, 4])
@pytest.mark.parametrize("reach", [0, 9])
@pytest.mark.parametrize("name", KERNELS)
def test_attend_is_weights_times_values(name, reach, group, n):
    torch.manual_seed(n)
    kernel = KERNELS[name](GPTConfig(n_head=4, window=reach, memory=reach))
    q = torch.randn(2, 4, n, 8)
    k, v = (expand(torch.randn(2, 4 // group, n, 8), 4) for _ in "kv")
    torch.testing.assert_close(kernel.attend(q, k, v), kernel.weights(q, k) @ v, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("name", KERNELS)
def test_attend_obeys_its_law_with_earlier_keys(name):
    torch.manual_seed(0)
    kernel = KERNELS[name](GPTConfig(n_head=2, memory=9))
    q, k, v = torch.randn(1, 2, 3, 8), torch.randn(1, 2, 9, 8), torch.randn(1, 2, 9, 8)
    torch.testing.assert_close(kernel.attend(q, k, v), kernel.weights(q, k) @ v, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("name", KERNELS)
def test_maps_are_causal_and_their_rows_are_distributions_where_the_kernel_says_so(name):
    kernel = KERNELS[name](GPTConfig(n_head=2, memory=9))
    weights = kernel.weights(3 * torch.randn(1, 2, 9, 8), 3 * torch.randn(1, 2, 9, 8))
    assert not weights.triu(1).any()
    if kernel.distribution:
        assert (weights >= 0).all()
        torch.testing.assert_close(weights.sum(-1), torch.ones(1, 2, 9))


@pytest.mark.parametrize("name", KERNELS)
def test_attend_obeys_its_law_in_half_precision(name):
    torch.manual_seed(0)
    kernel = KERNELS[name](GPTConfig(n_head=2, memory=99))
    q, k, v = (torch.randn(2, 2, ROWS + 9, 16).requires_grad_() for _ in "qkv")
    halves = [x.detach().bfloat16().requires_grad_() for x in (q, k, v)]
    wanted, found = kernel.weights(q, k) @ v, kernel.attend(*halves)
    torch.testing.assert_close(found.float(), wanted, atol=0.05, rtol=0.05)
    wanted.square().sum().backward()
    found.square().sum().backward()
    for half, whole in zip(halves, (q, k, v), strict=True):
        assert torch.cosine_similarity(half.grad.float().flatten(), whole.grad.flatten(), dim=0) > 0.999


@pytest.mark.parametrize(("n", "earlier"), [(1, 0), (9, 0), (3, 6)])
@pytest.mark.parametrize("reach", [0, 4])
@pytest.mark.parametrize("name", KERNELS)
def test_the_stages_of_a_kernel_end_with_its_map_and_are_told_in_words(name, reach, n, earlier):
    torch.manual_seed(n)
    kernel = KERNELS[name](GPTConfig(n_head=2, window=reach, memory=reach))
    q, k = torch.randn(1, 2, n, 8), torch.randn(1, 2, n + earlier, 8)
    stages = kernel.stages(q, k)
    assert list(stages) == list(kernel.steps)
    assert torch.equal([*stages.values()][-1], kernel.weights(q, k))
    torch.testing.assert_close(stages["scaled"], q @ k.mT / math.sqrt(8))
    if "masked" in stages:
        torch.testing.assert_close(stages["masked"].softmax(-1), stages["weights"])


def test_the_features_of_lam_multiply_to_its_series():
    kernel = KERNELS["lam"](GPTConfig(n_head=2))
    q, k = torch.randn(1, 2, 5, 8), torch.randn(1, 2, 5, 8)
    parts = zip(kernel.features(q).values(), kernel.features(k).values(), strict=True)
    terms = [a @ b.mT for a, b in parts]
    s = kernel.stages(q, k)["scaled"]
    for term, wanted in zip(terms, (torch.ones_like(s), s, s.square() / 2), strict=True):
        torch.testing.assert_close(term, wanted)
    torch.testing.assert_close(sum(terms), kernel.stages(q, k)["series"])


def test_the_memory_of_a_head_is_what_decoding_keeps():
    kernel = KERNELS["lam"](GPTConfig(n_head=4, memory=9))
    q, k, v = (torch.randn(1, 4, 7, 8) for _ in "qkv")
    for n in (1, 7):
        _, sums = kernel.scan(q[..., :n, :], k[..., :n, :], v[..., :n, :], None)
        found = kernel.memory(k[0, 1], v[0, 1], head=1)[n - 1]
        torch.testing.assert_close(found, torch.linalg.vector_norm(sums[0, 1], dim=0))
    assert KERNELS["softmax"](GPTConfig(n_head=4)).memory(k[0, 1], v[0, 1], head=1) is None


def test_a_key_of_lam_fades_by_the_gamma_of_its_head():
    kernel = KERNELS["lam"](GPTConfig(n_head=2, memory=16))
    same = torch.zeros(1, 2, 3, 8)  # all products are 0, so only distance parts the keys
    raw = torch.tensor([[1, 0, 0], [3 / 4, 1, 0], [9 / 16, 3 / 4, 1]])
    torch.testing.assert_close(kernel.weights(same, same)[0, 0], raw / raw.sum(-1, keepdim=True))
    assert kernel.log_gamma.flatten().tolist() == pytest.approx([math.log(3 / 4), math.log(15 / 16)])


def test_the_mask_is_aligned_to_the_last_key():
    assert causal_mask(1, 4).tolist() == [[True] * 4]
    assert causal_mask(2, 4, window=2).tolist() == [[False, True, True, False], [False, False, True, True]]


@pytest.mark.parametrize("window", [0, 5])
@pytest.mark.parametrize(("attention", "position"), SHAPES)
def test_cached_decoding_equals_the_full_pass(attention, position, window):
    model, text = tiny(attention=attention, position=position, window=window, n_kv_head=2), ids(90, batch=2)
    full, cache = model(text), model.new_cache()
    parts = [model(part, cache) for part in text.split([1, 70, 1, 17, 1], dim=1)]
    torch.testing.assert_close(torch.cat(parts, 1), full, atol=2e-4, rtol=1e-4)
    assert cache.length == 90


@pytest.mark.parametrize(("attention", "position"), SHAPES)
def test_a_token_does_not_change_what_came_before_it(attention, position):
    model, text = tiny(attention=attention, position=position), ids(80)
    other = text.clone()
    other[0, 50] = (other[0, 50] + 1) % TINY["vocab_size"]
    before, after = model(text), model(other)
    torch.testing.assert_close(before[:, :50], after[:, :50], atol=1e-5, rtol=1e-5)
    assert (before[:, 50:] - after[:, 50:]).abs().amax(-1).min() > 1e-4


@pytest.mark.parametrize(("attention", "norm", "mlp"), list(product(KERNELS, NORMS, MLPS)))
def test_watching_changes_no_bit(attention, norm, mlp):
    model, text = tiny(attention=attention, norm=norm, mlp=mlp, n_kv_head=1), ids(70)
    trace = Trace(*STAGES)
    assert torch.equal(model(text), model(text, probe=trace))
    assert trace["query"].shape == trace["key"].shape == trace["value"].shape == (2, 1, 4, 70, 8)
    spelled = model.kernel.weights(trace["query"][1], trace["key"][1])
    assert torch.equal(spelled, trace["attention"][1])
    assert trace["attention"].shape == (2, 1, 4, 70, 70)
    assert trace["heads"].shape == (2, 1, 4, 70, 8)
    assert torch.equal(trace["resid_post"][0], trace["resid_pre"][1])
    assert torch.equal(model.unembed(trace["resid_post"][-1]), model(text))


@pytest.mark.parametrize("attention", KERNELS)
def test_the_traced_map_is_the_one_that_made_the_heads(attention):
    model, text = tiny(attention=attention), ids(70)
    same = Intervene("attention", 1, lambda weights: weights.clone())  # a changed map: the value is taken from it
    torch.testing.assert_close(model(text, probe=same), model(text), atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("attention", KERNELS)
def test_interventions_change_the_pass_and_compose(attention):
    model, text = tiny(attention=attention), ids(20)
    trace = Trace("heads")
    logits = model(text, probe=Chain(zero_head(1, 2), trace))
    assert not trace["heads"][1, :, 2].any() and trace["heads"][1, :, 1].any()
    assert not torch.equal(logits, model(text))
    assert torch.equal(model(text, probe=Probe()), model(text))


@pytest.mark.parametrize("stage", ["query", "key", "value"])
@pytest.mark.parametrize("attention", KERNELS)
def test_a_changed_query_key_or_value_goes_on_through_the_pass(attention, stage):
    model, text = tiny(attention=attention), ids(20)
    trace = Trace("query", "key", "value", "heads")
    logits = model(text, probe=Chain(Intervene(stage, 1, lambda x: 2 * x), trace))
    plain = Trace("query", "key", "value")
    assert not torch.allclose(logits, model(text, probe=plain))
    torch.testing.assert_close(trace[stage][1], 2 * plain[stage][1])
    q, k, v = (trace[name][1] for name in ("query", "key", "value"))
    assert torch.equal(trace["heads"][1], model.kernel.attend(q, k, v))


def test_patching_the_last_residual_replaces_the_prediction():
    model, text, other = tiny(), ids(12), ids(12, seed=2)
    source = Trace("resid_post")
    wanted = model(other, probe=source)
    patched = model(text, probe=patch("resid_post", 1, 5, source["resid_post"][1, :, 5]))
    torch.testing.assert_close(patched[:, 5], wanted[:, 5])
    assert torch.equal(patched[:, 6:], model(text)[:, 6:])


@pytest.mark.parametrize("attention", KERNELS)
def test_memory_while_decoding(attention):
    model = tiny(attention=attention, position="rotary", block_size=4096)
    cache, sizes = model.new_cache(), []
    for part in ids(600).split(100, dim=1):
        model(part, cache)
        sizes.append(cache.bytes())
    assert (sizes[-1] > sizes[0]) != KERNELS[attention].endless


@pytest.mark.parametrize("attention", KERNELS)
def test_rows_of_a_cache_can_be_reordered_and_multiplied(attention):
    model, text = tiny(attention=attention), ids(9, batch=2)
    cache = model.new_cache()
    model(text, cache)
    cache.reorder([1, 1, 0])
    nxt = ids(1, batch=3)
    wanted = model(torch.cat([text[[1, 1, 0]], nxt], 1))[:, -1:]
    torch.testing.assert_close(model(nxt, cache), wanted, atol=1e-4, rtol=1e-4)


def test_grouped_queries_are_many_heads_with_shared_keys():
    grouped, full = tiny(n_kv_head=2), tiny(seed=9)
    state = grouped.state_dict()
    for block in range(2):
        scales = f"blocks.{block}.attention.qk_norm.scale"
        state[scales] = torch.cat([state[scales][:4], state[scales][4:].repeat_interleave(2)])
        name = f"blocks.{block}.attention.qkv.weight"
        q, k, v = state[name].split([32, 16, 16])
        widened = [x.view(2, 8, 32).repeat_interleave(2, 0).reshape(32, 32) for x in (k, v)]
        state[name] = torch.cat([q, *widened])
    full.load_state_dict(state)
    torch.testing.assert_close(full(ids(20)), grouped(ids(20)))


def test_both_famous_shapes_are_a_matter_of_configuration():
    gpt2 = GPT(gpt2_shape(vocab_size=50257, block_size=1024, n_layer=1, n_head=12, n_embd=768))
    block = 768 * 3 * 768 + 3 * 768 + 768 * 768 + 768 + 2 * 4 * 768 * 768 + 4 * 768 + 768 + 4 * 768
    assert gpt2.n_params == (50257 + 1024) * 768 + block + 2 * 768
    assert not any("bias" in name for name, _ in GPT(GPTConfig(**TINY)).named_parameters())
    assert "head.weight" not in dict(GPT(GPTConfig(**TINY)).named_parameters())
    assert "head.weight" in dict(GPT(GPTConfig(**TINY, tied=False)).named_parameters())


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"attention": "hard"}, "softmax, lam"),
        ({"n_head": 5}, "multiple"),
        ({"n_kv_head": 3}, "multiple"),
        ({"dropout": 2.0}, "from 0.0 to 0.9"),
        ({"n_layer": "two"}, "int"),
        ({"n_layer": True}, "int"),
        ({"n_embd": 20, "n_head": 4}, "even"),
    ],
)
def test_wrong_shapes_are_named(changes, word):
    with pytest.raises(ConfigError, match=word):
        GPT(GPTConfig(**(TINY | changes)))


def test_unknown_fields_and_too_long_texts_are_named():
    with pytest.raises(ConfigError, match="n_layers"):
        GPTConfig.from_dict({"n_layers": 3})
    with pytest.raises(InputError, match="97"):
        tiny(position="learned")(ids(97))
