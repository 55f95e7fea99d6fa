"""One ingredient of a training mix: what to read, how to part it, how much of it, and what to hold out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ngpl.errors import ConfigError, DataError
from ngpl.spec import Checked, param
from ngpl.training.corpora.readers import SEPARATOR, Document, list_files, read_file, repaired, split_text, table_reader
from ngpl.training.corpora.registry import CORPORA, CORPUS_FILES, locate, locate_corpus

MADE_CHARS = 2_000_000  # of a corpus without end, when no limit is given


@dataclass(frozen=True)
class Source(Checked):
    """``path`` is a file, a folder or the name of a corpus; the rest says how to read it."""

    path: str = param("stories", "a UTF-8 file, a folder, or the name of a corpus")
    column: str = param("", "column of a .csv file; empty: the corpus's own, or text")
    separator: str = param(SEPARATOR, "pattern that parts the documents of a text file; empty: one document")
    weight: float = param(1.0, "share of the mix, relative to the other sources", low=0.0)
    final_weight: float = param(-1.0, "that share at the last step, changing evenly until then; -1: weight", low=-1.0)
    limit_chars: int = param(0, "read no more characters than this; 0: all", low=0)
    holdout: float = param(0.1, "share at the end that is kept out of training, for validation", low=0.0, high=0.9)
    repair: bool = param(False, "mend quotation marks and dashes that were once read in a wrong encoding, such as â€œ")
    seed: int = param(0, "seed of a corpus that is made, not read", low=0)

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.path:
            raise ConfigError("path must name a file, a folder or a corpus, not be empty")

    @property
    def last_weight(self) -> float:
        """The share at the end of training."""
        return self.weight if self.final_weight < 0 else self.final_weight


def read_documents(source: Source | str | Path) -> Iterator[Document]:
    """All documents of a source, training and validation; ``DataError`` names what cannot be read."""
    train, held = split_documents(source if isinstance(source, Source) else Source(str(source)))
    return iter(train + held)


def split_documents(source: Source) -> tuple[list[Document], list[Document]]:
    """(training, validation) documents of a source, parted at ``holdout`` from the end of each file.

    A plain text is cut at the character, ``int((1 - holdout) * length)``, and then parted into documents: the usual
    split of the Shakespeare file. Tables and made corpora are cut between documents.
    """
    corpus = CORPORA.get(source.path)
    if corpus and corpus.make:
        made = _limited(corpus.make(source.seed), source.limit_chars or MADE_CHARS)
        return _cut(list(made), source.holdout)
    path = locate_corpus(corpus) if corpus else locate(source.path)
    corpus = corpus or CORPUS_FILES.get(path.name)
    column = source.column or (corpus.column if corpus else "")
    separators = [source.separator, corpus.separator if corpus else ""]
    train: list[Document] = []
    held: list[Document] = []
    left = source.limit_chars or None
    for file in list_files(path):
        first, last = _split_file(file, column, separators, left, source.holdout)
        train.extend(first)
        held.extend(last)
        if left is not None:
            left -= sum(map(len, first + last))
            if left <= 0:
                break
    if not train and not held:
        raise DataError(f"{str(path)!r} holds no document")
    return (repaired(train), repaired(held)) if source.repair else (train, held)


def _split_file(
    file: Path, column: str, separators: list[str], limit: int | None, holdout: float
) -> tuple[list[Document], list[Document]]:
    text = read_file(file)
    read = table_reader(file, column)
    if read:
        return _cut(list(_limited(read(text), limit)), holdout)
    text = text[:limit]
    given, own = separators
    separator = own if own and given == SEPARATOR and not re.search(SEPARATOR, text) else given
    at = cut_at(len(text), holdout)
    return list(split_text(text[:at], separator)), list(split_text(text[at:], separator))


def cut_at(length: int, holdout: float) -> int:
    """Where validation begins; ``int(0.9 * length)`` for a tenth."""
    return length if holdout == 0 else int((1 - holdout) * length)


def _cut(documents: list[Document], holdout: float) -> tuple[list[Document], list[Document]]:
    at = cut_at(len(documents), holdout)
    return documents[:at], documents[at:]


def _limited(documents: Iterable[Document], limit: int | None) -> Iterator[Document]:
    """Whole documents, as long as they fit into ``limit`` characters; the first one always."""
    used = 0
    for document in documents:
        used += len(document)
        if limit is not None and used > max(limit, len(document)):
            return
        yield document


def texts(documents: Iterable[Document]) -> Iterator[str]:
    """Documents as plain texts, conversations rendered: what a tokenizer is trained on."""
    return (document.plain() for document in documents)
