"""Baselines: the laws that make them models like any other, and n-grams worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from ngpl.config import GPTConfig
from ngpl.decoding import STRATEGIES, Step, decode
from ngpl.errors import CheckpointError, ConfigError, DataError, NoTransformer
from ngpl.model import MODELS, Bigram, BigramConfig, NGram, NGramConfig, Trace, config_dict, config_from, new_model
from ngpl.model.baselines.kneser_ney import Grams, count, discounts, smoothed

A, B, C, D = range(4)
SIZE = 9
STREAM = np.random.default_rng(0).zipf(1.5, 400).clip(max=7)  # token 8 never occurs
CONTEXTS = [[8, 8, 8, 8], [7, 3, 1, 1], [2, 1, 8, 1], [8], STREAM[-4:].tolist(), STREAM[10:14].tolist()]


def trained() -> Bigram:
    model = Bigram(BigramConfig(SIZE))
    torch.nn.init.normal_(model.table.weight, generator=torch.Generator().manual_seed(0))
    return model.eval()


def ngram(order: int, stream: np.ndarray = STREAM, size: int = SIZE) -> NGram:
    return NGram(NGramConfig(size, order=order)).counted(stream)


BASELINES = {
    "trained": trained(),
    "counted": Bigram(BigramConfig(SIZE, counted=True)).counted(STREAM),
    "1-grams": ngram(1),
    "2-grams": ngram(2),
    "5-grams": ngram(5),
}
every_baseline = pytest.mark.parametrize("model", BASELINES.values(), ids=BASELINES)


def after(model: NGram | Bigram, *ids: int) -> list[float]:
    """The probabilities of the token after ``ids``."""
    return model(torch.tensor([ids])).softmax(-1)[0, -1].tolist()


@every_baseline
def test_the_cache_changes_nothing_however_the_text_is_cut(model):
    ids = torch.from_numpy(np.random.default_rng(1).integers(0, SIZE, (3, 12)))
    whole = model(ids)
    for cut in (1, 2, 7):
        cache = model.new_cache()
        parts = torch.cat([model(part, cache) for part in ids.split(cut, 1)], 1)
        assert torch.allclose(parts, whole, atol=1e-5) and cache.length == 12
    assert torch.allclose(model(ids[1:2]), whole[1:2], atol=1e-5)
    cache.reorder(torch.tensor([2, 2]))
    turned = model(ids[:2, :1], cache)
    assert torch.allclose(turned[1, 0], model(torch.cat([ids[2:], ids[1:2, :1]], 1))[0, -1], atol=1e-5)
    assert cache.bytes() <= 3 * 8 * (model.reach + 1)


@every_baseline
@pytest.mark.parametrize("strategy", [kind() for kind in STRATEGIES.values()], ids=STRATEGIES)
def test_every_strategy_writes_with_it(model, strategy):
    steps = [e for e in decode(model, [3, 1], strategy, seed=1, max_new_tokens=8, top=0) if isinstance(e, Step)]
    ids = [3, 1, *(step.id for step in steps)]
    assert len(steps) == 8
    for at, step in enumerate(steps, 2):
        assert step.logprob == pytest.approx(math.log(after(model, *ids[:at])[step.id]), abs=1e-4)


@every_baseline
def test_only_what_is_within_reach_matters(model):
    end = [1, 2, 1, 3, 1][-(model.reach + 1) :]
    assert after(model, 7, 7, *end) == pytest.approx(after(model, *end), abs=1e-6)


@every_baseline
def test_there_is_no_attention_to_watch(model):
    with pytest.raises(NoTransformer, match="no attention here"):
        model(torch.tensor([[1]]), probe=Trace("attention"))
    assert "  " not in model.account([1, 2, 3], str) and model.sight


@every_baseline
def test_what_a_file_holds_makes_the_same_model(model):
    tensors, config = model.tensors(), config_from(config_dict(model.config))
    layout = type(model).layout(config)
    assert {name: t.shape for name, t in layout.items()} == {name: t.shape for name, t in tensors.items()}
    again = type(model).from_tensors(config, {name: tensor.clone() for name, tensor in tensors.items()})
    ids = torch.from_numpy(STREAM[None, :50])
    assert torch.equal(again(ids), model(ids)) and again.n_params == model.n_params


@pytest.mark.parametrize("kind", MODELS)
def test_every_kind_survives_json_and_begins_without_a_preference(kind):
    config = MODELS[kind].config(vocab_size=SIZE, block_size=8)
    assert config_from(config_dict(config)) == config
    assert ("kind" in config_dict(config)) == (kind != "gpt")  # files of older versions have no kind
    if kind != "gpt":
        assert after(new_model(config), 1, 2) == pytest.approx([1 / SIZE] * SIZE)


def test_a_kind_that_is_none_is_refused():
    assert config_from({"n_layer": 2}) == GPTConfig(n_layer=2)
    with pytest.raises(ConfigError, match="'trigram' is unknown; there are: gpt, bigram, ngram"):
        config_from({"kind": "trigram"})
    with pytest.raises(ConfigError, match="BigramConfig has no 'n_layer'"):
        config_from({"kind": "bigram", "n_layer": 2})
    for sizes in ([3], [3, 0], [3, 2.5], [3, 2**50]):
        with pytest.raises(ConfigError, match="sizes must be 2 counts"):
            config_from({"kind": "ngram", "order": 2, "sizes": sizes})
    with pytest.raises(DataError, match="too few"):
        ngram(5, STREAM[:3])


def test_counted_pairs_by_hand():
    """Of A B A B A C with 0.5 added to each count: after A come B, B and C, after B A twice, after C none."""
    model = Bigram(BigramConfig(4, counted=True, smoothing=0.5)).counted(np.array([A, B, A, B, A, C]))
    assert after(model, B, A) == pytest.approx([0.5 / 5, 2.5 / 5, 1.5 / 5, 0.5 / 5])
    assert after(model, B) == pytest.approx([2.5 / 4, 0.5 / 4, 0.5 / 4, 0.5 / 4])
    assert after(model, C) == pytest.approx([0.25] * 4)


def test_bigrams_by_hand():
    """Of the stream A B A B A C. Counts of counts are missing, so 0.5 is off a count of 1, and 1 off a count of 2.

    Bigrams: AB 2, BA 2, AC 1. As many different tokens stand before A, B and C: one each, of three in all, each less
    0.5; the 0.5 that is left is shared by the 4 tokens of the vocabulary.
    """
    shorter = [0.5 / 3 + 0.5 / 4] * 3 + [0.5 / 4]
    after_a = [own / 3 + (1 + 0.5) / 3 * below for own, below in zip((0, 2 - 1, 1 - 0.5, 0), shorter)]
    after_b = [own / 2 + 1 / 2 * below for own, below in zip((2 - 1, 0, 0, 0), shorter)]
    model = ngram(2, np.array([A, B, A, B, A, C]), 4)
    for context, expected in ((A, after_a), (B, after_b), (C, shorter), (D, shorter)):  # nothing follows C
        assert after(model, context) == pytest.approx(expected)
    assert model.tensors()["counts2"].tolist() == [2, 1, 2] and model.n_params == 6


def test_what_a_prediction_rests_on_by_hand():
    model = ngram(2, np.array([A, B, A, B, A, C]), 4)
    seen = model.evidence([D, A])
    assert (seen.length, seen.times, seen.ways) == (1, 3, 2) and seen.left == pytest.approx(1.5 / 3)
    assert model.evidence([A, D]).length == 0  # D was never seen
    longer = ngram(3, np.array([A, B, C, A, B, D]), 4).evidence([D, A, B])
    assert (longer.length, longer.times, longer.ways) == (2, 2, 2)


@pytest.mark.parametrize("n", [1, 2, 5])
def test_probabilities_sum_to_one_after_any_context(n):
    model = ngram(n)
    for context in CONTEXTS:
        assert model(torch.tensor([context])).exp().sum(-1)[0].tolist() == pytest.approx([1] * len(context))


def test_what_was_counted_is_foretold_better_by_longer_n_grams():
    ids = np.tile(np.random.default_rng(1).integers(0, 20, 50), 8)
    row = torch.from_numpy(ids[None])
    losses = [torch.nn.functional.nll_loss(ngram(n, ids, 20)(row[:, :-1])[0], row[0, 1:]) for n in (1, 2, 3)]
    assert losses == sorted(losses, reverse=True)


def test_a_text_that_begins_with_what_occurs_nowhere_else_is_counted():
    """Nothing stands before the first token, so shorter n-grams that begin with it follow nothing."""
    assert all(np.isfinite(order.probs).all() for order in smoothed(count(np.array([D, A, B, A, B]), 4, 3), 4))


def test_discounts_of_known_counts():
    counts = np.repeat([1, 2, 3, 4], [8, 4, 2, 1])
    y = 8 / (8 + 2 * 4)
    assert discounts(counts) == pytest.approx((1 - 2 * y * 4 / 8, 2 - 3 * y * 2 / 4, 3 - 4 * y * 1 / 2))


@pytest.mark.parametrize(
    ("part", "value", "words"),
    [
        ("followers", [0, 1, 1], "not those of n-grams"),
        ("followers", [-1, 3, 1], "not those of n-grams"),
        ("followers", [2**63 - 1, 2**63 - 1, 5], "not those of n-grams"),  # 3 in all, in int64
        ("counts", [0, 1, 2], "not those of n-grams"),
        ("tokens", [2, 1, 0], "not in order"),
        ("tokens", [1, 9, 0], "do not exist"),
        ("tokens", [1, 3, 0], "shorter parts it lacks"),
    ],
)
def test_counts_that_no_text_has_are_refused(part, value, words):
    """Of A B A B A C: of pairs, A is followed by B and C, B by A, and C by nothing."""
    one, two = count(np.array([A, B, A, B, A, C]), 4, 2)
    assert (two.followers.tolist(), two.tokens.tolist(), two.counts.tolist()) == ([2, 1, 0], [1, 2, 0], [2, 1, 2])
    changed = Grams(**(vars(two) | {part: np.array(value)}))
    with pytest.raises(CheckpointError, match=words):
        smoothed((one, changed), 4)
