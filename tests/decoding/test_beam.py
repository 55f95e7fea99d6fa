"""Beam search against exhaustive search on tiny vocabularies, and the tree it shows."""

from itertools import product

import pytest
import torch

from ngpl.decoding import STRATEGIES, BeamLevel, Step, decode
from tests.decoding.fake import TableModel, constant_model, full_pass, random_model

Beam = STRATEGIES["beam"]
PROMPT = [1, 2]


def search(*args, **options) -> tuple[list[BeamLevel], list[Step]]:
    events = list(decode(*args, **options))
    levels = [event for event in events if isinstance(event, BeamLevel)]
    steps = [event for event in events if isinstance(event, Step)]
    assert events == levels + steps
    return levels, steps


def exhaustive(model: TableModel, vocabulary: int, length: int, stop: set[int], penalty: float) -> tuple[int, ...]:
    """The best of all texts that end with a stop token or have the full length."""
    texts = set()
    for text in product(range(vocabulary), repeat=length):
        end = next((i + 1 for i, id in enumerate(text) if id in stop), length)
        texts.add(text[:end])

    def score(text: tuple[int, ...]) -> float:
        logprobs = (full_pass(model, PROMPT + list(text[:i]))[id] for i, id in enumerate(text))
        return float(sum(logprobs)) / len(text) ** penalty

    return max(texts, key=score)


@pytest.mark.parametrize("penalty", [0.0, 0.7, 1.0, 2.0])
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("vocabulary, length, stop", [(3, 4, {0}), (4, 3, {0}), (4, 3, {0, 3}), (3, 3, set())])
def test_a_beam_wide_enough_finds_the_best_of_all_texts(vocabulary, length, stop, seed, penalty):
    model = random_model(seed, vocabulary, spread=1.0)
    beam = Beam(beams=64, length_penalty=penalty)
    _, steps = search(model, PROMPT, beam, max_new_tokens=length, stop=stop, top=0)
    assert tuple(step.id for step in steps) == exhaustive(model, vocabulary, length, stop, penalty)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("penalty", [0.0, 1.0])
def test_one_beam_is_greedy(seed, penalty):
    model = random_model(seed)
    _, steps = search(model, PROMPT, Beam(beams=1, length_penalty=penalty), max_new_tokens=25, stop={0})
    greedy = decode(model, PROMPT, STRATEGIES["greedy"](), max_new_tokens=25, stop={0})
    assert [step.id for step in steps] == [step.id for step in greedy if isinstance(step, Step)]


def test_every_level_links_to_the_one_before_and_adds_up():
    levels, steps = search(random_model(3), PROMPT, Beam(beams=5), max_new_tokens=8, stop={0, 4}, top=6)
    for i, level in enumerate(levels):
        for branches in (level.kept, level.pruned):
            totals = [branch.total for branch in branches]
            assert totals == sorted(totals, reverse=True)
        assert len(level.pruned) == 6
        for branch in level.kept + level.pruned:
            before = levels[i - 1].kept[branch.parent] if i else None
            assert before is None or not before.finished
            assert branch.total == pytest.approx((before.total if before else 0) + branch.logprob)
            assert branch.score == pytest.approx(branch.total / (i + 1))
            assert branch.finished == (branch.id in {0, 4})
    assert sum(step.logprob for step in steps) / len(steps) == pytest.approx(
        max(branch.score for level in levels for branch in level.kept if branch.finished), rel=1e-5
    )


def test_others_take_the_places_of_finished_branches():
    levels, _ = search(random_model(3), PROMPT, Beam(beams=5), max_new_tokens=8, stop={0, 4})
    for level in levels[:-1]:
        assert sum(not branch.finished for branch in level.kept) == 5
        assert not any(branch.finished for branch in level.kept[5:])
    assert any(len(level.kept) > 5 for level in levels)


@pytest.mark.parametrize("seed", range(8))
def test_at_the_longest_length_nothing_takes_a_place(seed):
    levels, _ = search(random_model(seed), PROMPT, Beam(beams=3), max_new_tokens=2, stop={0, 4, 5, 6})
    assert len(levels) == 2 and len(levels[-1].kept) == 3


def test_what_would_end_but_is_not_among_the_best_is_cut_off():
    model = constant_model(torch.tensor([0.5, 0.3, 0.15, 0.05]).log())
    levels, _ = search(model, [1], Beam(beams=2), max_new_tokens=4, stop={0, 2}, top=2)
    assert [(branch.id, branch.finished) for branch in levels[0].kept] == [(0, True), (1, False), (3, False)]
    assert [(branch.id, branch.finished) for branch in levels[0].pruned] == [(2, True)]


def test_the_best_branch_is_among_those_shown():
    levels, steps = search(random_model(7), PROMPT, Beam(beams=3), max_new_tokens=6)
    place = max(range(3), key=lambda i: levels[-1].kept[i].score)
    for level, step in zip(reversed(levels), reversed(steps), strict=True):
        branch = level.kept[place]
        assert (branch.id, branch.logprob) == (step.id, step.logprob)
        place = branch.parent


def test_the_search_ends_when_the_best_branch_is_no_better_than_the_worst_finished_one():
    model = constant_model(torch.tensor([4.0, 0.0, 0.0]))
    levels, steps = search(model, [1], Beam(beams=3, length_penalty=0.0), max_new_tokens=50, stop={0})
    assert [sum(branch.finished for branch in level.kept) for level in levels] == [1, 2]
    assert [step.id for step in steps] == [0]


def test_the_search_ends_when_nothing_can_go_on():
    levels, steps = search(constant_model(torch.zeros(3)), [1], Beam(beams=4), max_new_tokens=5, stop={0, 1, 2})
    assert len(levels) == len(steps) == 1


def test_a_length_penalty_favours_longer_texts():
    model = constant_model(torch.tensor([0.3, 0.7]).log())  # stopping at once: log 0.3; going on: log 0.7 a token
    short = search(model, [1], Beam(beams=4, length_penalty=0.0), max_new_tokens=6, stop={0})[1]
    long = search(model, [1], Beam(beams=4, length_penalty=1.0), max_new_tokens=6, stop={0})[1]
    assert [step.id for step in short] == [0] and [step.id for step in long] == [1] * 6


def test_a_beam_wider_than_the_vocabulary_and_impossible_tokens():
    model = constant_model(torch.tensor([0.0, 0.0, -torch.inf]))
    levels, steps = search(model, [0], Beam(beams=8), max_new_tokens=3, top=4)
    assert [len(level.kept) for level in levels] == [2, 4, 8]
    assert len(steps) == 3 and all(branch.id != 2 for level in levels for branch in level.kept + level.pruned)
