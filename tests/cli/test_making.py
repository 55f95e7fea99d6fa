"""Commands that make and measure: eval, train-tokenizer, data, reset, app; and one short training run."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest

from ngpl.cli.bars import progress_bar
from ngpl.hub import load
from ngpl.tokenizers import Tokenizer
from ngpl.training.corpora import CORPORA, Source, read_documents, stories
from ngpl.training.evaluate import evaluate
from tests import tiny


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("NGPL_DATA", raising=False)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def test_eval(ngpl, model):
    Path("text.txt").write_text(tiny.TEXT * 10, encoding="utf-8")
    result = ngpl("eval", "--data", "text.txt", "--model", model, "--json")
    lm = load(model)
    found = evaluate(lm.model, lm.tokenizer, read_documents(Source("text.txt", holdout=0.0)))
    assert result.json == pytest.approx(vars(found)) and list(result.json) == list(vars(found))
    assert "perplexity" in ngpl("eval", "--data", "text.txt", "--model", model).out


def test_eval_stride(ngpl, model):
    Path("text.txt").write_text(tiny.TEXT, encoding="utf-8")
    lm = load(model)
    found = evaluate(lm.model, lm.tokenizer, read_documents(Source("text.txt", holdout=0.0)), stride=5)
    words = ["eval", "--data", "text.txt", "--model", model, "--stride"]
    assert ngpl(*words, 5, "--json").json == pytest.approx(vars(found))
    assert "stride 999 must be from 1" in ngpl(*words, 999).err


def test_eval_splits_and_columns(ngpl, model):
    rows = "".join(f'"{tiny.TEXT.strip()} {i}",x\n' for i in range(10))
    Path("table.csv").write_text("story,other\n" + rows, encoding="utf-8")
    words = ["eval", "--data", "table.csv", "--column", "story", "--model", model, "--json", "--holdout", 0.3]
    tokens = {split: ngpl(*words, "--split", split).json["tokens"] for split in ("all", "train", "held-out")}
    assert tokens["all"] == tokens["train"] + tokens["held-out"] + 1 > tokens["train"] > tokens["held-out"]
    wrong = ngpl("eval", "--data", "table.csv", "--column", "tale", "--model", model)
    assert wrong.code == 2 and "no column 'tale'; there are: story, other" in wrong.err


def test_eval_separator(ngpl, model):
    Path("text.txt").write_text("The cat.\n###\nThe dog.", encoding="utf-8")
    whole = ngpl("eval", "--data", "text.txt", "--model", model, "--json").json
    parts = ngpl("eval", "--data", "text.txt", "--separator", "###", "--model", model, "--json").json
    assert whole["tokens"] != parts["tokens"]


@pytest.mark.parametrize("kind", ["char", "word", "bpe"])
def test_train_tokenizer(ngpl, kind):
    Path("a.txt").write_text(tiny.TEXT * 20, encoding="utf-8")
    Path("b.txt").write_text("Zebra! " * 50, encoding="utf-8")
    words = ["train-tokenizer", kind, "--data", "a.txt", "--data", "b.txt", "--vocab-size", 300]
    result = ngpl(*words, "--out", "new/words.json", "--json")
    made = Tokenizer.load("new/words.json")
    assert result.json == {"out": "new/words.json", "kind": kind, "vocab_size": made.vocab_size}
    assert made.kind == kind
    assert made.unk_id not in made.encode("The cat Zebra")
    shown = ngpl("tokenize", "The cat", "--tokenizer", "new/words.json", "--json").json
    assert shown["ids"] == made.encode("The cat")


def test_train_tokenizer_refusals(ngpl):
    Path("a.txt").write_text(tiny.TEXT, encoding="utf-8")
    small = ngpl("train-tokenizer", "bpe", "--data", "a.txt", "--vocab-size", 50)
    assert small.code == 2 and "vocab_size 50 is too small" in small.err
    blocked = ngpl("train-tokenizer", "char", "--data", "a.txt", "--out", "a.txt/tokenizer.json")
    assert blocked.code == 2 and "cannot write" in blocked.err


def test_data_lists_corpora(ngpl):
    found = ngpl("data", "--json").json
    assert [list(corpus) for corpus in found] == [["name", "licence", "home", "summary"]] * len(CORPORA)
    assert all(name in ngpl("data").out for name in CORPORA)


def test_data_stories(ngpl, home):
    facts = ngpl("data", "stories", "--chars", 3000, "--seed", 5, "--out", "s.txt", "--json").json
    text = Path("s.txt").read_text(encoding="utf-8")
    assert facts == {"out": "s.txt", "bytes": len(text.encode()), "licence": "MIT"} and len(text) >= 3000
    documents = [document.text for document in read_documents(Source("s.txt", holdout=0.0))]
    made = stories(5)
    assert documents == [next(made) for _ in documents]
    ngpl("data", "stories", "--chars", 10)
    assert (home / "cache/ngpl/data/stories.txt").is_file()


def test_data_that_is_fetched(ngpl, home):
    known = home / "cache/ngpl/data/tinyshakespeare.txt"
    known.parent.mkdir(parents=True)
    known.write_text("To be", encoding="utf-8")
    assert ngpl("data", "shakespeare", "--json").json["out"] == str(known)
    assert ngpl("data", "shakespeare", "--out", "copy.txt", "--json").json["bytes"] == 5
    assert Path("copy.txt").read_text(encoding="utf-8") == "To be"
    missing = ngpl("data", "movies")
    assert missing.code == 2 and "get it from" in missing.err


def leave_a_run(folder: Path, *more: str) -> None:
    folder.mkdir(parents=True)
    for name in ("model.gpl", "state.safetensors", "losses.csv", "losses.svg", *more):
        (folder / name).write_bytes(b"x" * 100)


def test_reset(ngpl, home):
    leave_a_run(Path("runs/a"))
    leave_a_run(Path("runs/deep/b"), "notes.txt")
    Path("runs/c").mkdir()
    Path("runs/c/model.gpl").write_bytes(b"saved by hand")
    cached = home / "cache/ngpl/data/tinyshakespeare.txt"
    cached.parent.mkdir(parents=True)
    cached.write_text("To be", encoding="utf-8")
    (home / "cache/other").write_text("of another program", encoding="utf-8")

    asked = ngpl("reset", stdin="no\n")
    assert asked.out == "0 files removed\n" and "remove these 9 files" in asked.err and cached.exists()
    alone = ngpl("reset")
    assert alone.code == 2 and "nothing was removed; --yes" in alone.err and Path("runs/a/model.gpl").exists()

    done = ngpl("reset", "--yes", "--json").json["removed"]
    assert len(done) == 9 and {"path": "runs/a/model.gpl", "bytes": 100} in done
    left = sorted(str(path) for path in Path().rglob("*") if path.is_file())
    assert left == ["runs/c/model.gpl", "runs/deep/b/notes.txt"]
    assert not Path("runs/a").exists() and not cached.parent.exists() and (home / "cache/other").exists()
    assert ngpl("reset").out == "0 files removed\n"


def test_reset_follows_no_links(ngpl, home):
    leave_a_run(home / "elsewhere/run")
    Path("runs").mkdir()
    Path("runs/link").symlink_to(home / "elsewhere", target_is_directory=True)
    assert ngpl("reset", "--yes").out == "0 files removed\n" and (home / "elsewhere/run/model.gpl").exists()


def test_progress_bar(capsys):
    with progress_bar("token", delay=0.0) as tell:
        tell(5, 20)
        tell(20, 20)
    assert "20.0/20.0" in capsys.readouterr().err


def test_app(ngpl, monkeypatch):
    calls: list[object] = []
    app = types.ModuleType("ngpl.ui.app")
    app.launch = lambda *args, **options: calls.append((args, options))
    monkeypatch.setitem(sys.modules, "ngpl.ui.app", app)
    assert ngpl("app", "--port", 8123, "--cpu").code == 0
    assert calls == [(("127.0.0.1", 8123), {"device": "cpu"})]


def test_train_and_use(ngpl):
    Path("text.txt").write_text(tiny.TEXT * 40, encoding="utf-8")
    shape = "--n-layer 1 --n-head 2 --n-embd 8 --block-size 16 --steps 3 --batch-size 2 --warmup 1 --eval-batches 1"
    words = ["train", "--data", "text.txt", "--tokenizer", "char", "--out", "runs/first", *shape.split()]
    result = ngpl(*words, "--cpu", "--json")
    assert result.code == 0 and {"loss", "val_loss", "out"} <= set(result.json)
    assert ngpl("generate", "The", "--model", "runs/first", "--max-new-tokens", 2, "--json").code == 0
    assert ngpl("reset", "--yes").out == "5 files removed\n" and not Path("runs").exists()
