"""Train a tokenizer and save it as a tokenizer.json, which other programs read too.

char: a token a character. word: a token a word; rare words are lost. bpe: bytes merged into ever longer pieces, the
most frequent pair first. As in ngpl train, the last --holdout of each source is left out, so that a model judged on it
meets truly new text; --holdout 0 takes all.

examples:
  ngpl train-tokenizer bpe --data stories --out tokenizer.json
  ngpl train-tokenizer char --data book.txt --vocab-size 512 --out runs/char.json
  ngpl train --data book.txt --tokenizer runs/char.json --out runs/book
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ngpl.cli.bars import progress_bar
from ngpl.cli.flags import add_json, add_params, given, show
from ngpl.errors import InputError
from ngpl.tokenizers import TOKENIZERS, TokenizerOptions, train_tokenizer
from ngpl.training.corpora import Document, Source, split_documents, texts


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=TOKENIZERS, metavar="KIND", help=", ".join(TOKENIZERS))
    parser.add_argument(
        "--data", required=True, action="append", metavar="PATH", help="file, folder or corpus; may be repeated"
    )
    parser.add_argument("--out", default=Path("tokenizer.json"), type=Path, metavar="FILE", help="[tokenizer.json]")
    add_params(parser, TokenizerOptions)
    add_params(parser, Source, without=("path", "weight"))
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    options = TokenizerOptions(**given(args, TokenizerOptions))
    documents: list[Document] = []
    for path in args.data:
        documents += split_documents(Source(path, **given(args, Source)))[0]
    with progress_bar("document", len(documents)) as tell:
        tokenizer = train_tokenizer(args.kind, texts(documents), options, tell)
    try:
        tokenizer.save(args.out)
    except OSError as error:
        raise InputError(f"cannot write {args.out}: {error.strerror}") from error
    facts = {"out": str(args.out), "kind": tokenizer.kind, "vocab_size": tokenizer.vocab_size}
    return show(args, facts, lambda: f"{args.out}: {tokenizer.kind}, {tokenizer.vocab_size:,} tokens")
