"""Training: corpora -> batches -> a trained model, as a generator of progress events."""

from ngpl.training.config import TrainConfig
from ngpl.training.loop import Evaluated, Progress, Run, train
from ngpl.training.recipe import Material, Recipe, prepare, read_recipe
from ngpl.training.state import History

__all__ = [
    "Evaluated",
    "History",
    "Material",
    "Progress",
    "Recipe",
    "Run",
    "TrainConfig",
    "prepare",
    "read_recipe",
    "train",
]
