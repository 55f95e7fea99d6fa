"""The map, the neighbours and the sums of token embeddings, and the position vectors."""

import numpy as np
import pytest
import torch

from ngpl.config import GPTConfig
from ngpl.errors import InputError
from ngpl.inspection import combine, embedding_map, neighbours, position_view
from ngpl.model import GPT, POSITIONS

TINY = {"vocab_size": 40, "block_size": 16, "n_layer": 1, "n_head": 2, "n_embd": 8}
LABELS = [f"t{id}" for id in range(TINY["vocab_size"])]


def tiny(**changes) -> GPT:
    torch.manual_seed(0)
    return GPT(GPTConfig(**(TINY | changes))).eval()


def with_table(table: np.ndarray) -> GPT:
    model = tiny(vocab_size=len(table), n_embd=table.shape[1], n_head=1, position="none")
    with torch.no_grad():
        model.embedding.copy_(torch.from_numpy(table).float())
    return model


def spread(*deviations: float) -> np.ndarray:
    """Tokens two by two on the axes, ``+d`` and ``-d`` from a common centre."""
    axes = np.eye(len(deviations)) * deviations
    return np.concatenate([axes, -axes]) + 3.0


def test_components_are_known_axes_in_order_of_variance():
    view = embedding_map(with_table(spread(1, 4, 2, 3)), LABELS)
    np.testing.assert_allclose(view.explained, np.array([16, 9, 4]) / 30, rtol=1e-5)
    np.testing.assert_allclose(np.abs(view.points).max(0), [4, 3, 2], rtol=1e-5)
    np.testing.assert_allclose(view.points[1], [4, 0, 0], atol=1e-5)


def test_the_map_is_centred_and_its_axes_are_orthogonal():
    model = tiny()
    view = embedding_map(model, LABELS)
    assert view.points.shape == (40, 3) and view.points.dtype == np.float32
    assert view.labels == tuple(LABELS)
    np.testing.assert_allclose(view.points.mean(0), 0, atol=1e-6)
    products = view.points.T @ view.points
    np.testing.assert_allclose(products, np.diag(np.diag(products)), atol=1e-5)
    assert (np.diff(view.explained) <= 0).all() and 0 < view.explained.sum() <= 1


def test_explained_is_the_share_of_the_whole_variance():
    model = tiny()
    vectors = model.embedding.detach().numpy()
    view = embedding_map(model, LABELS)
    total = np.square(vectors - vectors.mean(0)).sum()
    np.testing.assert_allclose(np.square(view.points).sum(0) / total, view.explained, rtol=1e-4)


def test_the_largest_value_of_a_component_is_positive_whatever_the_sign_of_the_table():
    table = np.random.default_rng(0).normal(size=(30, 6))
    for sign in (1, -1):
        points = embedding_map(with_table(sign * table), LABELS).points
        assert (points[np.abs(points).argmax(0), range(3)] > 0).all()


def test_a_narrow_model_has_zeros_in_place_of_missing_components():
    view = embedding_map(with_table(spread(1, 2)), LABELS)
    assert view.points.shape == (4, 3) and not view.points[:, 2].any() and view.explained[2] == 0


def test_equal_embeddings_lie_on_one_point():
    view = embedding_map(with_table(np.ones((5, 4))), LABELS)
    assert not view.points.any() and not view.explained.any()


def test_neighbours_are_the_largest_cosines_in_order():
    angles = np.deg2rad([0, 10, 90, 35, 180])
    model = with_table(np.stack([np.cos(angles), np.sin(angles)], 1) * [[1], [9], [1], [0.1], [1]])
    found = neighbours(model, np.array([2.0, 0.0]), top=5, without=[0])
    assert [n.id for n in found] == [1, 3, 2, 4]
    np.testing.assert_allclose([n.cosine for n in found], np.cos(np.deg2rad([10, 35, 90, 180])), atol=1e-6)


def test_a_token_is_nearest_to_itself_unless_left_out():
    model = tiny()
    vector = model.embedding[7].detach().numpy()
    first = neighbours(model, vector, top=1)[0]
    assert first.id == 7 and first.cosine == pytest.approx(1, abs=1e-6)
    assert 7 not in [n.id for n in neighbours(model, vector, top=100, without=[7, 7])]
    assert len(neighbours(model, vector, top=100, without=[7, 7])) == 39


def test_neighbours_leave_the_model_as_it_is():
    model = tiny()
    before = model.embedding.detach().clone()
    neighbours(model, combine(model, [1], [2]), without=[1, 2])
    assert torch.equal(before, model.embedding)


def test_a_sum_is_of_unit_vectors():
    model = with_table(spread(1, 2, 5) - 3.0)
    np.testing.assert_allclose(combine(model, [0, 1], [2]), [1, 1, -1], atol=1e-6)
    np.testing.assert_allclose(combine(model, [], [2]), [0, 0, -1], atol=1e-6)


def test_a_sum_finds_what_makes_a_parallelogram():
    king, man, woman, queen = [1.0, 1, 0], [0, 1.0, 0], [0, 0, 1.0], [1.0, 0, 1]
    model = with_table(np.array([king, man, woman, queen, [-1, 0, 0]]))
    assert neighbours(model, combine(model, [0, 2], [1]), 1, without=[0, 1, 2])[0].id == 3


def test_a_sum_of_nothing_has_no_neighbours():
    model = tiny()
    with pytest.raises(InputError, match="zero"):
        neighbours(model, combine(model, [3], [3]))


@pytest.mark.parametrize("scheme", POSITIONS)
@pytest.mark.parametrize("n", [1, 5, 16, 40])
def test_positions_of_every_scheme(scheme, n):
    model = tiny(position=scheme)
    view = position_view(model, n)
    assert view.scheme == scheme
    assert view.rotated == (scheme == "rotary")
    assert (view.vectors is None) == (scheme == "none")
    if view.vectors is not None:
        limited = min(n, 16) if scheme == "learned" else n
        assert view.vectors.shape == (limited, 4 if scheme == "rotary" else 8)
        assert view.vectors.dtype == np.float32


@pytest.mark.parametrize("scheme", ["learned", "sinusoidal"])
def test_the_vectors_shown_are_those_that_are_added(scheme):
    model = tiny(position=scheme)
    added = model.positions.add(torch.zeros(1, 6, 8), 0)[0]
    np.testing.assert_allclose(position_view(model, 6).vectors, added.detach().numpy(), atol=1e-7)


def test_the_rotation_of_a_part_of_each_head_is_that_of_its_channels():
    vectors = position_view(tiny(n_head=1, rope_share=0.5, rope_base=100.0), 6).vectors
    assert vectors is not None
    angles = np.arange(6)[:, None] * [1.0, 0.1]
    np.testing.assert_allclose(vectors, np.concatenate([np.cos(angles), np.sin(angles)], 1), atol=1e-6)


def test_the_rotation_is_cosines_then_sines_of_growing_angles():
    vectors = position_view(tiny(position="rotary"), 6).vectors
    assert vectors is not None
    angles = np.arange(6)[:, None] * [1.0, 0.01]
    np.testing.assert_allclose(vectors, np.concatenate([np.cos(angles), np.sin(angles)], 1), atol=1e-6)
