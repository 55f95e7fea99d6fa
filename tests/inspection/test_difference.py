"""Two passes compared."""

import numpy as np
import pytest
import torch

from ngpl.config import GPTConfig
from ngpl.errors import InputError
from ngpl.inspection import combined, difference, inspect
from ngpl.inspection.difference import divergence
from ngpl.model import GPT, KERNELS

IDS, OTHER = [3, 1, 4, 1, 5], [3, 1, 2, 1, 5]


def passed(ids, seed=0, **changes):
    torch.manual_seed(seed)
    shape = {"vocab_size": 13, "block_size": 16, "n_layer": 2, "n_head": 4, "n_embd": 16, "n_kv_head": 2}
    model = GPT(GPTConfig(**(shape | changes))).eval()
    for weight in model.parameters():
        torch.nn.init.normal_(weight, std=0.3)
    return inspect(model, ids, [f"t{i}" for i in ids])


@pytest.mark.parametrize("attention", KERNELS)
def test_what_comes_before_the_change_does_not_differ(attention):
    a, b = passed(IDS, attention=attention), passed(OTHER, attention=attention)
    view = difference(a, b)
    np.testing.assert_allclose(view.weights[..., :2, :], 0, atol=1e-6)
    np.testing.assert_allclose(view.kl[:2], 0, atol=1e-6)
    assert (np.abs(view.weights[..., 2:, :]).max((0, 1, 3)) > 1e-4).all() and (view.kl[2:] > 1e-5).all()
    assert np.array_equal(view.weights, b.attention - a.attention) and (np.abs(view.weights) <= 1).all()
    assert view.labels == ("t3", "t1", "t4→t2", "t1", "t5")


def test_the_way_back_is_the_opposite():
    a, b = passed(IDS), passed(OTHER)
    assert np.array_equal(difference(a, b).weights, -difference(b, a).weights)
    same = difference(a, a)
    assert not same.weights.any() and not same.kl.any() and same.kl.dtype == np.float32


def test_divergence_by_hand():
    a, b = np.log([[0.5, 0.5, 1e-30]]), np.log([[0.25, 0.5, 0.25]])
    np.testing.assert_allclose(divergence(a, b), [0.5 * np.log(2)], rtol=1e-6)


def test_what_is_compared_can_be_derived_of_both():
    a, b = passed(IDS), passed(OTHER)
    view = difference(a, b, lambda maps: combined(maps, "mean", [(0, 1), (1, 1)]), names=("cat", "dog"))
    wanted = (b.attention - a.attention)[:, 1].mean(0)
    np.testing.assert_allclose(view.weights[0, 0], wanted, atol=1e-6)
    maps = view.attention_view
    assert maps.signed and maps.title == "mean of heads 0.1, 1.1" and len(maps.notes) == 2
    assert maps.notes[-1].startswith("difference: dog less cat")
    assert np.array_equal(maps.arrays["kl"], view.kl) and maps.arrays["ids_b"].tolist() == OTHER


def test_models_of_two_kinds_share_a_difference():
    view = difference(passed(IDS), passed(IDS, seed=1, attention="lam", n_kv_head=4))
    assert view.implied and view.n_kv_head == 4 and view.labels == view.labels_a


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (lambda: passed(IDS[:3]), "5 tokens, the second 3"),
        (lambda: passed(IDS, n_layer=3), "2 layers of 4 heads, the second 3 of 4"),
        (lambda: passed(IDS, vocab_size=14), "13 tokens, the second 14"),
    ],
)
def test_what_cannot_be_compared_is_said(other, said):
    with pytest.raises(InputError, match=said):
        difference(passed(IDS), other())
