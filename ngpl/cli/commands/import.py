# ruff: noqa: N999
"""Read a model of another program, say honestly what was found, and keep it as a .gpl file.

SOURCE is a folder from the Hugging Face Hub, owner/name or owner/name@revision there, or a ckpt.pt of nanoGPT. The
report tells which tensors were missing, left over or reshaped, whether vocabulary and embedding fit, and the loss on a
built-in sentence beside that of blind guesses.

examples:
  ngpl import HuggingFaceTB/SmolLM2-135M --out smol.gpl
  ngpl import EleutherAI/pythia-70m@step1000 --out early.gpl --dtype float16
  ngpl import out-shakespeare-char/ckpt.pt --out mine.gpl
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ngpl.cli.bars import progress_bar
from ngpl.cli.flags import add_device, add_json, show
from ngpl.errors import InputError, choose
from ngpl.hub import load, save_gpl
from ngpl.hub.foreign.report import Report, untold
from ngpl.model import STORAGES


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="SOURCE", help="a folder, owner/name[@revision] on the Hub, or a ckpt.pt")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="the file to write, such as smol.gpl")
    parser.add_argument(
        "--dtype", default="auto", metavar="TYPE", help=f"auto, as in the source, or {', '.join(STORAGES)} [auto]"
    )
    add_device(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    choose(dict.fromkeys(("auto", *STORAGES)), args.dtype, "type of weights")
    if not args.source.strip():
        raise InputError("SOURCE is empty; it is a folder, owner/name[@revision] on the Hub, or a ckpt.pt")
    with progress_bar("B") as tell, untold():
        lm = load(args.source, args.device, "float32", tell)
    if Path(lm.source).suffix == ".gpl":
        raise InputError(f"{args.source} is a model of NanoGPL already; ngpl quantize stores it in another type")
    dtype = lm.stored if args.dtype == "auto" else args.dtype
    save_gpl(args.out, lm.model, lm.tokenizer, lm.record, dtype)
    found = {"out": str(args.out), "bytes": args.out.stat().st_size, "dtype": dtype, **lm.record}
    lines = [f"{args.out}: {found['bytes'] / 1e6:.2f} MB as {dtype}, of the family {lm.record['family']}"]
    return show(args, found, lambda: "\n".join(lines + Report.from_dict(lm.record["report"]).lines()))
