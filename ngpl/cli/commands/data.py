"""Make or fetch a corpus to train on; without a name, list those that are known.

What is built in is made on this machine, without end and without a network: the same seed gives the same. In the file
its documents are parted as training expects; conversations are kept as such in a .jsonl file, and become plain text in
any other. Other corpora are downloaded once, from their homes, and kept.

examples:
  ngpl data
  ngpl data stories --chars 100000 --seed 7 --out stories.txt
  ngpl data talk --out talk.jsonl
  ngpl data shakespeare
  ngpl train --data shakespeare --tokenizer char --out runs/shakespeare
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from ngpl.cli.bars import Told, progress_bar
from ngpl.cli.flags import add_json, at_least, show
from ngpl.cli.tables import table
from ngpl.errors import choose
from ngpl.files import write_whole
from ngpl.training.corpora import CORPORA, Corpus, Document, fetch
from ngpl.training.corpora.registry import cache_folder

END = "\n<|endoftext|>\n"


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help=f"{', '.join(CORPORA)} [none: list them]")
    parser.add_argument(
        "--chars", type=at_least(1), default=1_000_000, metavar="N", help="built in: about this much [1000000]"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="built in: seed [0]")
    parser.add_argument("--out", type=Path, metavar="FILE", help=f"where to write [in {cache_folder()}]")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    if args.name is None:
        return list_corpora(args)
    corpus = choose(CORPORA, args.name, "corpus")
    out = write_made(corpus, args) if corpus.make else fetched(corpus, args.out)
    facts = {"out": str(out), "bytes": out.stat().st_size, "licence": corpus.licence}
    return show(args, facts, lambda: f"{out}: {facts['bytes']:,} bytes; licence: {corpus.licence}")


def list_corpora(args: argparse.Namespace) -> int:
    fields = ("name", "licence", "home", "summary")
    rows = [[getattr(corpus, field) for field in fields] for corpus in CORPORA.values()]
    values = [dict(zip(fields, row, strict=True)) for row in rows]
    return show(args, values, lambda: table([("name", "licence", "home", "about"), *rows]))


def write_made(corpus: Corpus, args: argparse.Namespace) -> Path:
    out = args.out or cache_folder() / (corpus.name + corpus.suffix)
    assert corpus.make is not None
    with progress_bar("char", args.chars) as tell:
        texts = (saved(document, out.suffix) for document in corpus.make(args.seed))
        write_whole(out, "".join(until(texts, args.chars, tell)))
    return out


def saved(document: Document, suffix: str) -> str:
    """A document as the readers of such a file find it again."""
    if suffix != ".jsonl":
        return document.plain() + END
    entry = {"messages": document.messages} if document.messages else {"text": document.text}
    return json.dumps(entry, ensure_ascii=False) + "\n"


def until(texts: Iterator[str], chars: int, tell: Told) -> Iterator[str]:
    """Whole texts, until they have ``chars`` characters."""
    written = 0
    while written < chars:
        text = next(texts)
        written += len(text)
        tell(min(written, chars))
        yield text


def fetched(corpus: Corpus, out: Path | None) -> Path:
    """The file of a corpus, downloaded if need be, and copied to ``out`` if that is given."""
    with progress_bar("B") as tell:
        path = fetch(corpus.name, progress=tell)
    if out is None:
        return path
    write_whole(out, path.read_bytes())
    return out
