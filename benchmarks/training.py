"""Training, tokens a second: our loop beside a plain loop around a ``transformers`` Llama of the same shape.

Both take the same batches with the same type of matrix products, in one process, in turns. The peer: the model called
with labels, autocast, backward, clip, torch's AdamW. On a GPU both are compiled first.

    python -m benchmarks.training [--recipe assets/models/stories.toml] [--device cuda] [--steps 4] [--rounds 5]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import torch

from benchmarks.peers import peer_of
from ngpl.config import GPTConfig
from ngpl.device import DTYPES, autocast, pick_device, training_dtype
from ngpl.errors import ConfigError
from ngpl.model import GPT
from ngpl.paths import MODELS
from ngpl.training import Run, TrainConfig, read_recipe, train
from ngpl.training.batches import Batches, Stream

TOKENS = 1_000_000  # random ones: how fast a step is does not depend on them


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recipe", type=Path, default=MODELS / "stories.toml", help="gives the shape and the batch")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--dtype", choices=["auto", *DTYPES], default="auto")
    parser.add_argument("--compile", action=argparse.BooleanOptionalAction, help="[on a GPU]")
    parser.add_argument("--steps", type=int, default=4, help="steps of a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    recipe, device = read_recipe(args.recipe), pick_device(args.device)
    compiled = device.type != "cpu" if args.compile is None else args.compile
    shape = recipe.model
    if not isinstance(shape, GPTConfig):
        raise ConfigError(f"{args.recipe} is the recipe of a baseline; its peers are transformers")
    model = GPT(replace(shape, vocab_size=recipe.tokenizer_options.vocab_size, dropout=0.0)).to(device)
    config = replace(recipe.training, steps=10**6, eval_every=10**6, accumulate=1, dtype=args.dtype, compile=compiled)
    batches, dtype = random_batches(model, config), training_dtype(config.dtype, device)
    turns = {"transformers": theirs(model, batches, config, dtype), "ngpl": ours(model, batches, config)}
    tokens = args.steps * config.batch_size * model.context
    runs = {name: partial(take, turn, args.steps) for name, turn in turns.items()}
    where = torch.cuda.get_device_name() if device.type == "cuda" else f"{device}, {args.threads} threads"
    how = f"{str(dtype).removeprefix('torch.')}{', compiled' if compiled else ''}"
    print(f"{model.n_params:,} parameters, batches of {config.batch_size} x {model.context}, {how}, {where}")
    report({name: [tokens / seconds for seconds in times] for name, times in measure(runs, args.rounds).items()})


def random_batches(model: GPT, config: TrainConfig) -> Batches:
    ids = np.random.default_rng(0).integers(model.config.vocab_size, size=TOKENS)
    return Batches([Stream("random tokens", ids, 1.0)], model.context, config.batch_size, config.seed)


def ours(model: GPT, batches: Batches, config: TrainConfig) -> Iterator[object]:
    """One of our steps at every ``next``."""
    return train(Run(model, batches, batches, config))


def theirs(model: GPT, batches: Batches, config: TrainConfig, dtype: torch.dtype) -> Iterator[float]:
    """One step of the plain loop at every ``next``; yields the loss."""
    peer, device = peer_of(model).to(model.device).train(), model.device
    optimizer = torch.optim.AdamW(peer.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay)
    forward = torch.compile(peer) if config.compile else peer
    for number in range(config.steps):
        ids = batches.batch(number)[0].to(device)
        with autocast(device, dtype):
            loss = forward(input_ids=ids, labels=ids, use_cache=False).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(peer.parameters(), config.clip)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        yield loss.item()


def take(turn: Iterator[object], steps: int) -> None:
    for _ in range(steps):
        next(turn)


def measure(runs: Mapping[str, Callable[[], None]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each run in every round, taken in turns after one to warm up."""
    found: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds + 1):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            found[name].append(time.perf_counter() - start)
    return {name: times[1:] for name, times in found.items()}


def report(speeds: dict[str, list[float]]) -> None:
    base = next(iter(speeds.values()))
    print(f"{'tokens a second':16} {'best':>9} {'median':>9} {'x best':>7} {'x median':>9}")
    for name, found in speeds.items():
        best, middle = max(found), statistics.median(found)
        ratios = best / max(base), middle / statistics.median(base)
        print(f"{name:16} {best:9,.0f} {middle:9,.0f} {ratios[0]:7.2f} {ratios[1]:9.2f}")


if __name__ == "__main__":
    main()
