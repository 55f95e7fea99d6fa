"""Maps combined and maps without their sinks: laws over the registries, and answers worked out by hand."""

from itertools import product

import numpy as np
import pytest

from ngpl.errors import ConfigError, InputError
from ngpl.inspection import COMBINATIONS, SINKS, combined, rollout, with_sink
from ngpl.inspection.views import AttentionView

# Two heads of one layer over three tokens; values of the second head's first token weigh nothing.
A = np.array([[1, 0, 0], [0.25, 0.75, 0], [0.5, 0.3, 0.2]], np.float32)
B = np.array([[1, 0, 0], [1, 0, 0], [0.2, 0.2, 0.6]], np.float32)
NORMS = np.array([[[1, 2, 4], [0, 1, 1]]], np.float32)
SMALL = AttentionView(np.stack([A, B])[None], (7, 8, 9), ("a", "b", "c"), False, 2, value_norms=NORMS)


def random_view(layers=3, heads=4, tokens=9) -> AttentionView:
    random = np.random.default_rng(1)
    weights = random.exponential(size=(layers, heads, tokens, tokens)).astype(np.float32) * np.tri(tokens)
    weights[1, 2, 4:] = np.eye(tokens)[0]  # rows that see nothing but the first token
    norms = random.exponential(size=(layers, heads, tokens))
    norms[0, 1] = 0  # a head that is switched off
    weights /= weights.sum(-1, keepdims=True)
    labels = tuple(map(str, range(tokens)))
    return AttentionView(
        weights.astype(np.float32), tuple(range(tokens)), labels, False, heads, norms.astype(np.float32)
    )


@pytest.mark.parametrize("name", SINKS)
def test_a_treated_map_is_a_causal_distribution_in_every_row_that_is_not_empty(name):
    view = with_sink(random_view(), name)
    sums = view.weights.sum(-1)
    assert (view.weights >= 0).all() and not np.triu(view.weights, 1).any()
    assert ((abs(sums - 1) < 1e-5) | (sums == 0)).all() and (sums > 0).any()
    assert view.weights.dtype == np.float32 and view.sink == name
    assert view.notes == (() if name == "raw" else (SINKS[name].about,))


@pytest.mark.parametrize(("sink", "name"), list(product(SINKS, COMBINATIONS)))
def test_a_combined_map_is_causal_and_a_distribution_where_it_says_so(sink, name):
    view = combined(with_sink(random_view(), sink), name)
    sums = view.weights.sum(-1)
    assert view.weights.shape == (1, 1, 9, 9) and view.weights.dtype == np.float32
    assert (view.weights >= 0).all() and (view.weights <= 1 + 1e-5).all() and not np.triu(view.weights, 1).any()
    if COMBINATIONS[name].distribution:
        assert ((abs(sums - 1) < 1e-5) | (sums == 0)).all()
    assert view.notes[-1] == COMBINATIONS[name].about and view.title == f"{name} of all heads"


@pytest.mark.parametrize("name", COMBINATIONS)
def test_a_map_combined_with_itself_is_itself(name):
    view = random_view()
    same = AttentionView(np.repeat(view.weights[:1, :1], 3, 1), view.ids, view.labels, False, 3)
    wanted = view.weights[0, 0] if name != "rollout" else rollout(view.weights[:1, :1])
    np.testing.assert_allclose(combined(same, name).head(0, 0), wanted, atol=1e-6)


def test_sinks_by_hand():
    found = with_sink(SMALL, "without_first").weights[0]
    np.testing.assert_allclose(found[0], [[0, 0, 0], [0, 1, 0], [0, 0.6, 0.4]], atol=1e-6)
    np.testing.assert_allclose(found[1], [[0, 0, 0], [0, 0, 0], [0, 0.25, 0.75]], atol=1e-6)
    found = with_sink(SMALL, "value_norm").weights[0]
    np.testing.assert_allclose(found[0], [[1, 0, 0], [1 / 7, 6 / 7, 0], [5 / 19, 6 / 19, 8 / 19]], atol=1e-6)
    np.testing.assert_allclose(found[1], [[0, 0, 0], [0, 0, 0], [0, 0.25, 0.75]], atol=1e-6)


def test_combinations_by_hand():
    np.testing.assert_allclose(combined(SMALL, "mean").head(0, 0), (A + B) / 2, atol=1e-6)
    np.testing.assert_allclose(combined(SMALL, "largest").head(0, 0)[2], [0.5, 0.3, 0.6], atol=1e-6)
    np.testing.assert_allclose(combined(SMALL, "largest", [(0, 1)]).head(0, 0), B)
    free = combined(with_sink(SMALL, "without_first"), "mean").head(0, 0)
    np.testing.assert_allclose(free, [[0, 0, 0], [0, 1, 0], [0, 0.425, 0.575]], atol=1e-6)  # b looks only in head 0


def test_rollout_by_hand():
    np.testing.assert_allclose(rollout(np.stack([A[None], B[None]]))[1], ([1, 0, 0] + (A[1] + [0, 1, 0]) / 2) / 2)
    silent = np.zeros((2, 1, 3, 3), np.float32)
    np.testing.assert_array_equal(rollout(silent), np.eye(3))


@pytest.mark.parametrize("layers", [1, 4])
def test_rollout_of_heads_that_look_at_themselves_stays_where_it_is(layers):
    maps = np.broadcast_to(np.eye(5, dtype=np.float32), (layers, 2, 5, 5))
    np.testing.assert_array_equal(rollout(maps), np.eye(5))


def test_a_layer_without_a_chosen_head_changes_no_rollout():
    view = random_view()
    chosen = combined(view, "rollout", [(0, 1), (2, 3)])
    alone = np.stack([view.weights[0, [1]], view.weights[2, [3]]])
    np.testing.assert_allclose(chosen.head(0, 0), rollout(alone), atol=1e-6)
    assert chosen.title == "rollout of heads 0.1, 2.3"


def test_a_whole_layer_and_a_single_head_are_named():
    view = random_view()
    assert combined(view, "mean", [(1, h) for h in range(4)]).title == "mean of layer 1"
    assert combined(view, "mean", [(2, 3), (2, 3)]).title == "mean of head 2.3"


def test_entropy_and_distance_by_hand():
    np.testing.assert_allclose(SMALL.distance, [[(0.25 + 1.3) / 2, (1 + 0.6) / 2]], atol=1e-6)
    rows = [-(row[row > 0] * np.log(row[row > 0])).sum() for row in (A[1], A[2])]
    np.testing.assert_allclose(SMALL.entropy[0, 0], np.mean(rows), rtol=1e-6)
    one = AttentionView(np.ones((2, 3, 1, 1), np.float32), (1,), ("a",), False, 3)
    assert not one.entropy.any() and not one.distance.any() and one.entropy.shape == (2, 3)


def test_what_cannot_be_done_is_said():
    with pytest.raises(ConfigError, match="raw, without_first, value_norm"):
        with_sink(SMALL, "none")
    with pytest.raises(InputError, match="already treated as without_first"):
        with_sink(with_sink(SMALL, "without_first"), "raw")
    with pytest.raises(InputError, match="norms of their values"):
        with_sink(combined(SMALL, "mean"), "value_norm")
    with pytest.raises(ConfigError, match="mean, largest, rollout"):
        combined(SMALL, "median")
    with pytest.raises(InputError, match=r"no head 0\.2: this model's are 0\.0 to 0\.1"):
        combined(SMALL, "mean", [(0, 2)])
    with pytest.raises(InputError, match="name at least one"):
        combined(SMALL, "mean", [])
