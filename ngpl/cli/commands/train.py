"""Train a model from a recipe, from flags, or from a recipe whose settings flags change.

A run writes into its folder: model.gpl (the best so far), state.safetensors (from which a run that was stopped goes
on when the same command is given again), recipe.json, losses.csv and losses.svg.

With --roles conversations (messages in a .jsonl) are learned as a chat: written by the chat template, and only what the
assistant says counts in the loss. Without, they are text like any other.

examples:
  ngpl train --out runs/first --steps 300                    the built-in stories, a small model, a few minutes
  ngpl train --data book.txt --tokenizer char --out runs/book
  ngpl train --data chats.jsonl --data "table.csv" --column text --out runs/mix
  ngpl train --data chats.jsonl --roles --out runs/chats
  ngpl train --recipe assets/models/stories.toml --out runs/stories
  ngpl generate "Once upon a time" --model runs/first
"""

from __future__ import annotations

import argparse
import datetime
import json
import platform
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from tqdm import tqdm

from ngpl import __version__
from ngpl.cli.flags import add_device, add_json, add_params, at_least, given, say, show
from ngpl.config import GPTConfig
from ngpl.device import pick_device
from ngpl.files import write_whole
from ngpl.hub.checkpoint import save_gpl, update_record
from ngpl.plots.curve import loss_svg
from ngpl.tokenizers import TOKENIZERS, TokenizerOptions
from ngpl.training import Evaluated, History, Material, Progress, Recipe, Run, TrainConfig, prepare, read_recipe, train
from ngpl.training.corpora import Source


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", required=True, type=Path, metavar="FOLDER", help="where the run is kept")
    parser.add_argument("--recipe", type=Path, metavar="FILE", help="a TOML file that says everything")
    parser.add_argument("--data", action="append", metavar="PATH", help="a file, folder or corpus; may be given again")
    parser.add_argument("--tokenizer", metavar="KIND|FILE", help=f"{', '.join(TOKENIZERS)}, or a tokenizer.json [bpe]")
    parser.add_argument("--threads", type=at_least(1), default=0, metavar="N", help="CPU threads [as many as cores]")
    for cls in (TokenizerOptions, GPTConfig, TrainConfig):
        add_params(parser, cls)
    add_params(parser, Source, without=("path", "weight", "seed"))
    add_device(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    recipe, device = recipe_of(args), pick_device(args.device)
    if args.threads:
        torch.set_num_threads(args.threads)
    write_whole(args.out / "recipe.json", json.dumps(recipe.to_dict(), indent=1) + "\n")
    material = prepare(recipe, device, say)
    tokens = sum(len(stream.ids) for stream in material.train.streams)
    say(f"{material.model.n_params:,} parameters, {tokens:,} tokens to learn from, on {device}")
    history = follow(recipe, material, args.out)
    facts = {"loss": mean_loss(history), "val_loss": history.best, "out": str(args.out / "model.gpl")}
    return show(
        args, facts, lambda: f"{facts['out']}: loss {facts['loss']:.4f}, on held-out text {facts['val_loss']:.4f}"
    )


def recipe_of(args: argparse.Namespace) -> Recipe:
    """The recipe file, if any, with everything replaced that a flag says otherwise."""
    recipe = read_recipe(args.recipe) if args.recipe else Recipe()
    changes: dict[str, Any] = {
        "model": replace(recipe.model, **given(args, GPTConfig)),
        "training": replace(recipe.training, **given(args, TrainConfig)),
        "tokenizer_options": replace(recipe.tokenizer_options, **given(args, TokenizerOptions)),
    }
    if args.tokenizer:
        changes["tokenizer" if args.tokenizer in TOKENIZERS else "tokenizer_file"] = args.tokenizer
    sources = tuple(Source(path) for path in args.data) if args.data else recipe.data
    reading = given(args, Source)
    reading.pop("seed", None)
    return replace(recipe, data=tuple(replace(source, **reading) for source in sources), **changes)


def follow(recipe: Recipe, material: Material, out: Path) -> History:
    """Run to the end, with a progress bar; keep the best model, the losses and their plot in ``out``."""

    def keep(history: History) -> None:
        record = training_record(recipe, material, history)
        save_gpl(out / "model.gpl", material.model, material.tokenizer, record, recipe.storage)

    run = Run(
        material.model,
        material.train,
        material.held_out,
        recipe.training,
        keep,
        out / "state.safetensors",
        material.fingerprint,
    )
    with tqdm(total=recipe.training.steps, unit="step", file=sys.stderr, mininterval=1.0) as bar:
        for event in train(run):
            show_event(bar, event)
            if isinstance(event, Evaluated):
                write_losses(out, run.history)
    write_losses(out, run.history)
    if not (out / "model.gpl").exists():
        keep(run.history)
    update_record(out / "model.gpl", training_record(recipe, material, run.history))
    return run.history


def show_event(bar: tqdm, event: Progress | Evaluated) -> None:
    if isinstance(event, Evaluated):
        bar.write(
            f"step {event.step}: held-out loss {event.val_loss:.4f}{' (best)' if event.best else ''}", file=sys.stderr
        )
    else:
        if not bar.n and event.step > 1:
            bar.write(f"going on from step {event.step - 1}", file=sys.stderr)
            bar.initial = bar.n = event.step - 1
        bar.update(event.step - bar.n)
        bar.set_postfix_str(f"loss {event.loss:.3f}, {event.tokens_per_second:,.0f} tokens/s", refresh=False)


def write_losses(out: Path, history: History) -> None:
    held_out = dict(history.val_losses)
    rows = "".join(f"{step},{loss:.6f},{held_out.get(step, '')}\n" for step, loss in history.losses)
    write_whole(out / "losses.csv", "step,loss,val_loss\n" + rows)
    steps, losses = zip(*history.losses, strict=True)
    curves = {"training": losses, "held out": [held_out.get(step) for step in steps]}
    write_whole(out / "losses.svg", loss_svg(steps, curves))


def training_record(recipe: Recipe, material: Material, history: History) -> dict[str, Any]:
    """What the header of the file says of how the model came to be."""
    seen = history.step * recipe.training.batch_size * recipe.training.accumulate * recipe.model.block_size
    best_step = min(history.val_losses, key=lambda pair: pair[1])[0]
    return {
        "about": recipe.about,
        "recipe": recipe.to_dict(),
        "data": material.data,
        "tokens_seen": seen,
        "steps": history.step,
        "best_step": best_step,
        "loss": round(mean_loss(history), 5),
        "val_loss": round(history.best, 5),
        "seconds": round(history.seconds),
        "hardware": f"{material.model.device.type}, {platform.machine()}, {torch.get_num_threads()} threads",
        "software": f"ngpl {__version__}, torch {torch.__version__}",
        "date": datetime.date.today().isoformat(),
    }


def mean_loss(history: History) -> float:
    """Mean training loss of the last tenth of the steps, at most 100: that of one step is mostly noise."""
    last = min(100, max(1, len(history.losses) // 10))
    losses = [loss for _, loss in history.losses[-last:]]
    return sum(losses) / len(losses)
