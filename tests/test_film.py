"""The film of a text that is written: every step is what the model did at that moment."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest

from ngpl import api
from ngpl.decoding import STRATEGIES
from ngpl.errors import InputError
from ngpl.film import film
from ngpl.inspection import log_softmax, next_logits
from ngpl.plots.attention import triangles
from ngpl.plots.film import COLUMNS, film_bytes, film_payload
from ngpl.plots.payload import quantise, unpack
from tests import tiny

PROMPT = "The cat sat"


@pytest.fixture(params=["softmax", "lam"])
def lm(request):
    return tiny.language_model(attention=request.param)


def made(lm, **options):
    return film(lm, PROMPT, **({"strategy": "sample", "max_new_tokens": 8, "seed": 3} | options))


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_it_is_the_text_that_the_strategy_writes(strategy):
    lm = tiny.language_model()
    view = made(lm, strategy=strategy)
    assert tuple(view.chosen) == api.generate(lm, PROMPT, strategy, max_new_tokens=8, seed=3).ids
    assert view.prompt + len(view.chosen) == len(view.maps.ids) and view.how.startswith(f"{strategy} (")


def test_its_rows_are_those_of_the_text_so_far(lm):
    view = made(lm)
    for step in range(len(view.chosen)):
        so_far = view.maps.ids[: view.prompt + step]
        row = api.inspect(lm, so_far).attention[:, :, -1]
        assert np.allclose(view.maps.weights[:, :, len(so_far) - 1, : len(so_far)], row, atol=1e-6)


def test_its_candidates_are_the_models_of_that_step(lm):
    view = made(lm)
    for step, id in enumerate(view.chosen.tolist()):
        logprobs = log_softmax(next_logits(lm.model, view.maps.ids[: view.prompt + step]))
        assert np.allclose(view.probs[step], np.exp(logprobs[view.candidates[step]]), atol=1e-6)
        assert view.ranks[step] == 1 + (logprobs > logprobs[id]).sum()
        assert view.candidates[step, view.places[step]] == id
        assert (np.diff(view.probs[step]) <= 0).all()


def test_filters_leave_what_the_strategy_chose_from():
    view = made(tiny.language_model(), strategy="top_k", top_k=2, temperature=0.5)
    own, left = view.probs[:, :2], view.left
    assert (left[:, 2:] == 0).all() and np.allclose(left[:, :2].sum(1), 1, atol=1e-5)
    assert np.allclose(left[:, :2], own**2 / (own**2).sum(1, keepdims=True), atol=1e-4)
    assert (view.ranks <= 2).all()


def test_a_token_from_further_down_takes_the_last_place():
    view = made(tiny.language_model(), top=1)
    assert (view.candidates[:, 0] == view.chosen).all() and (view.ranks > 1).any()


def test_the_text_never_outgrows_the_context():
    lm = tiny.language_model()
    ids = lm.encode("The cat sat on the mat. " * 9)
    assert len(film(lm, ids[:30], "greedy", max_new_tokens=9).maps.ids) <= 32
    with pytest.raises(InputError, match="32 are the most"):
        film(lm, ids[:32], "greedy")


def test_the_message_holds_all_of_it(lm):
    view = made(lm)
    message = film_payload(view, 1, 0)
    maps = triangles(view.maps.weights).reshape(4, -1)
    assert (unpack(message["weights"]) == quantise(maps)).all()
    assert (unpack(message["probs"]) == view.probs).all() and (unpack(message["left"]) == view.left).all()
    assert message["places"] == view.places.tolist() and (message["layer"], message["head"]) == (1, 0)
    assert json.dumps(message)


def test_files(lm):
    view = made(lm)
    with np.load(io.BytesIO(film_bytes(view, ".npz"))) as file:
        assert np.array_equal(file["attention"], view.maps.weights) and int(file["prompt"]) == view.prompt
        for name in ("candidates", "probs", "left", "chosen", "ranks", "entropy"):
            assert np.array_equal(file[name], getattr(view, name))
        assert file["candidate_tokens"].tolist() == [list(row) for row in view.labels]
    record = json.loads(film_bytes(view, ".json"))
    assert record["candidates"] == view.candidates.tolist() and "sample" in record["notes"][-1]
    rows = list(csv.DictReader(io.StringIO(film_bytes(view, ".csv").decode())))
    assert tuple(rows[0]) == COLUMNS and len(rows) == view.candidates.size
    assert [int(row["candidate"]) for row in rows if row["chosen"] == "1"] == view.chosen.tolist()
    assert film_bytes(view, ".html") == film_bytes(made(lm), ".html")
