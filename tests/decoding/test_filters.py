"""The laws that every filter obeys, and a known answer for each."""

from itertools import product

import pytest
import torch

from ngpl.decoding import FILTERS, STRATEGIES, filter_stages
from ngpl.decoding.filters import LOOKS, MinP, NoRepeatNgram, RepetitionPenalty, Temperature, TopK, TopP, TypicalP
from ngpl.errors import ConfigError
from ngpl.spec import params_of

HALF = torch.tensor([0.15, 0.5, 0.1, 0.25]).log()


def settings(kind):
    """Filters over the whole range of their parameters."""
    params = params_of(kind)
    ranges = [[p.low, 1, 3, p.high] if p.type is int else [p.low, (p.low + p.high) / 2, p.high] for p in params]
    return [kind(**{p.name: value for p, value in zip(params, values)}) for values in product(*ranges)]


ALL = [filter for kind in FILTERS.values() for filter in settings(kind)]
ORDERED = [filter for filter in ALL if not isinstance(filter, TypicalP | NoRepeatNgram)]


def random_logits(seed: int, n: int = 300) -> torch.Tensor:
    return 3 * torch.randn(n, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize("kind", FILTERS.values(), ids=FILTERS)
def test_a_filter_at_its_default_changes_nothing(kind):
    logits = random_logits(0)
    assert kind().apply(logits, [1, 2, 2]) is logits


@pytest.mark.parametrize("filter", ALL, ids=str)
def test_a_filter_leaves_a_distribution_and_its_argument(filter):
    logits = random_logits(1)
    before = logits.clone()
    left = filter.apply(logits, [4, 7, 7])
    assert torch.equal(logits, before)
    assert left.shape == logits.shape and left.dtype == logits.dtype
    assert left.softmax(-1).sum() == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("filter", ORDERED, ids=str)
def test_a_filter_never_removes_the_most_probable_token(filter):
    for seed in range(5):
        logits = random_logits(seed)
        assert filter.apply(logits, [4, 7, 7])[logits.argmax()].isfinite()


@pytest.mark.parametrize("filter", ALL, ids=str)
def test_what_is_removed_stays_removed(filter):
    logits = random_logits(2).index_fill(0, torch.tensor([0, 5, 299]), -torch.inf)
    assert filter.apply(logits, [5, 8])[[0, 5, 299]].eq(-torch.inf).all()


@pytest.mark.parametrize(
    "filter, ids, probs",
    [
        (TopK(2), [], [0, 2 / 3, 0, 1 / 3]),
        (TopP(0.7), [], [0, 2 / 3, 0, 1 / 3]),
        (TopP(0.8), [], [1 / 6, 5 / 9, 0, 5 / 18]),
        (TopP(0.0), [], [0, 1, 0, 0]),
        (MinP(0.28), [], [1 / 6, 5 / 9, 0, 5 / 18]),
        (MinP(1.0), [], [0, 1, 0, 0]),
        (Temperature(0.5), [], [9 / 138, 100 / 138, 4 / 138, 25 / 138]),
        (Temperature(0.0), [], [0, 1, 0, 0]),
        (TypicalP(0.3), [], [0, 2 / 3, 0, 1 / 3]),  # entropy 1.208; surprises 1.897, 0.693, 2.303, 1.386
        (TypicalP(0.2), [], [0, 0, 0, 1]),
        (NoRepeatNgram(1), [1, 3], [0.6, 0, 0.4, 0]),
        (NoRepeatNgram(2), [1, 3, 2, 1], [0.2, 2 / 3, 2 / 15, 0]),
        (NoRepeatNgram(3), [1, 3, 2, 1], [0.15, 0.5, 0.1, 0.25]),
        (NoRepeatNgram(1), [0, 1, 2, 3], [0.15, 0.5, 0.1, 0.25]),  # all would go
        (RepetitionPenalty(2.0), [1, 1, 2], [0.15 / 0.66, 0.25 / 0.66, 0.01 / 0.66, 0.25 / 0.66]),
    ],
    ids=str,
)
def test_known_answer(filter, ids, probs):
    assert filter.apply(HALF, ids).softmax(-1).tolist() == pytest.approx(probs, abs=1e-6)


def test_repetition_penalty_divides_positive_and_multiplies_negative_logits():
    left = RepetitionPenalty(1.25).apply(torch.tensor([5.0, -4.0, 3.0]), [0, 1, 0])
    assert left.tolist() == [4.0, -5.0, 3.0]


@pytest.mark.parametrize("n", [LOOKS[0] // 2, 4 * LOOKS[0], 4 * LOOKS[1]])
def test_top_p_finds_its_mass_however_flat_the_distribution(n):
    assert TopP(0.75).apply(torch.zeros(n), []).isfinite().sum() == 3 * n // 4


def test_a_tiny_temperature_neither_overflows_nor_loses_the_best():
    for temperature in (1e-3, 1e-5, 1e-9, 1e-320):
        assert Temperature(temperature).apply(random_logits(3), []).softmax(-1).max() == 1


@pytest.mark.parametrize(
    "kind, value",
    [(TopK, -1), (TopP, 1.5), (MinP, -0.1), (Temperature, -1.0), (RepetitionPenalty, 0.5), (TypicalP, 2.0)],
)
def test_a_value_out_of_bounds_is_refused(kind, value):
    with pytest.raises(ConfigError, match="must be"):
        kind(value)


def test_stages_list_the_candidates_before_and_after_each_filter():
    strategy = STRATEGIES["sample"](temperature=0.5, top_k=3, min_p=0.2)
    stages = filter_stages(HALF, [0], strategy, 2)
    assert [stage.name for stage in stages] == ["model", *FILTERS]
    assert [stage.kept for stage in stages] == [4, 4, 4, 4, 3, 3, 2, 2]
    assert all(stage.ids == (1, 3) for stage in stages)
    assert stages[0].probs == pytest.approx((0.5, 0.25))
    assert stages[3].probs == pytest.approx((100 / 138, 25 / 138))
    assert stages[-1].probs == pytest.approx((0.8, 0.2))


def test_stages_list_no_removed_token():
    assert filter_stages(HALF, [], STRATEGIES["sample"](top_k=1), 10)[-1].ids == (1,)


@pytest.mark.parametrize("kind", STRATEGIES.values(), ids=STRATEGIES)
def test_without_candidates_there_are_no_stages(kind):
    assert filter_stages(HALF, [], kind(), 0) == ()
