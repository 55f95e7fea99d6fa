"""How attention is shown: one declaration of all choices."""

import numpy as np

from ngpl.inspection import COMBINATIONS, SINKS, combined, inspect, with_sink
from ngpl.looks import SINGLY, Looks, offers
from ngpl.plots.style import Style
from ngpl.spec import params_of
from tests import tiny


def test_every_sink_and_combination_can_be_chosen_and_is_said():
    choices = {p.name: p.choices for p in params_of(Looks)}
    assert choices["sink"] == tuple(SINKS) and choices["combine"] == (SINGLY, *COMBINATIONS)
    assert {p.name for p in params_of(Style)} < set(choices)
    assert list(offers()["sinks"]) == list(SINKS) and all(offers()["combinations"].values())


def test_what_is_shown_is_the_treated_maps_combined():
    ids = [1, 2, 3, 4, 5]
    view = inspect(tiny.model(20), ids, list(map(str, ids))).attention_view
    assert Looks().of(view) is view
    found = Looks(sink="without_first", combine="mean").of(view, [(0, 1), (1, 0)])
    wanted = combined(with_sink(view, "without_first"), "mean", [(0, 1), (1, 0)])
    assert np.array_equal(found.weights, wanted.weights) and found.notes == wanted.notes and len(found.notes) == 2
