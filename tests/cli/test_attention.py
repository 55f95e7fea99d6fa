"""The command attention beyond plain maps: combined, without sinks, differences, and one head taken apart."""

from __future__ import annotations

import json

import numpy as np
import pytest

import ngpl as package
from ngpl.hub import load, save_gpl
from ngpl.inspection import COMBINATIONS, SINKS, anatomy, combined, with_sink
from tests import tiny

TEXT, OTHER = "The cat sat on the mat.", "The dog sat on the mat."


@pytest.fixture(scope="module")
def second_model(tmp_path_factory) -> str:
    """Of the same tokenizer and shape as ``model``, with other weights."""
    path = tmp_path_factory.mktemp("second") / "second.gpl"
    lm = tiny.language_model()
    save_gpl(path, tiny.model(lm.config.vocab_size, seed=5), lm.tokenizer)
    return str(path)


@pytest.fixture
def raw(model):
    return package.inspect(load(model), TEXT).attention_view


@pytest.mark.parametrize("name", SINKS)
def test_sinks(ngpl, model, raw, tmp_path, name):
    out = tmp_path / "a.npz"
    found = ngpl("attention", TEXT, "--sink", name, "--out", out, "--model", model, "--json").json
    with np.load(out) as file:
        assert np.array_equal(file["attention"], with_sink(raw, name).weights)
        assert file["notes"].tolist() == found["notes"] == ([] if name == "raw" else [SINKS[name].about])


@pytest.mark.parametrize("name", COMBINATIONS)
@pytest.mark.parametrize(
    ("flags", "heads"),
    [
        ([], None),
        (["--heads", "0.1, 1.0"], [(0, 1), (1, 0)]),
        (["--heads", "1.*"], [(1, 0), (1, 1)]),
        (["--layer", "1"], [(1, 0), (1, 1)]),
        (["--head", "1"], [(0, 1), (1, 1)]),
    ],
)
def test_combinations(ngpl, model, raw, tmp_path, name, flags, heads):
    words = ["attention", TEXT, "--combine", name, *flags, "--out", tmp_path / "a.npz", "--model", model, "--json"]
    found, wanted = ngpl(*words).json, combined(raw, name, heads)
    assert found["shape"] == list(wanted.weights.shape) and found["title"] == wanted.title
    assert found["notes"] == [COMBINATIONS[name].about]
    with np.load(tmp_path / "a.npz") as file:
        assert np.array_equal(file["attention"], wanted.weights)


def test_one_of_the_heads(ngpl, model, tmp_path):
    for name, flags in (("a", ["--heads", "1.0"]), ("b", ["--layer", "1", "--head", "0"])):
        ngpl("attention", TEXT, *flags, "--out", tmp_path / f"{name}.csv", "--model", model)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_styles_change_pictures_and_no_numbers(ngpl, model, tmp_path):
    styles = ([], ["--scale", "linear"], ["--palette", "magma"], ["--threshold", "0.4"])
    for suffix, kinds in ((".svg", 4), (".json", 1)):
        for i, flags in enumerate(styles):
            ngpl("attention", TEXT, *flags, "--out", tmp_path / f"{i}{suffix}", "--model", model)
        assert len({path.read_bytes() for path in tmp_path.glob(f"*{suffix}")}) == kinds


def test_difference_to_another_text(ngpl, model, raw, tmp_path):
    words = ["--against", OTHER, "--model", model, "--json"]
    found = ngpl("attention", TEXT, *words, "--out", tmp_path / "a.npz").json
    lm = load(model)
    wanted = package.inspect(lm, OTHER).attention - raw.weights
    assert found["tokens"][1] == " cat→ dog" and found["ids_b"] == lm.encode(OTHER)
    assert found["kl"][0] == 0 and found["kl"][1] > 0 and "second text less the first text" in found["notes"][-1]
    with np.load(tmp_path / "a.npz") as file:
        assert np.array_equal(file["attention"], wanted) and file["ids"].tolist() == lm.encode(TEXT)
        assert file["kl"].tolist() == pytest.approx(found["kl"])
    one = ngpl(
        "attention", TEXT, *words, "--combine", "mean", "--sink", "without_first", "--out", tmp_path / "b.npz"
    ).json
    assert one["shape"][:2] == [1, 1] and len(one["notes"]) == 3


