"""Baselines on the command line: made by one flag, used as any model is, and plain about what they do not have."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from ngpl.cli.commands import train
from ngpl.hub import load
from tests import tiny

MAKING: dict[str, list] = {
    "bigram": ["--steps", 3, "--batch-size", 2],
    "counted": ["--counted"],
    "ngram": ["--order", 3],
}


@pytest.fixture(scope="module")
def text(tmp_path_factory):
    file = tmp_path_factory.mktemp("text") / "text.txt"
    file.write_text(tiny.TEXT * 20, encoding="utf-8")
    return file


def made(ngpl, text: Path, out: Path, name: str):
    kind = "ngram" if name == "ngram" else "bigram"
    words = ["--kind", kind, "--data", text, "--tokenizer", "char", "--block-size", 16, "--separator", "\\.\\n"]
    return ngpl("train", *words, *MAKING[name], "--eval-batches", 1, "--out", out, "--json")


@pytest.mark.parametrize("name", MAKING)
def test_a_baseline_is_made_by_name_and_used_as_any_model(ngpl, text, tmp_path, name):
    result = made(ngpl, text, tmp_path, name)
    assert result.code == 0 and Path(result.json["out"]).is_file() and result.json["val_loss"] > 0
    model = ["--model", tmp_path, "--json"]
    assert ngpl("eval", "--data", text, *model).json["loss"] == pytest.approx(result.json["val_loss"], abs=0.3)
    runs = ngpl("compare", "The cat", "--strategies", "greedy,beam,top_p", "--max-new-tokens", 6, *model).json
    assert [len(run["ids"]) > 0 for run in runs] == [True] * 3
    answer = ngpl("next", "The c", *model)
    assert len(answer.json["candidates"]) == 10 and ("bigram" if name != "ngram" else "3-grams") in answer.err
    assert load(str(tmp_path)).record["recipe"]["model"]["kind"] == ("ngram" if name == "ngram" else "bigram")


def test_counting_knows_a_text_better_than_a_table(ngpl, text, tmp_path):
    losses = [made(ngpl, text, tmp_path / name, name).json["val_loss"] for name in ("ngram", "counted", "bigram")]
    assert losses == sorted(losses)


def test_what_looks_inside_says_that_there_is_nothing_to_see(ngpl, text, tmp_path):
    made(ngpl, text, tmp_path, "ngram")
    for command in ("attention x --out m.npz", "heads", "lens x", "ablate x", "attribute x", "next x --without 0.1"):
        result = ngpl(*command.split(), "--model", tmp_path)
        assert (result.code, result.err.count("\n")) == (2, 1) and "no attention here: a model of 3-gr" in result.err
    assert "no embeddings here" in ngpl("embeddings", "c", "--model", tmp_path).err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--kind trigram", "kind of model 'trigram' is unknown; there are: gpt, bigram, ngram"),
        ("--kind bigram --n-layer 2", "a model of kind bigram has no n_layer"),
        ("--kind ngram --counted", "a model of kind ngram has no counted"),
        ("--order 3", "a model of kind gpt has no order"),
        ("--recipe babygtp", "there is no recipe 'babygtp'"),
    ],
)
def test_what_does_not_belong_is_refused(ngpl, tmp_path, words, said):
    result = ngpl("train", *words.split(), "--out", tmp_path)
    assert result.code == 2 and said in result.err


@pytest.mark.parametrize(
    ("flags", "rate"),
    [
        ("--kind bigram", 5e-2),
        ("--kind bigram --learning-rate 0.01", 0.01),
        ("--kind gpt", 1e-3),
        ("--recipe assets/models/shakespeare-bigram.toml", 5e-2),
    ],
)
def test_each_kind_learns_at_a_rate_that_suits_it(flags, rate):
    parser = argparse.ArgumentParser()
    train.add_flags(parser)
    assert train.recipe_of(parser.parse_args(["--out", "x", *flags.split()])).training.learning_rate == rate
