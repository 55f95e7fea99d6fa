"""Models without some of their heads, and texts that are looked at while they are written, on the command line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ngpl import answers
from ngpl.api import generate
from ngpl.film import film
from ngpl.hub import load
from ngpl.inspection import next_without
from ngpl.model.silence import without_heads

TEXT = "The cat sat"


@pytest.fixture
def silent(model):
    lm = load(model)
    return replace(lm, model=without_heads(lm.model, [(0, 1), (1, 0), (1, 1)]))


def test_generate_writes_without_them(ngpl, model, silent):
    words = [TEXT, "--strategy", "greedy", "--max-new-tokens", 9, "--model", model, "--json"]
    ids = ngpl("generate", *words, "--without", "0.1,1.*").json["ids"]
    assert tuple(ids) == generate(silent, TEXT, "greedy", max_new_tokens=9).ids
    assert ids != ngpl("generate", *words).json["ids"]


def test_compare_writes_without_them(ngpl, model, silent):
    words = ["--strategies", "greedy,sample", "--max-new-tokens", 5, "--seed", 2, "--model", model, "--json"]
    runs = ngpl("compare", TEXT, *words, "--without", "0.1,1.*").json
    assert [tuple(run["ids"]) for run in runs] == [
        generate(silent, TEXT, name, max_new_tokens=5, seed=2).ids for name in ("greedy", "sample")
    ]


def test_next_expects_what_is_left(ngpl, model, silent):
    found = ngpl("next", TEXT, "--without", "0.1,1.*", "--top", 3, "--model", model, "--json").json
    lm = load(model)
    logits = next_without(lm.model, lm.encode(TEXT), [(0, 1), (1, 0), (1, 1)])
    assert found == answers.candidates(silent, lm.encode(TEXT), 3)
    assert [c["id"] for c in found["candidates"]] == np.argsort(-logits, kind="stable")[:3].tolist()


@pytest.mark.parametrize(("heads", "why"), [("9.0", "there is no head 9.0"), ("one", "'one' is no head")])
def test_heads_that_there_are_not(ngpl, model, heads, why):
    found = ngpl("generate", TEXT, "--without", heads, "--model", model)
    assert found.code == 2 and why in found.err


def test_attention_of_a_text_as_it_is_written(ngpl, model, tmp_path):
    flags = ["--write", 6, "--strategy", "top_k", "--top-k", 4, "--seed", 3, "--model", model, "--json"]
    found = ngpl("attention", TEXT, *flags, "--out", tmp_path / "film.npz").json
    view = film(load(model), TEXT, "top_k", top_k=4, max_new_tokens=6, seed=3)
    assert found["tokens"] == list(view.maps.labels) and found["prompt"] == view.prompt
    with np.load(tmp_path / "film.npz") as file:
        assert np.array_equal(file["candidates"], view.candidates)
        assert np.array_equal(file["attention"], view.maps.weights)
    ngpl("attention", TEXT, *flags, "--layer", 1, "--sink", "without_first", "--out", tmp_path / "one.npz")
    with np.load(tmp_path / "one.npz") as file:
        assert file["attention"].shape[:2] == (1, 2) and not file["attention"][..., 0].any()
        assert len(file["notes"]) == 2


@pytest.mark.parametrize("flags", [["--inside"], ["--against", "The dog"], ["--against-model", "x"]])
def test_write_goes_with_one_text_and_all_heads(ngpl, model, tmp_path, flags):
    found = ngpl("attention", TEXT, "--write", 3, *flags, "--out", tmp_path / "a.npz", "--model", model)
    assert found.code == 2 and "--write" in found.err
