"""The loop: context, prompts, stopping early, several strategies at once, errors."""

import pytest
import torch

from ngpl.decoding import STRATEGIES, Step, compare, decode
from ngpl.decoding.window import CHUNK
from ngpl.errors import InputError, RunError
from tests.decoding.fake import constant_model, full_pass, random_model

greedy, sample, beam = (STRATEGIES[name]() for name in ("greedy", "sample", "beam"))
every_strategy = pytest.mark.parametrize("strategy", [kind() for kind in STRATEGIES.values()], ids=STRATEGIES)


def written(*args, **options) -> list[int]:
    return [event.id for event in decode(*args, **options) if isinstance(event, Step)]


@every_strategy
def test_a_text_goes_on_past_the_context(strategy):
    model = random_model(0, context=8)
    assert len(written(model, [1, 2, 3], strategy, max_new_tokens=30)) == 30
    assert model.caches == 1 + 9  # the first slide is at the 6th new token, the others are 3 apart


@every_strategy
@pytest.mark.parametrize("context", [1, 2])
def test_the_smallest_contexts_work(strategy, context):
    assert len(written(random_model(1, context=context), [1, 2, 3], strategy, max_new_tokens=9)) == 9


@every_strategy
@pytest.mark.parametrize("context", [3, 8])
def test_sliding_loses_nothing_that_this_model_needs(strategy, context):
    """The tables look back two tokens, so a limit must not change the text."""
    free = written(random_model(1), [1, 2, 3], strategy, seed=4, max_new_tokens=25)
    assert written(random_model(1, context=context), [1, 2, 3], strategy, seed=4, max_new_tokens=25) == free


def test_of_a_prompt_longer_than_the_context_the_last_tokens_count():
    model = random_model(2, context=4)
    ids = written(model, [5, 6, 7, 8, 9, 10], greedy, max_new_tokens=1)
    assert ids == [int(full_pass(model, [7, 8, 9, 10]).argmax())]


def test_a_long_prompt_is_read_in_parts():
    model, ids = random_model(3), [i % 12 for i in range(2 * CHUNK + 3)]
    assert written(model, ids, greedy, max_new_tokens=1) == [int(full_pass(model, ids).argmax())]
    assert model.passes == 3 + 1


def test_a_token_costs_one_pass_and_a_closed_generator_none():
    model = random_model(4)
    run = decode(model, [1], sample, max_new_tokens=100)
    assert model.passes == 0
    for _ in range(3):
        next(run)
    run.close()
    assert model.passes == 3 and list(run) == []


@every_strategy
def test_a_deadline_ends_the_text_politely(strategy):
    assert list(decode(random_model(5), [1], strategy, deadline=0.0)) == []
    assert len(written(random_model(5), [1], strategy, max_new_tokens=5, deadline=60.0)) == 5


def test_a_deadline_within_the_search_gives_the_best_branch_so_far(monkeypatch):
    now = iter(range(10_000))
    monkeypatch.setattr("ngpl.decoding.loop.perf_counter", lambda: 0.0)
    monkeypatch.setattr("ngpl.decoding.beam.perf_counter", lambda: float(next(now)))
    monkeypatch.setattr("ngpl.decoding.steps.perf_counter", lambda: 0.0)
    assert 0 < len(written(random_model(6), [1], beam, max_new_tokens=50, deadline=9.0)) < 50


@every_strategy
def test_no_new_tokens_is_no_text(strategy):
    assert list(decode(random_model(7), [1], strategy, max_new_tokens=0)) == []


def test_compare_writes_what_each_strategy_writes_alone_in_turns():
    strategies = {"a": greedy, "b": sample, "c": beam}
    options = {"seed": 3, "max_new_tokens": 6, "stop": {0}}
    events = list(compare(random_model(8), [1, 2], strategies, **options))
    assert [name for name, _ in events[:6]] == ["a", "b", "c", "a", "b", "c"]
    for name, strategy in strategies.items():
        ids = [event.id for who, event in events if who == name and isinstance(event, Step)]
        assert ids == written(random_model(8), [1, 2], strategy, **options)


def test_closing_compare_ends_all_its_runs():
    model = random_model(9)
    run = compare(model, [1], {"a": greedy, "b": sample})
    next(run)
    run.close()
    assert model.passes == 1 and list(run) == []


@pytest.mark.parametrize(
    "ids, options, says",
    [
        ([], {}, "<BOS>"),
        ([1], {"seed": -1}, "seed"),
        ([1], {"seed": 2**64}, "seed"),
        ([1], {"max_new_tokens": -1}, "max_new_tokens"),
        ([1], {"top": -1}, "top"),
    ],
)
def test_a_bad_argument_is_refused_at_the_call(ids, options, says):
    with pytest.raises(InputError, match=says):
        decode(random_model(0), ids, greedy, **options)


@every_strategy
@pytest.mark.parametrize(
    "bad", [[torch.nan, 0.0, 1.0], [0.0, torch.inf, 0.0], [-torch.inf] * 3], ids=["nan", "inf", "-inf"]
)
def test_logits_that_make_no_distribution_are_an_error(strategy, bad):
    with pytest.raises(RunError, match="no distribution"):
        next(decode(constant_model(torch.tensor(bad)), [1], strategy))
