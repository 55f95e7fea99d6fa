"""Which weights are drawn, and thumbnails of large maps."""

from __future__ import annotations

import numpy as np
import pytest

from ngpl.errors import ConfigError
from ngpl.plots.style import Style, largest, pooled

ROWS = np.array([[1, 0, 0, 0], [0.6, 0.4, 0, 0], [0.2, 0.2, 0.6, 0], [0.1, 0.5, 0.1, 0.3]])


def test_the_fewest_largest_weights_are_kept_and_those_as_large_as_the_last():
    assert largest(ROWS, 0.5).tolist() == (ROWS >= [[1], [0.6], [0.6], [0.5]]).tolist()
    kept = largest(ROWS, 0.75)
    assert kept.sum(-1).tolist() == [1, 2, 3, 2] and kept[2].tolist() == [True, True, True, False]
    assert not largest(np.zeros((3, 3)), 0.5).any()


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 0.99, 1.0])
def test_what_is_kept_makes_the_share_and_is_larger_than_what_is_not(view, share):
    kept = largest(view.weights, share)
    sums = np.where(kept, view.weights, 0).sum(-1)
    assert (sums >= share - 1e-5).all() and not np.triu(kept, 1).any()
    smallest = np.where(kept, view.weights, np.inf).min(-1)
    assert (np.where(kept, 0, view.weights).max(-1) <= smallest).all()
    if share < 1:
        fewer = np.where(kept & (view.weights > smallest[..., None]), view.weights, 0).sum(-1)
        assert (fewer < share).all()


def test_the_sign_of_a_difference_does_not_count():
    signed = ROWS * [1, -1, 1, -1]
    assert np.array_equal(largest(signed, 0.75), largest(ROWS, 0.75))


def test_a_thumbnail_keeps_what_is_farthest_from_zero():
    maps = np.zeros((2, 6, 6), np.float32)
    maps[0, 5, 1], maps[0, 4, 0], maps[1, 2, 3] = -0.9, 0.5, 0.25
    maps[1, 0, :2], maps[1, 1, :2] = np.nan, np.nan
    found = pooled(maps, 3)
    assert found[0].tolist() == [[0, 0, 0], [0, 0, 0], [pytest.approx(-0.9), 0, 0]]
    assert np.isnan(found[1, 0, 0]) and found[1, 1, 1] == 0.25
    assert pooled(maps, 6) is maps


def test_scales():
    assert Style().scale_of(signed=True).signed and Style().scale_of(signed=False).root
    assert not Style(scale="linear").scale_of(signed=False).root
    for wrong in ({"scale": "log"}, {"palette": "jet"}, {"threshold": 0.0}, {"threshold": 90.0}):
        with pytest.raises(ConfigError, match=next(iter(wrong))):
            Style(**wrong)
