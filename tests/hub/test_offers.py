"""Models on offer that are on the Hub: listed without asking it, fetched when opened, refused if there is no room."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from ngpl.config import Limits, Offer, Settings
from ngpl.errors import ConfigError, InputError, ModelNotFound
from ngpl.hub import Library, choice, library, list_models, list_offers, load, room, save_gpl
from ngpl.hub.library import find_model, local_model
from tests import tiny
from tests.hub_server import Hub, asked_instead, serving

WORDS = tiny.tokenizer("bpe")
CARD = b"---\nlicense: mit\n---\n"


def offer(name: str, repo: str, parameters: int = 1000, size: int = 5000) -> Offer:
    return Offer(name, repo=repo, parameters=parameters, bytes=size, summary=f"about {name}")


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """On offer are a model in a file, one on the Hub, and one that the Hub does not have."""
    save_gpl(tmp_path / "here.gpl", tiny.model(WORDS.vocab_size), WORDS)
    offers = (Offer("here", "here.gpl"), offer("far", "me/far"), offer("lost", "me/lost", 2000))
    monkeypatch.setattr(library, "ROOT", tmp_path)
    monkeypatch.setattr(library, "settings", lambda: Settings("here", offers, Limits()))
    monkeypatch.setattr(choice, "settings", library.settings)
    with serving() as hub, asked_instead(hub, str(tmp_path / "cache"), monkeypatch):
        save_gpl(tmp_path / "far.gpl", tiny.model(WORDS.vocab_size, 1), WORDS, dtype="float16")
        hub.repo("me/far").commit({"far.gpl": (tmp_path / "far.gpl").read_bytes(), "README.md": CARD})
        yield hub


def test_listing_asks_nobody(hub):
    assert [(info.name, info.download, info.parameters) for info in list_offers()[1:]] == [
        ("far", 5000, 1000),
        ("lost", 5000, 2000),
    ]
    assert [info.name for info in list_models()] == ["here"] and hub.asked == []


def test_opening_fetches_once_and_says_where_it_is_from(hub, tmp_path):
    told: list[tuple[int, int]] = []
    lm = load("far", "cpu", tell=lambda done, total: told.append((done, total)))
    assert lm.hash == load(str(tmp_path / "far.gpl"), "cpu").hash and told[-1][0] == told[-1][1] > 0
    assert lm.record["source"] == {"repo": "me/far", "commit": hub.repo("me/far").refs["main"]}
    assert lm.record["about"]["licence"] == "mit"
    hub.asked.clear()
    assert load("far", "cpu").hash == load("me/far", "cpu").hash == load("me/far@main", "cpu").hash == lm.hash
    info = list_offers()[1]
    assert (info.download, info.parameters, info.storage) == (0, lm.model.n_params, "float16") and hub.asked == []


def test_what_is_not_here_is_not_fetched_for_those_who_do_not_ask_for_it(hub):
    models = Library(2, "cpu", local_model)
    with pytest.raises(ModelNotFound, match=r"far is not on this machine yet \(0 MB\); choose it .*ngpl download far"):
        models.get("far")
    assert hub.asked == [] and models.get("here").name == "here"
    find_model("far")
    assert models.get("far").name == "far"


def test_a_model_that_the_hub_does_not_have(hub):
    with pytest.raises(ModelNotFound, match="no public repository 'me/lost'"):
        load("lost", "cpu")


def test_a_model_larger_than_the_memory_is_refused_before_it_is_read(hub, monkeypatch):
    monkeypatch.setattr(room, "free_memory", lambda device: 30_000)
    monkeypatch.setattr(library, "open_model", lambda *args: pytest.fail("it was opened"))
    with pytest.raises(InputError, match=r"here is too large for this machine: to load its 0.0 M parameters takes"):
        load("here", "cpu")


def test_a_folder_of_transformers(hub):
    """What ``transformers`` writes is opened as it comes from the Hub, its hash as that of a ``.gpl`` file of it."""
    transformers = pytest.importorskip("transformers")
    shape = transformers.GPT2Config(
        vocab_size=WORDS.vocab_size, n_positions=32, n_embd=16, n_layer=2, n_head=2, bos_token_id=2, eos_token_id=3
    )
    torch.manual_seed(0)
    folder = library.ROOT / "made"
    transformers.GPT2LMHeadModel(shape).save_pretrained(folder)
    WORDS.save(folder / "tokenizer.json")
    hub.repo("me/far").commit({path.name: path.read_bytes() for path in folder.iterdir()} | {"README.md": CARD})
    lm = load("far", "cpu")
    assert (lm.config.n_layer, lm.config.n_head, lm.stored) == (2, 2, "float32")
    assert lm.hash == load(str(folder), "cpu").hash and lm.record["about"]["licence"] == "mit"
    save_gpl(library.ROOT / "copy.gpl", lm.model, lm.tokenizer)
    assert load(str(library.ROOT / "copy.gpl"), "cpu").hash == lm.hash
    info = list_offers()[1]
    assert (info.shape, info.attention, info.parameters) == ((2, 2), "softmax", lm.model.n_params)


def test_the_largest_that_fits(hub, monkeypatch):
    memory = {name: room.needed_memory(n, 5000) for name, n in {"far": 1000, "lost": 2000}.items()}
    assert memory["far"] == 4 * 1000 + 5000 + room.ACTIVATIONS
    monkeypatch.setattr(choice, "free_disk", lambda folder: 10**12)
    for free, chosen in {None: "lost", memory["lost"]: "lost", memory["lost"] - 1: "far"}.items():
        monkeypatch.setattr(choice, "free_memory", lambda device, free=free: free)
        found = choice.candidates("cpu")
        assert choice.largest(found).offer.name == chosen
    assert "lost does not fit (1.07 GB of memory are free)" in choice.reason(choice.largest(found), found)
    monkeypatch.setattr(choice, "free_memory", lambda device: 10)
    with pytest.raises(
        InputError, match=r"no model of the Hub fits this machine \(far: 0.00 GB of memory are free; lo"
    ):
        choice.largest(choice.candidates("cpu"))
    monkeypatch.setattr(choice, "free_memory", lambda device: None)
    monkeypatch.setattr(choice, "free_disk", lambda folder: room.SPARE + 4999)
    find_model("far")  # what is here already needs no more disk
    assert choice.largest(choice.candidates("cpu")).offer.name == "far"


def test_free_memory_is_that_of_the_system_or_of_the_container(tmp_path, monkeypatch):
    whole = room.free_memory("cpu")
    assert whole is None or whole > 0
    monkeypatch.setattr(room, "CGROUP", tmp_path)
    for name, text in {"max": "5000", "current": "3000", "stat": "anon 1\ninactive_file 500\n"}.items():
        (tmp_path / f"memory.{name}").write_text(text)
    assert room.free_memory("cpu") == 2500
    (tmp_path / "memory.max").write_text("max")
    assert room.free_memory("cpu") != 2500


@pytest.mark.parametrize(
    "fields", [{}, {"file": "a", "repo": "b/c"}, {"repo": "b/c", "parameters": 1}, {"repo": "b/c", "bytes": 1}]
)
def test_an_offer_says_where_it_is_and_how_large(fields):
    with pytest.raises(ConfigError, match="model 'x'"):
        Offer("x", **fields)


def test_settings_from_a_file(tmp_path):
    from ngpl.config import read_settings

    far = {"name": "far", "repo": "me/far", "revision": "v1", "parameters": 1, "bytes": 2}
    values = {"default_model": "far", "models": [far], "limits": {"downloads": False}}
    (tmp_path / "config.json").write_text(json.dumps(values))
    found = read_settings(tmp_path / "config.json")
    assert found.models[0] == Offer("far", repo="me/far", revision="v1", parameters=1, bytes=2)
    assert not found.limits.downloads
