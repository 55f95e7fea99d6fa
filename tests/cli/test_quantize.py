"""ngpl quantize: the file it writes, what it says of it, and --dtype where a model is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from ngpl.errors import ConfigError
from ngpl.hub import load_gpl
from ngpl.model import STORAGES
from ngpl.training import Recipe
from tests import tiny


@pytest.mark.parametrize("storage", STORAGES)
def test_a_model_in_another_type(ngpl, model, tmp_path, storage):
    out = tmp_path / "small.gpl"
    told = ngpl("quantize", "--model", model, "--dtype", storage, "--out", out, "--json").json
    assert told["out"] == str(out) and (told["dtype"], told["dtype_before"]) == (storage, "float32")
    assert (told["bytes"], told["bytes_before"]) == (out.stat().st_size, Path(model).stat().st_size)
    assert load_gpl(out).storage == storage
    written = ngpl("generate", "The cat", "--model", out, "--max-new-tokens", "3", "--json")
    assert written.code == 0 and len(written.json["ids"]) <= 3


def test_the_loss_before_and_after(ngpl, model, tmp_path):
    (tmp_path / "text.txt").write_text(tiny.TEXT)
    words = ("quantize", "--model", model, "--out", tmp_path / "m.gpl", "--data", tmp_path / "text.txt")
    told = ngpl(*words, "--json").json
    assert told["loss_difference"] == told["loss"] - told["loss_before"] != 0
    assert abs(told["loss_difference"]) < 0.05
    measured = ngpl("eval", "--model", tmp_path / "m.gpl", "--data", tmp_path / "text.txt", "--json").json
    assert measured["loss"] == told["loss"]
    assert f"loss {told['loss']:.4f}, from {told['loss_before']:.4f}" in ngpl(*words).out


def test_a_model_is_loaded_in_the_type_that_is_asked_for(ngpl, model):
    probs = [ngpl("next", "The", "--model", model, "--dtype", t, "--json").json for t in ("float32", "int8")]
    assert probs[0] != probs[1]


@pytest.mark.parametrize("words", [("quantize", "--out", "x.gpl"), ("next", "The")])
def test_an_unknown_type_is_bad_input(ngpl, model, words):
    failed = ngpl(*words, "--model", model, "--dtype", "int4")
    assert failed.code == 2 and "int4" in failed.err and "float32, float16, bfloat16, int8" in failed.err


def test_training_may_store_int8_but_not_run_in_it(ngpl, tmp_path):
    assert Recipe(storage="int8").storage == "int8"
    with pytest.raises(ConfigError, match=r"int4.*float32, float16, bfloat16, int8"):
        Recipe(storage="int4")
    refused = ngpl("train", "--out", tmp_path, "--dtype", "int8")
    assert refused.code == 2 and "dtype must be one of auto, float32, bfloat16, not 'int8'" in refused.err
