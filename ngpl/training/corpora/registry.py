"""The corpora known by name: where each comes from, under which licence, and how to get it."""

from __future__ import annotations

import os
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from ngpl.errors import DataError, DownloadError, choose
from ngpl.training.corpora.echoes import echoes
from ngpl.training.corpora.readers import SEPARATOR, Document
from ngpl.training.corpora.stories import stories
from ngpl.training.corpora.talk import talk

DATA_VARIABLE = "NGPL_DATA"
ONE_BREAK = r"(?<!\n)\n(?!\n)"
CHUNK = 1 << 16
TIMEOUT = 30  # seconds without an answer


@dataclass(frozen=True)
class Corpus:
    """One corpus: ``make`` makes a built-in one from a seed; others are ``file``, fetched from ``url`` if any.

    ``suffix`` is that of the file a built-in one is written to.
    ``separator`` parts the documents of a copy that has no ``<|endoftext|>`` in it.
    """

    name: str
    summary: str
    licence: str
    home: str
    file: str = ""
    url: str = ""
    column: str = ""
    separator: str = SEPARATOR
    make: Callable[[int], Iterator[Document]] | None = None
    suffix: str = ".txt"


def documents_of(make: Callable[[int], Iterator[str]]) -> Callable[[int], Iterator[Document]]:
    """A maker of texts as one of documents."""
    return lambda seed: (Document(text=text) for text in make(seed))


def conversations(seed: int) -> Iterator[Document]:
    return (Document(messages=messages) for messages in talk(seed))


CORPORA: dict[str, Corpus] = {
    corpus.name: corpus
    for corpus in (
        Corpus(
            "stories", "simple stories made from a seed, of any length", "MIT", "built in", make=documents_of(stories)
        ),
        Corpus(
            "echoes", "words in no order, said twice: to learn to copy", "MIT", "built in", make=documents_of(echoes)
        ),
        Corpus(
            "talk",
            "conversations made from a seed, of any length: small talk, language models, tasks",
            "MIT",
            "built in",
            make=conversations,
            suffix=".jsonl",
        ),
        Corpus(
            "shakespeare",
            "the plays of Shakespeare in one file, the character-level benchmark of nanoGPT",
            "public domain",
            "github.com/karpathy/char-rnn, data/tinyshakespeare/input.txt",
            file="tinyshakespeare.txt",
            url="https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt",
        ),
        Corpus(
            "tinystories",
            "short stories in the words of a small child, written by a language model",
            "CDLA-Sharing-1.0",
            "huggingface.co/datasets/roneneldan/TinyStories",
            file="tinystories.txt",
            url="https://huggingface.co/datasets/roneneldan/TinyStories/resolve/main/TinyStories-valid.txt",
            separator=ONE_BREAK,
        ),
        Corpus(
            "childrens_books",
            "children's books in plain prose, fairy tales and novels",
            "public domain",
            "Project Gutenberg (github.com/GITenberg, one repository a book)",
            file="childrens_books.txt",
        ),
        Corpus(
            "movies",
            "plots of films from Wikipedia",
            "CC BY-SA 4.0",
            "kaggle.com/datasets/jrobischon/wikipedia-movie-plots",
            file="movie_plots.csv",
            column="Plot",
        ),
        Corpus(
            "dialogues",
            "task dialogues between a user and an assistant",
            "CC BY-SA 4.0",
            "github.com/google-research-datasets/dstc8-schema-guided-dialogue",
            file="sgd_dialogues_train.jsonl",
        ),
    )
}
CORPUS_FILES = {corpus.file: corpus for corpus in CORPORA.values() if corpus.file}


def cache_folder() -> Path:
    """Where fetched corpora are kept: ``ngpl/data`` in the user's cache folder."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ngpl" / "data"


def data_folders() -> list[Path]:
    """Where bare file names are looked up, in order."""
    named = os.environ.get(DATA_VARIABLE)
    return ([Path(named)] if named else []) + [cache_folder()]


def locate(name: str) -> Path:
    """A path as given, else that name in the data folders; ``DataError`` that says where it looked."""
    tried = [Path(name).expanduser(), *(folder / name for folder in data_folders())]
    for path in tried:
        if path.exists():
            return path
    places = ", ".join(str(folder) for folder in data_folders())
    hint = f"corpora by name: {', '.join(CORPORA)}; the variable {DATA_VARIABLE} may name a data folder"
    raise DataError(f"no file or folder {name!r}, neither as a path nor in {places}; {hint}")


def locate_corpus(corpus: Corpus) -> Path:
    """The file of a corpus that is not built in; ``DataError`` that says how to get it."""
    for folder in data_folders():
        if (folder / corpus.file).exists():
            return folder / corpus.file
    fetched = f"fetch it with `ngpl data {corpus.name}`" if corpus.url else f"get it from {corpus.home}"
    raise DataError(
        f"corpus {corpus.name!r} is not on this machine; {fetched}, "
        f"or let the variable {DATA_VARIABLE} name a folder that holds {corpus.file}"
    )


def fetch(name: str, folder: Path | None = None, progress: Callable[[int], None] | None = None) -> Path:
    """Download corpus ``name`` into ``folder`` (the cache) and return its file; kept if it is already there.

    ``progress`` is told the bytes so far. ``DataError`` if the corpus cannot be fetched as one file,
    ``DownloadError`` if the other side fails; a broken download leaves nothing behind.
    """
    corpus = choose(CORPORA, name, "corpus")
    if corpus.make:
        raise DataError(f"corpus {name!r} is built in; there is nothing to fetch")
    if not corpus.url:
        raise DataError(f"corpus {name!r} has no single file; get it from {corpus.home} and save it as {corpus.file}")
    target = (folder or cache_folder()) / corpus.file
    if not target.exists():
        download(corpus.url, target, progress)
    return target


def download(url: str, target: Path, progress: Callable[[int], None] | None = None) -> None:
    """``url`` -> ``target``, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=target.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            done = 0
            for chunk in _chunks(url):
                done += file.write(chunk)
                if progress:
                    progress(done)
            if not done:
                raise DownloadError(f"{url} gave an empty file")
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, target)
    finally:
        Path(part).unlink(missing_ok=True)


def _chunks(url: str) -> Iterator[bytes]:
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:
            size, done = answer.headers.get("Content-Length"), 0
            while chunk := answer.read(CHUNK):
                done += len(chunk)
                yield chunk
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise DownloadError(f"cannot download {url}: {reason}; is the network on?") from None
    if size and int(size) != done:
        raise DownloadError(f"{url} broke off after {done} of {size} bytes; try again")
