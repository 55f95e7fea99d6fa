"""Readers, sources, the registry of corpora, and downloads from a server of our own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ngpl.errors import ConfigError, DataError, DownloadError
from ngpl.training.corpora import (
    CORPORA,
    Document,
    Source,
    fetch,
    locate,
    read_documents,
    registry,
    render_plain,
    split_documents,
    texts,
)

TALK = [{"role": "user", "content": "Hi."}, {"role": "assistant", "content": "Hello!"}]


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGPL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "data").mkdir()


def write(path: Path, text: str | bytes) -> str:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def read(path: str, **options: object) -> list[str]:
    return list(texts(read_documents(Source(path, **options))))  # type: ignore[arg-type]


def test_text_is_parted_by_the_separator(tmp_path: Path):
    path = write(tmp_path / "a.txt", "one\n<|endoftext|>\ntwo\n\nmore<|endoftext|>\n")
    assert read(path, holdout=0.0) == ["one", "two\n\nmore"]
    assert read(path, holdout=0.0, separator=r"\n\n") == ["one\n<|endoftext|>\ntwo", "more<|endoftext|>"]
    assert read(path, holdout=0.0, separator="") == ["one\n<|endoftext|>\ntwo\n\nmore<|endoftext|>\n"]


def test_stories_at_single_line_breaks(tmp_path: Path):
    path = write(tmp_path / "a.txt", "A.\n\nB.\nC.\r\n\r\nD.")
    assert read(path, holdout=0.0, separator=r"(?<!\n)\n(?!\n)") == ["A.\n\nB.", "C.\n\nD."]


def test_holdout_is_exact_to_the_character(tmp_path: Path):
    text = "".join(chr(97 + i % 26) for i in range(1003))
    train, held = split_documents(Source(write(tmp_path / "a.txt", text)))
    assert train == [Document(text=text[:902])] and held == [Document(text=text[902:])]
    assert split_documents(Source(str(tmp_path / "a.txt"), holdout=0.0)) == ([Document(text=text)], [])
    train, held = split_documents(Source(str(tmp_path / "a.txt"), limit_chars=100))
    assert (train[0].text, held[0].text) == (text[:90], text[90:100])


def test_jsonl_with_text_and_messages(tmp_path: Path):
    lines = [{"text": "plain"}, {"messages": TALK}]
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines)) + "\n\n")
    documents = list(read_documents(path))
    assert documents == [Document(text="plain"), Document(messages=TALK)]
    assert documents[1].plain() == render_plain(TALK) == "User: Hi.\nAssistant: Hello!"
    assert len(documents[1]) == 9


def test_csv_column(tmp_path: Path):
    long = "x" * 200_000
    path = write(tmp_path / "a.csv", f'Title,Plot\r\nA,"He said ""no"",\nand left."\r\nB,\r\nC,{long}\r\n')
    assert read(path, column="Plot") == ['He said "no",\nand left.', long]
    with pytest.raises(DataError, match="no column 'text'; there are: Title, Plot"):
        read(path)


def test_folder_is_read_in_order_of_name(tmp_path: Path):
    folder = tmp_path / "books"
    (folder / "sub").mkdir(parents=True)
    write(folder / "b.md", "second")
    write(folder / "a.txt", "first")
    write(folder / "sub" / "c.jsonl", '{"text": "third"}')
    write(folder / "image.png", b"\x89PNG")
    write(folder / "empty.txt", "")
    assert read(str(folder), holdout=0.0) == ["first", "second", "third"]
    assert read(str(folder), holdout=0.0, limit_chars=7) == ["first", "se"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n ", "is empty"),
        ("a.txt", b"abc\xe9 def", "byte 0xe9 at offset 3 .*Latin-1"),
        ("a.txt", "abc".encode("utf-16"), "offset 0 .*UTF-16"),
        ("a.jsonl", b'{"text": "a"}\n{"text"\n', "line 2: not JSON"),
        ("a.jsonl", b'{"body": "a"}\n', 'line 1: needs .*"text" or "messages", not an object with body'),
        ("a.jsonl", b"[1]\n", "not list"),
        ("a.jsonl", b'{"messages": [{"role": "user"}]}\n', '"messages" must be a list'),
        ("a.jsonl", b'{"text": "\\ud83d"}\n', "line 1: half a surrogate pair"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, content: bytes, message: str):
    with pytest.raises(DataError, match=message):
        read(write(tmp_path / name, content))


def test_missing_and_empty_folder(tmp_path: Path):
    with pytest.raises(DataError, match=r"no file or folder 'nowhere.txt'.*NGPL_DATA"):
        read("nowhere.txt")
    with pytest.raises(DataError, match=r"nothing to read in folder.*\.csv"):
        read(str(tmp_path / "data"))
    with pytest.raises(DataError, match="is no regular expression"):
        read(write(tmp_path / "a.txt", "text"), separator="(")


@pytest.mark.parametrize("bad", [{"path": ""}, {"weight": -1.0}, {"holdout": 1.0}, {"limit_chars": -1}])
def test_source_is_checked(bad: dict[str, object]):
    with pytest.raises(ConfigError):
        Source(**bad)  # type: ignore[arg-type]


def test_bare_names_are_found_in_the_data_folder_then_in_the_cache(tmp_path: Path):
    cached = registry.cache_folder()
    cached.mkdir(parents=True)
    write(cached / "tinystories.txt", "cached")
    assert locate("tinystories.txt") == cached / "tinystories.txt"
    write(tmp_path / "data" / "tinystories.txt", "A.\n\nB.\nC.")
    assert locate("tinystories.txt") == tmp_path / "data" / "tinystories.txt"
    assert read("tinystories", holdout=0.0) == read("tinystories.txt", holdout=0.0) == ["A.\n\nB.", "C."]
    write(tmp_path / "data" / "tinystories.txt", "A.\nB.\n<|endoftext|>\nC.")
    assert read("tinystories", holdout=0.0) == ["A.\nB.", "C."]


@pytest.mark.parametrize("name", [name for name, corpus in CORPORA.items() if not corpus.make])
def test_a_corpus_that_is_not_here_says_how_to_get_it(name: str):
    with pytest.raises(DataError, match=f"corpus '{name}' is not on this machine.*NGPL_DATA.*{CORPORA[name].file}"):
        read(name)


@pytest.mark.parametrize("name", CORPORA)
def test_registry_entries_are_complete(name: str):
    corpus = CORPORA[name]
    assert corpus.name == name and corpus.summary and corpus.licence and corpus.home
    assert bool(corpus.make) != bool(corpus.file)


def test_made_corpus_has_a_limit_and_a_seed():
    train, held = split_documents(Source("stories", limit_chars=20_000))
    total = sum(map(len, train + held))
    assert 18_000 < total <= 20_000 and held and not set(texts(train)) & set(texts(held))
    assert split_documents(Source("stories", limit_chars=20_000, seed=1))[0] != train


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/missing":
            return self.send_error(404)
        body = b"once upon a time"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body) * (2 if self.path == "/broken" else 1)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def offer(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    corpus = registry.Corpus("tale", "a tale", "none", "here", file="tale.txt", url=url)
    monkeypatch.setitem(CORPORA, "tale", corpus)


def test_fetch_then_read(server: str, monkeypatch: pytest.MonkeyPatch):
    offer(monkeypatch, server + "/tale")
    seen: list[int] = []
    path = fetch("tale", progress=seen.append)
    assert path == registry.cache_folder() / "tale.txt" and seen[-1] == 16
    assert read("tale", holdout=0.0) == ["once upon a time"]
    offer(monkeypatch, server + "/missing")
    assert fetch("tale") == path  # kept, not asked for again


@pytest.mark.parametrize(
    ("page", "message"), [("/missing", "Not Found"), ("/broken", "broke off after 16 of 32|IncompleteRead")]
)
def test_failed_fetch_leaves_nothing(
    server: str, page: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    offer(monkeypatch, server + page)
    with pytest.raises(DownloadError, match=message):
        fetch("tale", tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


def test_fetch_without_a_server(monkeypatch: pytest.MonkeyPatch):
    offer(monkeypatch, "http://127.0.0.1:9/tale")
    with pytest.raises(DownloadError, match="is the network on"):
        fetch("tale")


def test_what_cannot_be_fetched():
    with pytest.raises(DataError, match="built in"):
        fetch("stories")
    with pytest.raises(DataError, match="no single file; get it from kaggle"):
        fetch("movies")
    with pytest.raises(ConfigError, match="corpus 'nothing' is unknown"):
        fetch("nothing")
