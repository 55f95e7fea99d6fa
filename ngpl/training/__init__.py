"""Training: corpora -> batches -> a trained model, as a generator of progress events."""

from ngpl.training.config import TrainConfig
from ngpl.training.counting import count, is_counted
from ngpl.training.loop import Evaluated, Progress, Run, train
from ngpl.training.presets import presets, recipe_file
from ngpl.training.recipe import Base, Material, Recipe, prepare, read_recipe
from ngpl.training.state import History

__all__ = [
    "Base",
    "Evaluated",
    "History",
    "Material",
    "Progress",
    "Recipe",
    "Run",
    "TrainConfig",
    "count",
    "is_counted",
    "prepare",
    "presets",
    "read_recipe",
    "recipe_file",
    "train",
]
