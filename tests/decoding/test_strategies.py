"""The laws that every strategy obeys, and what each one promises by itself."""

import dataclasses
import math

import pytest
import torch

from ngpl.decoding import FILTERS, STRATEGIES, Step, decode
from ngpl.decoding.filters import filters_of
from ngpl.decoding.sampling import draw
from ngpl.spec import params_of
from tests.decoding.fake import constant_model, full_pass, random_model

every_strategy = pytest.mark.parametrize("strategy", [kind() for kind in STRATEGIES.values()], ids=STRATEGIES)
PROMPT = [3, 1, 4]


def steps(*args, **options) -> list[Step]:
    return [event for event in decode(*args, **options) if isinstance(event, Step)]


def written(*args, **options) -> list[int]:
    return [step.id for step in steps(*args, **options)]


@every_strategy
def test_the_same_seed_writes_the_same_tokens(strategy):
    model = random_model(0)
    first, second = (written(model, PROMPT, strategy, seed=5, max_new_tokens=20) for _ in range(2))
    assert first == second and len(first) == 20


@every_strategy
def test_a_stop_token_ends_the_text_and_is_its_last_step(strategy):
    model, stop = random_model(1), {2, 7}
    model.last[:, 2] += 4  # so that no loop is more probable
    ids = written(model, PROMPT, strategy, seed=1, max_new_tokens=60, stop=stop)
    assert 0 < len(ids) < 60 and ids[-1] in stop and not stop & set(ids[:-1])


@every_strategy
def test_a_step_tells_the_models_own_distribution(strategy):
    model, ids = random_model(2), list(PROMPT)
    for step in steps(model, PROMPT, strategy, seed=3, max_new_tokens=15, top=12):
        logprobs = full_pass(model, ids)
        order = logprobs.argsort(descending=True).tolist()
        assert step.logprob == pytest.approx(float(logprobs[step.id]), abs=1e-5)
        assert step.rank == 1 + order.index(step.id)
        assert step.entropy == pytest.approx(float(-(logprobs.exp() * logprobs).sum()), abs=1e-5)
        assert step.seconds > 0
        assert step.stages[0].name == "model" and list(step.stages[0].ids) == order
        assert step.id in step.stages[-1].ids
        for stage in step.stages:
            assert sum(stage.probs) == pytest.approx(1, abs=1e-5) and len(stage.ids) == stage.kept
        ids.append(step.id)


@every_strategy
def test_impossible_tokens_are_never_chosen_and_cost_no_entropy(strategy):
    model = constant_model(torch.tensor([-torch.inf, 0.0, -torch.inf, 0.0]))
    for step in steps(model, [1], strategy, max_new_tokens=5):
        assert step.id in {1, 3} and step.entropy == pytest.approx(math.log(2)) and step.stages[0].kept == 2


@every_strategy
def test_without_candidates_the_tokens_are_the_same(strategy):
    model = random_model(3)
    few = steps(model, PROMPT, strategy, seed=2, max_new_tokens=10, top=0)
    assert all(step.stages == () for step in few)
    assert [step.id for step in few] == written(model, PROMPT, strategy, seed=2, max_new_tokens=10, top=5)


@every_strategy
def test_a_strategy_is_frozen_and_declares_all_its_fields(strategy):
    assert [p.name for p in params_of(type(strategy))] == [field.name for field in dataclasses.fields(strategy)]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(strategy, dataclasses.fields(strategy)[0].name, 1)


def test_sample_has_every_filter_and_starts_with_all_of_them_off():
    assert filters_of(STRATEGIES["sample"]()) == {name: kind() for name, kind in FILTERS.items()}


def test_greedy_takes_the_most_probable_token():
    model, ids = random_model(4), list(PROMPT)
    for id in written(model, PROMPT, STRATEGIES["greedy"](), max_new_tokens=12):
        assert id == int(full_pass(model, ids).argmax())
        ids.append(id)


def test_greedy_leaves_a_loop_under_a_repetition_penalty():
    model = constant_model(torch.tensor([2.0, 1.9, 0.1]))
    assert written(model, [0], STRATEGIES["greedy"](), max_new_tokens=3) == [0, 0, 0]
    assert written(model, [0], STRATEGIES["greedy"](repetition_penalty=1.2), max_new_tokens=2) == [1, 0]


def test_temperature_zero_is_greedy():
    model = random_model(5)
    cold = written(model, PROMPT, STRATEGIES["sample"](temperature=0.0), seed=9, max_new_tokens=12)
    assert cold == written(model, PROMPT, STRATEGIES["greedy"](), max_new_tokens=12)


def test_different_seeds_write_different_tokens():
    model, strategy = random_model(6, spread=0.1), STRATEGIES["sample"]()
    texts = {tuple(written(model, PROMPT, strategy, seed=seed, max_new_tokens=8)) for seed in range(10)}
    assert len(texts) == 10


LOGITS = torch.tensor([1.2, 0.3, -0.5, 2.0, 0.9, -1.5, 0.0, 1.6])


@pytest.mark.parametrize(
    "name, values, left, critical",  # the upper 0.1 % of chi-square with len(left) - 1 degrees of freedom
    [
        ("sample", {}, [0, 1, 2, 3, 4, 5, 6, 7], 24.322),
        ("sample", {"temperature": 2.0}, [0, 1, 2, 3, 4, 5, 6, 7], 24.322),
        ("sample", {"temperature": 0.7, "top_k": 6, "min_p": 0.12}, [0, 3, 4, 7], 16.266),
        ("top_k", {"top_k": 5}, [0, 1, 3, 4, 7], 18.467),
        ("top_p", {"top_p": 0.8}, [0, 3, 4, 7], 16.266),
        ("min_p", {"min_p": 0.2}, [0, 3, 4, 7], 16.266),
    ],
)
def test_tokens_are_drawn_by_the_filtered_distribution(name, values, left, critical):
    n = 2000
    weights = (LOGITS.double() / values.get("temperature", 1.0)).exp()[left]
    expected = n * weights / weights.sum()
    ids = written(constant_model(LOGITS), [0], STRATEGIES[name](**values), seed=11, max_new_tokens=n, top=0)
    assert set(ids) == set(left)
    observed = torch.tensor([ids.count(id) for id in left])
    assert float(((observed - expected) ** 2 / expected).sum()) < critical


@pytest.mark.parametrize("luck", [0.0, 1 - 2**-53])
def test_luck_at_its_ends_draws_no_removed_token(luck, monkeypatch):
    monkeypatch.setattr(torch, "rand", lambda *size, **options: torch.full(size, luck, dtype=torch.float64))
    logits = torch.tensor([-torch.inf, 0.3, -torch.inf, 0.1, -torch.inf])
    assert draw(logits, torch.Generator()) == (1 if luck == 0 else 3)
