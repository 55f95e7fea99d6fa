"""Store a model's weights in another type: int8 makes the file four times smaller than float32, and decoding faster.

With --adapter its weights are merged into the model's first.

int8 keeps whole numbers from -127 to 127 and, for every output channel, the size of a step. With --data the loss is
measured before and after, in nats a token, with the weights that the two files hold.

examples:
  ngpl quantize --model runs/book --out book-int8.gpl
  ngpl quantize --model stories --dtype int8 --out stories-int8.gpl --data story.txt
  ngpl generate "Once upon a time" --model stories-int8.gpl
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ngpl.cli.bars import progress_bar
from ngpl.cli.commands.eval import SPLITS, documents_of
from ngpl.cli.flags import add_adapter, add_device, add_json, add_name, add_params, given, show
from ngpl.cli.loading import model_of
from ngpl.errors import choose
from ngpl.hub import LanguageModel, load, save_gpl
from ngpl.hub.foreign.shards import weight_files
from ngpl.model import STORAGES
from ngpl.training.corpora import Document, Source
from ngpl.training.evaluate import evaluate


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="the file to write, such as small.gpl")
    parser.add_argument("--dtype", default="int8", metavar="TYPE", help=f"{', '.join(STORAGES)} [int8]")
    parser.add_argument("--data", metavar="FILE", help="measure the loss on a file, a folder or a corpus")
    parser.add_argument(
        "--split", choices=SPLITS, default="all", help="which part; the last --holdout is held out [all]"
    )
    add_params(parser, Source, without=("path", "weight"))
    add_name(parser)
    add_adapter(parser)
    add_device(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    choose(STORAGES, args.dtype, "type of weights")
    documents = documents_of(Source(args.data, **given(args, Source)), args.split) if args.data else []
    lm = model_of(args, "auto")
    before = {"dtype_before": lm.stored, "bytes_before": bytes_of(Path(lm.source))}
    losses = {"loss_before": loss(lm, documents)} if documents else {}
    save_gpl(args.out, lm.model, lm.tokenizer, lm.record, args.dtype)
    if documents:
        losses["loss"] = loss(load(str(args.out), args.device), documents)
        losses["loss_difference"] = losses["loss"] - losses["loss_before"]
    values = {"out": str(args.out), "dtype": args.dtype, "bytes": args.out.stat().st_size, **before, **losses}
    return show(args, values, lambda: summary(values))


def bytes_of(source: Path) -> int:
    """The size of a model's file, or of all weights in its folder."""
    files = weight_files(source) if source.is_dir() else [source]
    return sum(file.stat().st_size for file in files)


def loss(lm: LanguageModel, documents: list[Document]) -> float:
    with progress_bar("token") as tell:
        return evaluate(lm.model, lm.tokenizer, documents, progress=tell).loss


def summary(values: dict[str, Any]) -> str:
    size, before = values["bytes"] / 1e6, values["bytes_before"] / 1e6
    line = f"{values['out']}: {size:.2f} MB as {values['dtype']}, from {before:.2f} MB as {values['dtype_before']}"
    if "loss" not in values:
        return line
    return f"{line}\nloss {values['loss']:.4f}, from {values['loss_before']:.4f}: {values['loss_difference']:+.4f}"
