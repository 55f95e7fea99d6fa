"""ngpl download, and models of the Hub named by other commands, with a Hub of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ngpl.config import Limits, Offer, Settings
from ngpl.hub import choice, library
from tests.hub_server import Hub, asked_instead, serving

CARD = b"---\nlicense: mit\n---\n"


@pytest.fixture
def hub(model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    far = Offer("far", repo="me/far", parameters=8000, bytes=60_000, summary="about far")
    found = Settings("near", (Offer("near", model), far), Limits())
    for module in (library, choice):
        monkeypatch.setattr(module, "settings", lambda: found)
    monkeypatch.setattr("ngpl.cli.commands.download.settings", lambda: found)
    with serving() as hub, asked_instead(hub, str(tmp_path / "cache"), monkeypatch):
        hub.repo("me/far").commit({"far.gpl": Path(model).read_bytes(), "README.md": CARD})
        yield hub


@pytest.mark.parametrize("words", [["far"], ["me/far"], ["me/far@main"], ["--auto"]])
def test_fetching(ngpl, hub, model, words):
    found = ngpl("download", *words, "--json")
    commit = hub.repo("me/far").refs["main"]
    size = Path(model).stat().st_size + len(CARD)
    facts = {"repo": "me/far", "revision": "main", "commit": commit, "bytes": size, "licence": "mit"}
    assert found.code == 0 and {name: found.json[name] for name in facts} == facts
    assert Path(found.json["out"]).read_bytes() == Path(model).read_bytes()
    if words == ["--auto"]:
        assert "GB of weights as float32" in found.err and "the largest on offer" in found.err


def test_what_is_on_offer(ngpl, hub):
    row = {"name": "far", "repo": "me/far", "revision": "main", "fits": True, "parameters": 8000, "bytes": 60_000}
    (found,) = ngpl("download", "--json").json
    assert found == row | {"missing": 60_000, "memory": found["memory"]} and found["memory"] > 10**9
    assert "0 MB" in ngpl("download").out and "not downloaded, 0 MB" in ngpl("models").out
    assert [entry["download"] for entry in ngpl("models", "--json").json] == [0, 60_000]
    assert hub.asked == []
    ngpl("download", "far")
    assert "downloaded" in ngpl("download").out and "not downloaded" not in ngpl("models").out


def test_a_model_of_the_hub_is_fetched_for_any_command(ngpl, hub):
    first = ngpl("tokenize", "The cat", "--model", "far", "--json").json
    hub.asked.clear()
    assert ngpl("tokenize", "The cat", "--model", "me/far", "--json").json == first and hub.asked == []


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["near"], 2, "'near' is in the box"),
        (["nothing"], 2, "'nothing' is neither on offer nor owner/name; on offer: far"),
        (["me/none"], 2, "no public repository 'me/none'"),
        (["me/far@v9"], 2, "'me/far' has no revision 'v9'"),
        (["far", "--auto"], 2, "--auto chooses by itself"),
    ],
)
def test_what_cannot_be_fetched(ngpl, hub, words, code, message):
    found = ngpl("download", *words)
    assert (found.code, found.out) == (code, "") and message in found.err and found.err.count("\n") == 1


def test_a_hub_out_of_order(ngpl, hub):
    hub.busy["/api/models/"] = [500] * 9
    found = ngpl("download", "far")
    assert found.code == 1 and found.err.startswith("ngpl download: the Hub is out of order (status 500)")
