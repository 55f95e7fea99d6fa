"""Train a model from a recipe, from flags, or from a recipe whose settings flags change.

A run writes into its folder: model.gpl (the best so far), state.safetensors (from which a run that was stopped goes
on when the same command is given again), recipe.json, losses.csv and losses.svg.

--kind makes a baseline to compare with instead of a transformer: ngram counts what followed the last few tokens; bigram
trains a table of what follows each, or with --counted counts that too. What is counted takes no steps.

--lora-rank learns an adapter for --model instead (LoRA): the model stays as it is, and the run writes
adapter_config.json and adapter_model.safetensors, as PEFT does. --adapter takes its folder in all other commands.

With --roles conversations (messages in a .jsonl) are learned as a chat: written by the chat template, and only what the
assistant says counts in the loss. Without, they are text like any other.

examples:
  ngpl train --out runs/first --steps 300                    the built-in stories, a small model, a few minutes
  ngpl train --data book.txt --tokenizer char --out runs/book
  ngpl train --data chats.jsonl --data "table.csv" --column text --out runs/mix
  ngpl train --data chats.jsonl --roles --out runs/chats
  ngpl train --recipe assets/models/stories.toml --out runs/stories
  ngpl train --recipe babygpt --out runs/baby                a preset by name
  ngpl train --kind ngram --order 5 --data book.txt --out runs/book-ngram
  ngpl train --lora-rank 8 --model stories --data pirates.txt --out runs/pirates
  ngpl generate "Once upon a time" --model runs/first
  ngpl generate "Once upon a time" --model stories --adapter runs/pirates --adapter-strength 0.5
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
from ngpl.cli.adapters import add_lora, on_base, save_learned, with_lora
from ngpl.cli.flags import add_device, add_json, add_params, at_least, given, say, show
from ngpl.device import pick_device
from ngpl.errors import ConfigError, choose
from ngpl.files import write_whole
from ngpl.hub.adapters import WEIGHTS
from ngpl.hub.checkpoint import save_gpl, update_record
from ngpl.model import MODELS, AnyConfig, AnyModel, kind_of
from ngpl.plots.curve import loss_svg
from ngpl.tokenizers import TOKENIZERS, TokenizerOptions
from ngpl.training import (
    Evaluated,
    History,
    Material,
    Progress,
    Recipe,
    Run,
    TrainConfig,
    count,
    is_counted,
    prepare,
    presets,
    read_recipe,
    recipe_file,
    train,
)
from ngpl.training.corpora import Source

CONFIGS = tuple(kind.config for kind in MODELS.values())


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", required=True, type=Path, metavar="FOLDER", help="where the run is kept")
    parser.add_argument(
        "--recipe", metavar="NAME|FILE", help=f"a preset ({', '.join(presets())}), or a TOML file that says everything"
    )
    parser.add_argument("--kind", metavar="KIND", help=f"{', '.join(MODELS)} [gpt]")
    parser.add_argument("--data", action="append", metavar="PATH", help="a file, folder or corpus; may be given again")
    parser.add_argument("--tokenizer", metavar="KIND|FILE", help=f"{', '.join(TOKENIZERS)}, or a tokenizer.json [bpe]")
    parser.add_argument("--threads", type=at_least(1), default=0, metavar="N", help="CPU threads [as many as cores]")
    for cls in (TokenizerOptions, *CONFIGS, TrainConfig):
        add_params(parser, cls)
    add_lora(parser)
    add_params(parser, Source, without=("path", "weight", "seed"))
    add_device(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    recipe, device = recipe_of(args), pick_device(args.device)
    if args.threads:
        torch.set_num_threads(args.threads)
    recipe, base = on_base(recipe, device)
    write_whole(args.out / "recipe.json", json.dumps(recipe.to_dict(), indent=1) + "\n")
    material = prepare(recipe, device, say, base)
    tokens = sum(len(stream.ids) for stream in material.train.streams)
    made = "to count" if is_counted(material.model) else f"to learn from, {learning(material.model)}"
    say(f"{tokens:,} tokens {made}, on {device}")
    history = learn(recipe, material, args.out)
    facts = {"loss": mean_loss(history), "val_loss": history.best, "out": str(args.out / file_of(recipe))}
    return show(
        args, facts, lambda: f"{facts['out']}: loss {facts['loss']:.4f}, on held-out text {facts['val_loss']:.4f}"
    )


def learning(model: AnyModel) -> str:
    """How many parameters a model has, and how many of them learn."""
    free = sum(weight.numel() for weight in model.parameters() if weight.requires_grad)
    total = f"{model.n_params:,} parameters"
    return total if free == model.n_params else f"{free:,} of {total} (the others are frozen)"


def recipe_of(args: argparse.Namespace) -> Recipe:
    """The recipe file, if any, with everything replaced that a flag says otherwise."""
    recipe = read_recipe(recipe_file(args.recipe)) if args.recipe else Recipe()
    shape = shape_of(args, recipe.model)
    usual = {} if args.recipe else {"learning_rate": MODELS[kind_of(shape)].learning_rate}
    changes: dict[str, Any] = {
        "model": shape,
        "training": replace(recipe.training, **usual | given(args, TrainConfig)),
        "tokenizer_options": replace(recipe.tokenizer_options, **given(args, TokenizerOptions)),
    }
    if args.tokenizer:
        changes["tokenizer" if args.tokenizer in TOKENIZERS else "tokenizer_file"] = args.tokenizer
    sources = tuple(Source(path) for path in args.data) if args.data else recipe.data
    reading = given(args, Source)
    reading.pop("seed", None)
    return with_lora(args, replace(recipe, data=tuple(replace(source, **reading) for source in sources), **changes))


def shape_of(args: argparse.Namespace, shape: AnyConfig) -> AnyConfig:
    """The shape, or the default one of the kind that is asked for, as the flags change it; ``ConfigError`` names a
    setting that belongs to another kind."""
    if args.kind not in (None, kind_of(shape)):
        shape = choose(MODELS, args.kind, "kind of model").config()
    own = given(args, type(shape))
    foreign = {name for cls in CONFIGS for name in given(args, cls)} - own.keys() - given(args, TokenizerOptions).keys()
    if foreign:
        raise ConfigError(f"a model of kind {kind_of(shape)} has no {', '.join(sorted(foreign))}")
    return replace(shape, **own)


def learn(recipe: Recipe, material: Material, out: Path) -> History:
    """Count, if that is how the model is made, or train it; ``out`` then has its file."""
    if not is_counted(material.model):
        return follow(recipe, material, out)
    material, history = count(material, recipe.training)
    save(recipe, material, history, out)
    return history


def save(recipe: Recipe, material: Material, history: History, out: Path) -> None:
    """Write the model, or the adapter that is learned for it, as it is now."""
    record = training_record(recipe, material, history)
    if recipe.lora:
        return save_learned(recipe, material, record, out)
    save_gpl(out / "model.gpl", material.model, material.tokenizer, record, recipe.storage)


def file_of(recipe: Recipe) -> str:
    """The file that a run makes."""
    return WEIGHTS if recipe.lora else "model.gpl"


def follow(recipe: Recipe, material: Material, out: Path) -> History:
    """Run to the end, with a progress bar; keep the best model, the losses and their plot in ``out``."""

    run = Run(
        material.model,
        material.train,
        material.held_out,
        recipe.training,
        lambda history: save(recipe, material, history, out),
        out / "state.safetensors",
        material.fingerprint,
    )
    with tqdm(total=recipe.training.steps, unit="step", file=sys.stderr, mininterval=1.0) as bar:
        for event in train(run):
            show_event(bar, event)
            if isinstance(event, Evaluated):
                write_losses(out, run.history)
    write_losses(out, run.history)
    if not (out / file_of(recipe)).exists():
        save(recipe, material, run.history, out)
    update_record(out / file_of(recipe), training_record(recipe, material, run.history))
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
    best_step = min(history.val_losses, key=lambda pair: pair[1])[0]
    return {
        "about": recipe.about,
        "recipe": recipe.to_dict(),
        "data": material.data,
        "tokens_seen": tokens_seen(recipe, material, history),
        "steps": history.step,
        "best_step": best_step,
        "loss": round(mean_loss(history), 5),
        "val_loss": round(history.best, 5),
        "seconds": round(history.seconds),
        "hardware": f"{material.model.device.type}, {platform.machine()}, {torch.get_num_threads()} threads",
        "software": f"ngpl {__version__}, torch {torch.__version__}",
        "date": datetime.date.today().isoformat(),
    }


def tokens_seen(recipe: Recipe, material: Material, history: History) -> int:
    """Those of all steps, or those that were counted."""
    if is_counted(material.model):
        return sum(len(stream.ids) for stream in material.train.streams)
    return history.step * recipe.training.batch_size * recipe.training.accumulate * recipe.model.block_size


def mean_loss(history: History) -> float:
    """Mean training loss of the last tenth of the steps, at most 100: that of one step is mostly noise."""
    last = min(100, max(1, len(history.losses) // 10))
    losses = [loss for _, loss in history.losses[-last:]]
    return sum(losses) / len(losses)
