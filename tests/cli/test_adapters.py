"""Adapters on the command line: learned, taken up again, used by commands, merged; and what is counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from ngpl.config import GPTConfig
from ngpl.hub import load, load_gpl, save_gpl
from ngpl.hub.adapters import CONFIG, WEIGHTS, read_adapter
from ngpl.hub.library import settings
from ngpl.model import Bigram, BigramConfig
from ngpl.model.counts import count_flops, count_parameters
from ngpl.paths import ROOT
from ngpl.training import read_recipe
from tests import tiny

RECIPES = sorted((ROOT / "assets/adapters").glob("*.toml"))

TRAIN = (
    "--steps",
    4,
    "--eval-every",
    2,
    "--eval-batches",
    1,
    "--batch-size",
    2,
    "--block-size",
    8,
    "--dtype",
    "float32",
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("text.txt").write_text("The queen saw the king. " * 200, encoding="utf-8")


@pytest.fixture
def words(model) -> list[object]:
    """What learns a small adapter."""
    return [
        "train",
        "--cpu",
        "--data",
        "text.txt",
        "--model",
        model,
        "--lora-rank",
        2,
        "--lora-targets",
        "q,v,out",
        *TRAIN,
    ]


def test_train_writes_an_adapter(ngpl, words, model):
    before = Path(model).read_bytes()
    result = ngpl(*words, "--out", "run", "--learning-rate", 0.05, "--json")
    assert result.json["out"] == str(Path("run") / WEIGHTS)
    found = read_adapter("run", load(model).config)
    assert (found.adapter.config.rank, found.adapter.config.targets) == (2, "out,q,v")
    assert found.base == model and found.record["steps"] == 4 and found.record["recipe"]["lora"]["rank"] == 2
    assert all(b.abs().max() > 0 for _, b in found.adapter.pairs.values())
    assert not Path("run/model.gpl").exists() and Path(model).read_bytes() == before
    assert "the others are frozen" in result.err


def test_a_run_that_is_done_is_not_learned_again(ngpl, words):
    first = ngpl(*words, "--out", "run", "--json").json
    Path("run", WEIGHTS).unlink()
    again = ngpl(*words, "--out", "run", "--json")
    assert again.json == first and Path("run", WEIGHTS).is_file()
    other = ngpl(*words, "--out", "run", "--lora-alpha", 3)
    assert other.code == 2 and "other settings" in other.err


def test_commands_take_it(ngpl, words, model):
    ngpl(*words, "--out", "run", "--learning-rate", 0.05)
    own = ["next", "The queen", "--model", model, "--json", "--cpu"]
    alone, none, half, full = (
        ngpl(*own, *more).json["candidates"]
        for more in (
            [],
            ["--adapter", "run", "--adapter-strength", 0],
            ["--adapter", "run", "--adapter-strength", 0.5],
            ["--adapter", "run"],
        )
    )
    assert alone == none and len({json.dumps(found) for found in (alone, half, full)}) == 3
    written = ngpl("generate", "The queen", "--model", model, "--adapter", "run", "--max-new-tokens", 5, "--json")
    assert len(written.json["ids"]) <= 5
    for wrong, message in (("--adapter-strength", 2.5), "from 0.0 to 2.0"), (("--adapter", "gone"), "on offer: bard"):
        refused = ngpl(*own, "--adapter", "run", *wrong)
        assert refused.code == 2 and message in refused.err


def test_another_model_is_warned_of(ngpl, words, model):
    ngpl(*words, "--out", "run")
    Path("copy.gpl").write_bytes(Path(model).read_bytes())
    assert "made for" in ngpl("next", "The", "--model", "copy.gpl", "--adapter", "run").err
    assert "made for" not in ngpl("next", "The", "--model", model, "--adapter", "run").err


@pytest.mark.parametrize(
    "command", [["export", "--to", "gpl", "--dtype", "float32"], ["quantize", "--dtype", "float32"]]
)
def test_merged_into_a_file(ngpl, words, model, command):
    ngpl(*words, "--out", "run", "--learning-rate", 0.05)
    result = ngpl(*command, "--model", model, "--adapter", "run", "--adapter-strength", 1.5, "--out", "whole.gpl")
    assert result.code == 0, result.err
    ids = torch.tensor([[3, 1, 4, 1, 5]])
    running = load(model, "cpu", adapter="run", adapter_strength=1.5)
    with torch.inference_mode():
        torch.testing.assert_close(load_gpl("whole.gpl").model(ids), running.model(ids), rtol=1e-4, atol=1e-4)


def test_an_adapter_that_could_not_be_written_is_not_learned(ngpl, words):
    lm = tiny.language_model(position="learned", norm="layernorm", mlp="gelu", bias=True)
    save_gpl("gpt2.gpl", lm.model, lm.tokenizer)
    own = ["--model", "gpt2.gpl", "--out", "run"]
    refused = ngpl(*words, *own, "--lora-rank", 400, "--lora-targets", "q,k,v")
    assert refused.code == 2 and "3 times the rank and alpha: rank must be from 1 to 1024, not 1200" in refused.err
    assert not Path("run").exists()
    assert ngpl(*words, *own, "--lora-rank", 3, "--lora-targets", "q,k,v").code == 0


def test_what_an_adapter_cannot_have(ngpl, words):
    for more, message in [
        (["--n-layer", 3], "shape of its model"),
        (["--tokenizer", "char"], "tokenizer of its model"),
        (["--lora-targets", "head"], "'head' is unknown; there are: q, k"),
    ]:
        refused = ngpl(*words, "--out", "run", *more)
        assert refused.code == 2 and message in refused.err, refused.err
    refused = ngpl("train", "--model", "stories", "--out", "run")
    assert refused.code == 2 and "only an adapter starts from a model" in refused.err


def test_a_baseline_takes_none(ngpl, words):
    tokens = tiny.tokenizer()
    save_gpl("bigram.gpl", Bigram(BigramConfig(tokens.vocab_size)), tokens)
    Path("run").mkdir()
    refused = ngpl("next", "The", "--model", "bigram.gpl", "--adapter", "run")
    assert refused.code == 2 and "no attention here" in refused.err
    refused = ngpl("count", "--model", "bigram.gpl")
    assert refused.code == 2 and "no layers" in refused.err


def test_count(ngpl, model):
    config = load(model).config
    found = ngpl("count", "--model", model, "--length", 9, "--tokens", 1000, "--lora-rank", 2, "--json").json
    flops = count_flops(config, 9)
    assert found["parameters"]["total"] == count_parameters(config).total == load(model).model.n_params
    assert (found["length"], found["forward"], found["training"]) == (9, flops.forward, 3 * flops.forward)
    assert (
        found["training_flops"] == 1000 * found["training"] and found["six_n_d"] == 6000 * found["parameters"]["total"]
    )
    assert found["adapter"]["parameters"] == 2 * 2 * 2 * (16 + 16)
    said = ngpl("count", "--model", model, "--lora-rank", 2).out
    assert "compute-optimal: " in said and "adapter: 256 parameters beside" in said
    shape = ngpl("count", "--n-layer", 1, "--n-embd", 16, "--n-head", 2, "--json").json
    assert shape["parameters"]["total"] == count_parameters(GPTConfig(n_layer=1, n_embd=16, n_head=2)).total
    both = ngpl("count", "--model", model, "--n-layer", 1)
    assert both.code == 2 and "its own shape" in both.err


def test_shipped_adapters_fit_their_models_and_recipes():
    shipped = settings().adapters
    assert {offer.folder for offer in shipped} == {f"assets/adapters/{path.stem}" for path in RECIPES}
    for offer in shipped:
        folder, recipe = ROOT / offer.folder, read_recipe(ROOT / f"{offer.folder}.toml")
        found = read_adapter(folder, load(offer.model, "cpu").config)
        assert (found.base, recipe.base, recipe.about["name"]) == (offer.model, offer.model, offer.name)
        assert (found.adapter.config.rank, found.adapter.config.alpha) == (recipe.lora.rank, recipe.lora.alpha)
        assert {file.name for file in folder.iterdir()} == {CONFIG, WEIGHTS}
        assert sum(file.stat().st_size for file in folder.iterdir()) < 1_000_000