def test_difference_to_another_model(ngpl, model, second_model, raw, tmp_path):
    words = ["attention", TEXT, "--model", model, "--against-model", second_model]
    found = ngpl(*words, "--out", tmp_path / "a.npz", "--json").json
    assert found["notes"] == ["difference: second less tiny, each weight from -100 % to 100 %"]
    with np.load(tmp_path / "a.npz") as file:
        assert np.array_equal(file["attention"], package.inspect(load(second_model), TEXT).attention - raw.weights)
    both = ngpl(*words, "--against", OTHER, "--out", tmp_path / "b.npz", "--json").json["notes"]
    assert both[0].startswith("difference: second on the second text less tiny on the first text")
    for suffix in (".png", ".svg", ".csv"):
        assert ngpl(*words, "--layer", 1, "--head", 1, "--out", tmp_path / f"a{suffix}").code == 0


@pytest.mark.parametrize("suffix", [".json", ".csv", ".png", ".svg", ".npz"])
def test_inside(ngpl, model, tmp_path, suffix):
    words = ["attention", TEXT, "--inside", "--layer", 1, "--head", 0, "--model", model]
    found = ngpl(*words, "--out", tmp_path / f"a{suffix}", "--json").json
    lm = load(model)
    ids = lm.encode(TEXT)
    view = anatomy(lm.model, ids, 1, 0, lm.tokenizer.labels(ids))
    assert [(s["name"], tuple(s["shape"])) for s in found["stages"]] == [(s.name, s.values.shape) for s in view.stages]
    assert found["error"] == view.error < 1e-5 and (tmp_path / f"a{suffix}").stat().st_size > 50
    if suffix == ".json":
        assert json.loads((tmp_path / "a.json").read_text())["error"] == view.error
    assert "8 matrices" in ngpl(*words, "--out", tmp_path / f"a{suffix}").out


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--heads", "0.1,1.0"], "--combine"),
        (["--heads", "0.1", "--layer", "1"], "nothing to add"),
        (["--heads", "one", "--combine", "mean"], "'one' is no head"),
        (["--heads", "0.7", "--combine", "mean"], "no head 0.7"),
        (["--layer", "7", "--combine", "mean"], "no head 7.0"),
        (["--combine", "median"], "none, mean, largest, rollout"),
        (["--sink", "gone"], "raw, without_first, value_norm"),
        (["--threshold", "90"], "from 0.01 to 1.0"),
        (["--palette", "jet"], "viridis"),
        (["--against", "The cat."], "of one length"),
        (["--inside"], "--layer and --head"),
        (["--inside", "--layer", "0", "--head", "0", "--sink", "value_norm"], "--sink"),
        (["--inside", "--layer", "0", "--head", "0", "--against", "a"], "--against"),
        (["--inside", "--layer", "0", "--head", "2"], "0.0 to 1.1"),
    ],
)
def test_refusals(ngpl, model, tmp_path, flags, said):
    result = ngpl("attention", TEXT, *flags, "--out", tmp_path / "a.npz", "--model", model)
    assert result.code == 2 and said in result.err and result.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_models_of_other_tokens_are_not_compared(ngpl, model, tmp_path):
    words = tiny.tokenizer("char")
    save_gpl(tmp_path / "char.gpl", tiny.model(words.vocab_size), words)
    result = ngpl("attention", TEXT, "--against-model", tmp_path / "char.gpl", "--out", "a.npz", "--model", model)
    assert result.code == 2 and "other tokenizers" in result.err
