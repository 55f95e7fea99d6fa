"""Models that are made by counting: no steps, no gradient, one look at the text."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import torch

from ngpl.model import AnyModel, Baseline
from ngpl.training.batches import Batches
from ngpl.training.config import TrainConfig
from ngpl.training.loop import batch_loss
from ngpl.training.recipe import Material
from ngpl.training.state import History


def is_counted(model: AnyModel) -> bool:
    """Whether a model is made by counting."""
    return isinstance(model, Baseline) and model.counts


def count(material: Material, config: TrainConfig) -> tuple[Material, History]:
    """The material with a model that has counted all of its training text once, whatever its weights; and how well it
    foretells that text and the held-out one, on ``eval_batches`` batches each."""
    assert isinstance(material.model, Baseline)
    start = time.perf_counter()
    model = material.model.counted(np.concatenate([stream.ids for stream in material.train.streams]))
    history = History(seconds=time.perf_counter() - start)
    history.add(1, loss=mean_loss(model, material.train, config.eval_batches))
    history.add(1, val_loss=mean_loss(model, material.held_out, config.eval_batches))
    return replace(material, model=model), history


@torch.no_grad()
def mean_loss(model: AnyModel, batches: Batches, count: int) -> float:
    """The mean cross-entropy of the first ``count`` batches, in nats a token."""
    losses = [batch_loss(model, batches.batch(n), torch.float32, model.device).item() for n in range(count)]
    return sum(losses) / len(losses)
