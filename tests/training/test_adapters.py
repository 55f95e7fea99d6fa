"""An adapter is trained by the loop that trains models: the model stays frozen, and a run goes on where it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from ngpl.errors import ConfigError
from ngpl.hub.files.tensors import read_safetensors
from ngpl.model.adapter import LoraConfig
from ngpl.model.lora import Learner
from ngpl.training import Base, Evaluated, Material, Progress, Recipe, Run, TrainConfig, prepare, read_recipe, train
from ngpl.training.corpora import Source
from tests import tiny

SETTINGS = TrainConfig(steps=6, batch_size=2, eval_every=2, eval_batches=1, warmup=0, dtype="float32")


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    (tmp_path / "text.txt").write_text(tiny.TEXT * 20, encoding="utf-8")
    lora = LoraConfig(rank=2, targets="q,v,down", dropout=0.2)
    shape = replace(tiny.model(tiny.tokenizer().vocab_size).config, block_size=8)
    return Recipe(shape, SETTINGS, (Source(str(tmp_path / "text.txt")),), lora=lora)


def run_of(recipe: Recipe, state: Path, name: str = "a hash") -> tuple[Run, Material]:
    words = tiny.tokenizer()
    base = Base(tiny.model(words.vocab_size, dropout=0.1), words, name)
    material = prepare(recipe, torch.device("cpu"), base=base)
    made = Run(
        material.model, material.train, material.held_out, SETTINGS, state=state, fingerprint=material.fingerprint
    )
    return made, material


def losses(run: Run) -> list[float]:
    return [event.loss for event in train(run) if isinstance(event, Progress)]


def test_a_killed_run_goes_on_with_the_same_losses(recipe, tmp_path):
    whole = losses(run_of(recipe, tmp_path / "whole")[0])
    first, _ = run_of(recipe, tmp_path / "parts")
    for event in train(first):
        if isinstance(event, Evaluated):
            break
    assert whole[2:] == losses(run_of(recipe, tmp_path / "parts")[0])
    assert len(whole) == 6 and len(set(whole)) > 1


def test_only_the_adapter_is_learned_and_kept(recipe, tmp_path):
    run, material = run_of(recipe, tmp_path / "state")
    assert material.tokenizer is tiny.tokenizer() and material.train.block_size == 8
    frozen = {name: weight for name, weight in run.model.named_parameters() if not weight.requires_grad}
    before = {name: weight.clone() for name, weight in frozen.items()}
    losses(run)
    assert frozen and all(torch.equal(weight, before[name]) for name, weight in frozen.items())
    learners = [module for module in run.model.modules() if isinstance(module, Learner)]
    assert len(learners) == 2 * 2 and all(pair[1].abs().max() > 0 for one in learners for pair in one.pairs.values())
    kept = {name.split(".", 1)[1] for name in read_safetensors(tmp_path / "state")[1] if "." in name}
    assert kept == {name for name, weight in run.model.named_parameters() if weight.requires_grad}


@pytest.mark.parametrize("what", ["base", "rank"])
def test_a_run_for_another_model_or_of_another_rank_does_not_go_on(recipe, tmp_path, what):
    losses(run_of(recipe, tmp_path / "state")[0])
    changed = recipe if what == "base" else replace(recipe, lora=LoraConfig(rank=3, targets="q,v,down"))
    with pytest.raises(ConfigError, match="a run with other settings"):
        losses(run_of(changed, tmp_path / "state", "another" if what == "base" else "a hash")[0])


def test_an_adapter_needs_a_model(recipe):
    with pytest.raises(ConfigError, match="an adapter is learned for a model"):
        prepare(recipe, torch.device("cpu"))


def test_recipes(tmp_path):
    path = tmp_path / "recipe.toml"
    path.write_text('base = "stories"\n[lora]\nrank = 4\ntargets = "all"\n', encoding="utf-8")
    recipe = read_recipe(path)
    assert (recipe.base, recipe.lora) == ("stories", LoraConfig(rank=4, targets="all"))
    assert recipe.to_dict()["lora"]["rank"] == 4
    for text, message in [
        ('base = "stories"', "only an adapter starts from a model"),
        ('storage = "int8"\n[lora]', "an adapter cannot be stored as int8"),
        ("[lora]\nrang = 4", "LoraConfig has no 'rang'"),
        ("base = 3\n[lora]", "base must be a text"),
    ]:
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError, match=message):
            read_recipe(path)
