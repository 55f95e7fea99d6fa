"""What differs between two passes, as a message for the browser."""

from __future__ import annotations

import json

import numpy as np

from ngpl.inspection.views import DifferenceView
from ngpl.plots.difference import difference_payload, moved

BEFORE = [[1, 0, 0], [0.5, 0.5, 0], [0, 0, 1]]
AFTER = [[1, 0, 0], [0.5, 0.5, 0], [1, 0, 0]]
CHANGE = np.array([[BEFORE], [AFTER]], np.float32) - np.array([[BEFORE], [BEFORE]], np.float32)  # (2, 1, 3, 3)


def test_what_moved_is_told_by_head_and_token():
    kl = np.array([0, 0.5, 2], np.float32)
    view = DifferenceView(CHANGE, kl, (1, 2, 3), (1, 4, 3), ("a", " b", "c"), ("a", " x", "c"), False, 1)
    message = json.loads(json.dumps(difference_payload(view)))
    assert message["heads"] == [{"layer": 1, "head": 0, "moved": 0.5}, {"layer": 0, "head": 0, "moved": 0}]
    assert message["kl"] == [0, 0.5, 2] and (message["first"][1], message["second"][1]) == ("·b", "·x")


def test_a_head_that_looks_nowhere_it_looked_before_moved_all():
    swapped = np.array([[1, 0], [0, 1]], np.float32) - np.array([[1, 0], [1, 0]], np.float32)
    assert moved(swapped[None, None]) == 1 and moved(np.zeros((2, 3, 1, 1), np.float32)).shape == (2, 3)
