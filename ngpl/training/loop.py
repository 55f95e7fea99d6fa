"""The training loop: a generator of progress events. It knows no files but its own state, and prints nothing."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn

from ngpl.device import autocast, training_dtype
from ngpl.errors import TrainingError
from ngpl.model import AnyModel
from ngpl.training.batches import Batches
from ngpl.training.config import TrainConfig
from ngpl.training.loss import cross_entropy
from ngpl.training.state import History, load_state, save_state


@dataclass(frozen=True)
class Progress:
    """One step done. ``loss`` in nats a token; ``norm`` of the gradient before clipping."""

    step: int
    loss: float
    learning_rate: float
    norm: float
    tokens_per_second: float


@dataclass(frozen=True)
class Evaluated:
    """The loss on held-out text, in nats a token; ``best`` if it is the lowest so far."""

    step: int
    val_loss: float
    best: bool


@dataclass
class Run:
    """What a run consists of. ``state`` is the file from which it can go on; ``keep`` is called with the model
    whenever it is the best so far."""

    model: AnyModel
    train: Batches
    held_out: Batches
    config: TrainConfig
    keep: Callable[[History], None] = lambda history: None
    state: Path | None = None
    fingerprint: str = ""
    history: History = field(default_factory=History)


def train(run: Run) -> Iterator[Progress | Evaluated]:
    """Train from where ``run.state`` stands, or from the start; yields one event a step and one an evaluation.

    A run killed at any moment and started again gives the losses of one left alone: batches follow from their
    number, and the state holds weights, AdamW's moments and the random state.
    """
    config, device = run.config, run.model.device
    optimizer = make_optimizer(run.model, config)
    torch.manual_seed(config.seed)
    if run.state is not None and run.state.exists():
        run.history = load_state(run.state, run.model, optimizer, run.fingerprint)
    dtype = training_dtype(config.dtype, device)
    forward = torch.compile(run.model) if config.compile else run.model
    for step in range(run.history.step, config.steps):
        yield _step(run, step, optimizer, forward, dtype)
        if (step + 1) % config.eval_every == 0 or step + 1 == config.steps:
            evaluated = _evaluation(run, forward, dtype)
            if run.state is not None:
                save_state(run.state, run.model, optimizer, run.history, run.fingerprint)
            yield evaluated


def _step(run: Run, step: int, optimizer: torch.optim.Optimizer, forward: Callable, dtype: torch.dtype) -> Progress:
    config, start, total = run.config, time.perf_counter(), 0.0
    rate = learning_rate(step, config)
    for group in optimizer.param_groups:
        group["lr"] = rate
    run.model.train()
    for part in range(config.accumulate):
        loss = batch_loss(forward, run.train.batch(step * config.accumulate + part), dtype, run.model.device)
        (loss / config.accumulate).backward()
        total += loss.item() / config.accumulate
    norm = nn.utils.clip_grad_norm_(run.model.parameters(), config.clip or math.inf).item()
    if not (math.isfinite(total) and math.isfinite(norm)):
        raise TrainingError(
            f"step {step + 1}: loss {total}, gradient {norm}; the learning rate {rate:.2g} may be too high"
        )
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    seconds = time.perf_counter() - start
    run.history.add(step + 1, loss=total)
    run.history.seconds += seconds
    tokens = config.batch_size * config.accumulate * run.train.block_size
    return Progress(step + 1, total, rate, norm, tokens / seconds)


def _evaluation(run: Run, forward: Callable, dtype: torch.dtype) -> Evaluated:
    run.model.eval()
    with torch.no_grad():
        losses = [
            batch_loss(forward, run.held_out.batch(number), dtype, run.model.device).item()
            for number in range(run.config.eval_batches)
        ]
    val_loss = sum(losses) / len(losses)
    best = val_loss < run.history.best
    run.history.add(run.history.step, val_loss=val_loss)
    if best:
        run.keep(run.history)
    return Evaluated(run.history.step, val_loss, best)


def batch_loss(forward: Callable, batch: tuple[Tensor, Tensor], dtype: torch.dtype, device: torch.device) -> Tensor:
    """Mean cross-entropy of a batch, in nats a token, as a float32 scalar."""
    ids, following = (part.to(device) for part in batch)
    with autocast(device, dtype):
        logits = forward(ids)  # (B, T, V)
    return cross_entropy(logits.flatten(0, 1), following.flatten())


def make_optimizer(model: AnyModel, config: TrainConfig) -> torch.optim.AdamW:
    """AdamW (Loshchilov and Hutter, 2019) of what is not frozen; matrices and embeddings decay, norms and biases do
    not."""
    parameters = [p for p in model.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in parameters if p.dim() >= 2], "weight_decay": config.weight_decay},
        {"params": [p for p in parameters if p.dim() < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=config.learning_rate, betas=(config.beta1, config.beta2), fused=True)


def learning_rate(step: int, config: TrainConfig) -> float:
    """Linear climb, then half a cosine down to ``final_share`` of the peak (Loshchilov and Hutter, 2017)."""
    warmup = min(config.warmup, config.steps // 10)
    if step < warmup:
        return config.learning_rate * (step + 1) / warmup
    done = (step - warmup) / (config.steps - warmup)
    share = config.final_share + (1 - config.final_share) * (1 + math.cos(math.pi * done)) / 2
    return config.learning_rate * share
