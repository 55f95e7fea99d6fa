"""What heads are called: known answers on maps made by hand, and laws over all tags and kernels."""

from __future__ import annotations

import numpy as np
import pytest

from ngpl.errors import InputError
from ngpl.inspection import TAGS, head_scores, tags_of
from ngpl.inspection.heads import SEQUENCES, maps_of, measure, repeated_ids, uniform_map
from ngpl.inspection.views import HeadScores
from ngpl.model import KERNELS
from tests import tiny

N = 6
T = 1 + 2 * N


def looking_at(target) -> np.ndarray:
    """The map ``(L=1, B=1, H=1, T, T)`` of a head that puts all weight on ``target(query)``."""
    maps = np.zeros((1, 1, 1, T, T), dtype=np.float32)
    for query in range(T):
        maps[..., query, target(query)] = 1
    return maps


PERFECT = {
    "previous": lambda t: max(t - 1, 0),
    "self": lambda t: t,
    "first": lambda t: 0,
    "duplicate": lambda t: t - N if t > N else t,
    "induction": lambda t: t - N + 1 if t > N else t,
    "local": lambda t: t,
}


def score(maps: np.ndarray, tag: str, lengths=()) -> float:
    (found,) = [m for m in measure(maps, TAGS[tag].samples[0], lengths) if m.tag == tag]
    return found.scores.item()


@pytest.mark.parametrize("tag", PERFECT)
def test_a_perfect_head_scores_one(tag):
    assert score(looking_at(PERFECT[tag]), tag) == 1


@pytest.mark.parametrize("tag", ["previous", "first", "duplicate", "induction"])
def test_a_head_of_another_pattern_scores_next_to_nothing(tag):
    others = set(PERFECT) - {tag}
    assert (
        max(score(looking_at(PERFECT[other]), tag) for other in others) < 0.1
    )  # token 1 can look back at one token only


def test_spread_and_local_between_their_ends():
    alike = uniform_map(T)[None, None, None]
    assert score(alike, "spread") == pytest.approx(1) and score(alike, "local") == pytest.approx(0.5)
    assert score(looking_at(lambda t: 0), "spread") == score(looking_at(lambda t: 0), "local") == 0


@pytest.mark.parametrize("sample", ["random", "repeated", "text"])
def test_chance_is_the_score_of_looking_at_all_alike(sample):
    for found in measure(uniform_map(T)[None, None, None], sample):
        assert found.scores.item() == pytest.approx(found.chance) and 0 < found.chance <= 1 + 1e-9


def test_chance_of_the_previous_token_is_the_mean_of_one_half_to_one_over_t():
    (found, *_) = measure(uniform_map(4)[None, None, None], "text")
    assert (found.tag, found.chance) == ("previous", pytest.approx((1 / 2 + 1 / 3 + 1 / 4) / 3))


def test_what_stands_after_the_end_of_a_text_does_not_count():
    maps = np.concatenate([looking_at(PERFECT["previous"])] * 2, axis=1)
    maps[0, 1, 0, 5:] = 0
    assert score(maps, "previous") < 1 == score(maps, "previous", lengths=[T, 5])


def test_random_sequences():
    ids = repeated_ids(32, range(4, 300), bos=2, seed=1)
    n = (32 - 1) // 2
    assert ids.shape == (SEQUENCES, 1 + 2 * n) and (ids[:, 0] == 2).all()
    assert np.array_equal(ids[:, 1 : n + 1], ids[:, n + 1 :]) and ids[:, 1:].min() >= 4
    assert all(len(set(row)) == n for row in ids[:, 1 : n + 1])
    assert np.array_equal(ids, repeated_ids(32, range(4, 300), bos=2, seed=1))
    assert not np.array_equal(ids, repeated_ids(32, range(4, 300), bos=2, seed=2))
    assert repeated_ids(32, range(3), bos=9).shape == (SEQUENCES, 7)


@pytest.mark.parametrize("attention", KERNELS)
def test_laws(attention):
    model = tiny.model(20, attention=attention, n_layer=3, n_kv_head=1)
    texts = [list(range(4, 14)), [2, *range(4, 20)] * 3]
    found = head_scores(model, range(4, 20), 2, texts)
    assert found.shape == (3, 2) and found.implied == KERNELS[attention].implied
    assert {(m.tag, m.sample) for m in found.measures} == {(name, s) for name, tag in TAGS.items() for s in tag.samples}
    for m in found.measures:
        assert m.scores.shape == (3, 2) and m.scores.min() >= 0 and m.scores.max() <= 1
        assert m.scores[m.strongest] == m.scores.max()
    alone = [head_scores(model, range(4, 20), 2, [ids]).of("previous", "text").scores for ids in texts]
    queries = np.array([len(texts[0]) - 1, model.context - 1])
    expected = np.average(np.stack(alone), axis=0, weights=queries)
    np.testing.assert_allclose(found.of("previous", "text").scores, expected, atol=1e-5)


def test_scores_are_of_the_models_own_maps():
    model = tiny.model(20)
    ids = np.array([[2, 5, 7, 9]])
    maps = maps_of(model, ids)
    given = head_scores(model, range(4, 20), 2, ids.tolist()).of("first", "text").scores
    np.testing.assert_allclose(given, maps[:, 0, :, 1:, 0].mean(-1), atol=1e-6)


def test_a_tag_must_be_reached_on_every_sample():
    strong, weak = looking_at(PERFECT["previous"]), looking_at(PERFECT["first"])
    both = HeadScores(measure(strong, "random") + measure(strong, "text"), implied=False)
    one = HeadScores(measure(strong, "random") + measure(weak, "text"), implied=False)
    assert tags_of(both)[0, 0][0] == "previous" and "previous" not in tags_of(one)[0, 0]


def test_too_little_to_look_at():
    with pytest.raises(InputError, match="context of 4"):
        head_scores(tiny.model(20, block_size=4), range(4, 20), 2)
    with pytest.raises(InputError, match="one token"):
        head_scores(tiny.model(20), range(4, 20), 2, [[2]])
