"""The logit lens: the last row is the model's own, and ranks count what is more probable."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
import torch

from ngpl.errors import InputError
from ngpl.inspection import inspect, lens, lens_logits, log_softmax
from ngpl.inspection.lens import _place
from ngpl.model import KERNELS, MLPS, NORMS, POSITIONS
from tests import tiny

IDS = [3, 1, 4, 1, 5, 9, 2, 6]
LABELS = [f"t{i}" for i in IDS]
SHAPES = [
    dict(zip(("attention", "norm", "mlp", "position"), names, strict=True))
    for names in product(KERNELS, NORMS, MLPS, POSITIONS)
]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_row_is_its_depth_unembedded_and_the_last_is_the_model(shape):
    model = tiny.model(13, n_layer=3, **shape)
    seen = inspect(model, IDS, LABELS)
    view = lens(model, seen, top=13, target=5)
    assert view.ids.shape == view.probs.shape == (4, 8, 13) and view.labels == tuple(LABELS)
    for depth in range(4):
        logits = seen.logits if depth == 3 else lens_logits(model, seen.residual[depth])
        probs = np.exp(log_softmax(logits))
        assert np.array_equal(view.ids[depth], np.argsort(-logits, -1))
        np.testing.assert_allclose(view.probs[depth], np.take_along_axis(probs, view.ids[depth], -1), atol=1e-6)
        np.testing.assert_allclose(view.entropy[depth], -(probs * np.log(probs)).sum(-1), atol=1e-4)
        np.testing.assert_allclose(view.target_probs[depth], probs[:, 5], atol=1e-6)
        assert np.array_equal(view.target_ranks[depth], 1 + np.argmax(view.ids[depth] == 5, -1))


def test_the_best_token_has_rank_one():
    model = tiny.model(13)
    seen = inspect(model, IDS, LABELS)
    best = int(seen.logits[-1].argmax())
    view = lens(model, seen, target=best)
    assert view.target_ranks[-1, -1] == 1 and view.target_probs[-1, -1] == view.probs[-1, -1, 0]


def test_ranks_by_hand():
    probs, ranks = _place(torch.tensor([[0.1, 0.6, 0.3], [0.4, 0.4, 0.2], [0.0, 0.1, 0.9]]).log(), 1)
    assert ranks.tolist() == [1, 1, 2]  # of equals none is before the other
    np.testing.assert_allclose(probs, [0.6, 0.4, 0.1], rtol=1e-6)


def test_without_a_target_there_is_no_rank_and_a_wrong_one_is_refused():
    model = tiny.model(13)
    seen = inspect(model, IDS, LABELS)
    view = lens(model, seen)
    assert (view.target, view.target_probs, view.target_ranks) == (None, None, None)
    with pytest.raises(InputError, match=r"no token 13; .*0 to 12"):
        lens(model, seen, target=13)
