"""Write a model for other programs.

--to hf writes a folder that transformers loads, with the same logits; --to gguf a file that llama.cpp loads; --to gpl
a .gpl file. If queries and keys have a gain for each head, as those of the stories model have, the folder is larger
than the model: it takes wide heads to say that there. A model with linear attention (LAM) has no home elsewhere: no
other program computes it, so it stays a .gpl file. With --adapter its weights are merged into the model's first.

examples:
  ngpl export --model runs/book --to hf --out book-hf
  ngpl export --model HuggingFaceTB/SmolLM2-135M --to gguf --dtype float16 --out smol.gguf
  ngpl export --model HuggingFaceTB/SmolLM2-135M --to gpl --out smol.gpl
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from ngpl.cli.flags import add_adapter, add_device, add_json, add_name, show
from ngpl.cli.loading import model_of
from ngpl.errors import ConfigError, choose
from ngpl.hub import LanguageModel, save_gpl
from ngpl.hub.foreign.huggingface import save_folder
from ngpl.hub.gguf import save_gguf
from ngpl.model import STORAGES


def save_own(lm: LanguageModel, path: Path, dtype: str) -> None:
    if dtype:
        choose(dict.fromkeys(STORAGES), dtype, "type of weights")
    save_gpl(path, lm.model, lm.tokenizer, lm.record, dtype or lm.stored)


def save_theirs(lm: LanguageModel, path: Path, dtype: str) -> None:
    if dtype not in ("", "float32"):
        raise ConfigError(f"--dtype {dtype} is not for --to hf, whose weights are float32; it is for gguf and gpl")
    save_folder(lm, path)


def save_llama_cpp(lm: LanguageModel, path: Path, dtype: str) -> None:
    save_gguf(lm, path, dtype or "float32")


EXPORTS: dict[str, Callable[[LanguageModel, Path, str], None]] = {
    "hf": save_theirs,
    "gguf": save_llama_cpp,
    "gpl": save_own,
}


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="FORMAT", help=", ".join(EXPORTS))
    parser.add_argument("--out", required=True, type=Path, metavar="PATH", help="the file or folder to write")
    parser.add_argument(
        "--dtype",
        default="",
        metavar="TYPE",
        help="type of the weights: gguf float32 or float16 [float32], gpl any of ngpl quantize [as they are stored]",
    )
    add_name(parser)
    add_adapter(parser)
    add_device(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    save = choose(EXPORTS, args.to, "format")
    lm = model_of(args, "float32")
    save(lm, args.out, args.dtype)
    files = [file for file in args.out.iterdir() if file.is_file()] if args.out.is_dir() else [args.out]
    found = {"out": str(args.out), "to": args.to, "bytes": sum(file.stat().st_size for file in files)}
    return show(args, found, lambda: f"{args.out}: {found['bytes'] / 1e6:.2f} MB for {args.to}")
