"""Measure how well a model foretells a text.

loss: mean surprise at a token, in nats; perplexity: its exponential; bits_per_byte: all surprise in bits over the bytes
of the text, which can be compared between models with different tokenizers. Lower is better. Documents are read as in
training: parted by --separator in a text, one a line in a .jsonl, one a cell of --column in a .csv.

Of conversations (messages in a .jsonl) only what the assistant says is measured, if the model has a chat template: the
loss of its messages and of the token that closes each, and their bytes. Without a template they are text.

The text is cut into windows as long as the model's context, so the first tokens of each are foretold from little. With
--stride N the windows overlap: one starts every N tokens, and only tokens not yet foretold count. It takes context / N
times as long, and measures the model with context before every token.

examples:
  ngpl eval --data story.txt
  ngpl eval --data shakespeare --split held-out --model shakespeare-lam
  ngpl eval --data table.csv --column text --json
  ngpl eval --data chats.jsonl --stride 64 --model runs/chats
"""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace

from ngpl.cli.bars import progress_bar
from ngpl.cli.flags import add_model, add_params, at_least, given, show
from ngpl.cli.loading import model_of
from ngpl.training.corpora import Document, Source, split_documents
from ngpl.training.evaluate import evaluate

SPLITS = ("all", "train", "held-out")


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", required=True, metavar="FILE", help="a file, a folder or the name of a corpus")
    parser.add_argument(
        "--split", choices=SPLITS, default="all", help="which part; the last --holdout is held out [all]"
    )
    parser.add_argument(
        "--stride",
        type=at_least(0),
        default=0,
        metavar="N",
        help="tokens from the start of a window to that of the next; 0: windows do not overlap [0]",
    )
    add_params(parser, Source, without=("path", "weight"))
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    documents = documents_of(Source(args.data, **given(args, Source)), args.split)
    lm = model_of(args)
    with progress_bar("token") as tell:
        found = evaluate(lm.model, lm.tokenizer, documents, stride=args.stride, progress=tell)
    rounded = f"loss {found.loss:.4f}, perplexity {found.perplexity:.2f}, {found.bits_per_byte:.4f} bits a byte"
    return show(args, asdict(found), lambda: f"{rounded}; {found.tokens:,} tokens")


def documents_of(source: Source, split: str) -> list[Document]:
    if split == "all":
        return split_documents(replace(source, holdout=0.0))[0]
    return split_documents(source)[split == "held-out"]
