"""Presets: every one is found by its name, trains with no network and no files, and has the size that it states."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from ngpl.cli.adapters import on_base
from ngpl.errors import ConfigError
from ngpl.training import Evaluated, Material, Recipe, Run, prepare, presets, read_recipe, recipe_file, train

NAMES = sorted(presets())


def material_of(recipe: Recipe) -> Material:
    """What two steps of a recipe need; an adapter adapts a model on offer."""
    if not recipe.lora:
        return prepare(recipe, torch.device("cpu"))
    adapting, base = on_base(recipe, torch.device("cpu"))
    return prepare(adapting, torch.device("cpu"), base=base)


def test_the_shapes_of_the_origin_projects_are_there():
    assert NAMES == ["babygpt", "babygpt-llama", "babygpt-lora", "nano-lm", "nanogpl-first", "pygpt"]
    assert recipe_file("babygpt") == presets()["babygpt"]
    with pytest.raises(ConfigError, match=r"no recipe 'babygtp'.*babygpt, babygpt-llama"):
        recipe_file("babygtp")


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_trains_and_is_as_large_as_it_says(name):
    recipe = read_recipe(recipe_file(name))
    training = replace(recipe.training, steps=2, batch_size=2, eval_batches=1)
    material = material_of(replace(recipe, training=training))
    weights = list(material.model.parameters())
    learned = sum(weight.numel() for weight in weights if weight.requires_grad)
    total = sum(weight.numel() for weight in weights) - (learned if recipe.lora else 0)
    assert recipe.about["name"] == name and recipe.about["parameters"] == f"{total:,}"
    assert recipe.about.get("learned", recipe.about["parameters"]) == f"{learned:,}"
    events = list(train(Run(material.model, material.train, material.held_out, training)))
    assert isinstance(events[-1], Evaluated) and len(events) == 3 and 0 < events[-1].val_loss < 12
