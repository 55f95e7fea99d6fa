"""Models by name, and the library of loaded ones: each once, the least recently used goes first."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ngpl.config import Limits, Offer, Settings
from ngpl.errors import CheckpointError, ConfigError, DownloadError, ModelNotFound
from ngpl.hub import Library, library, list_models, load, load_gpl, save_gpl
from ngpl.hub.foreign.huggingface import save_folder
from tests import tiny

WORDS = tiny.tokenizer("char")
NAMELESS = ["nothing", "gone", "no/such.gpl", " ", "a\x00b", "../../x", "\udcff"]


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three models on offer, and one whose file is missing."""
    made = ["a", "b", "c"]
    for seed, name in enumerate(made):
        save_gpl(tmp_path / f"{name}.gpl", tiny.model(WORDS.vocab_size, seed), WORDS)
    offers = tuple(Offer(name, f"{name}.gpl", f"about {name}") for name in [*made, "gone"])
    monkeypatch.setattr(library, "ROOT", tmp_path)
    monkeypatch.setattr(library, "settings", lambda: Settings("b", offers, Limits()))
    return made


def test_models_on_offer(names, tmp_path):
    found = list_models()
    assert [(info.name, info.summary) for info in found] == [(name, f"about {name}") for name in names]
    assert found[0].source == str(tmp_path / "a.gpl")
    assert (found[0].tokenizer, found[0].attention) == ("char", "softmax")
    assert found[0].parameters == load("a").model.n_params


def test_load(names, tmp_path):
    assert (load().name, load().hash) == ("b", load("b").hash)
    assert load(str(tmp_path / "a.gpl")).hash == load("a").hash != load("b").hash
    lm = load("a", "cpu")
    assert (lm.device, lm.source) == ("cpu", str(tmp_path / "a.gpl"))
    assert lm.decode(lm.encode("The cat")) == "The cat"
    assert lm.prompt("") == [WORDS.bos_id] and lm.prompt("a") == lm.encode("a")
    with pytest.raises(ConfigError, match="auto, cpu, cuda"):
        load("a", "abacus")


@pytest.mark.parametrize(("stored", "auto"), [("float16", "float16"), ("bfloat16", "float32"), ("int8", "int8")])
def test_types_of_weights(tmp_path, stored, auto):
    """By default the file's where it is fast; the same file in two types is two models."""
    save_gpl(tmp_path / "m.gpl", tiny.model(WORDS.vocab_size), WORDS, dtype=stored)
    lm, wide = (load(str(tmp_path / "m.gpl"), "cpu", dtype) for dtype in ("auto", "float32"))
    assert (lm.stored, lm.storage, wide.storage) == (stored, auto, "float32")
    assert (lm.hash == load_gpl(tmp_path / "m.gpl").hash) == (auto == stored)
    assert (lm.hash == wide.hash) == (auto == "float32")
    with pytest.raises(ConfigError, match=r"int4.*float32, float16, bfloat16, int8"):
        load(str(tmp_path / "m.gpl"), "cpu", "int4")


def test_the_library_tells_types_apart(names):
    models = Library(3, "cpu")
    assert models.get("a", "int8") is models.get("a", "int8") is not models.get("a")
    assert (models.get("a", "int8").storage, models.get("a").storage) == ("int8", "float32")


def test_folders(names, tmp_path):
    with pytest.raises(ModelNotFound, match=r"exactly one \.gpl file; it holds: a\.gpl, b\.gpl, c\.gpl"):
        load(str(tmp_path))
    (tmp_path / "run").mkdir()
    with pytest.raises(ModelNotFound, match="it holds: none"):
        load(str(tmp_path / "run"))
    (tmp_path / "a.gpl").rename(tmp_path / "run" / "model.gpl")
    assert load(str(tmp_path / "run")).config.n_embd == 16


@pytest.mark.parametrize(
    ("missing", "left", "words"),
    [
        ("model.safetensors", "pytorch_model.bin", "a pickle, which can run code"),
        ("model.safetensors", "weights.safetensors", r"holds no weights; model\.safetensors is expected"),
        ("tokenizer.json", "tokenizer.model", "its tokenizer only as tokenizer.model"),
        ("tokenizer.json", "notes.txt", "holds no tokenizer"),
    ],
)
def test_a_folder_of_another_program_says_what_it_lacks(tmp_path, missing, left, words):
    save_folder(tiny.language_model(), tmp_path / "it")
    (tmp_path / "it" / missing).rename(tmp_path / "it" / left)
    with pytest.raises(CheckpointError, match=words):
        load(str(tmp_path / "it"), "cpu")


def test_an_offer_of_a_bad_model_is_left_out(names, tmp_path, monkeypatch):
    save_folder(tiny.language_model(), tmp_path / "bad")
    (tmp_path / "bad" / "config.json").write_text('{"model_type": "mamba"}')
    offers = (Offer("bad", "bad"), Offer("a", "a.gpl"))
    monkeypatch.setattr(library, "settings", lambda: Settings("a", offers, Limits()))
    assert [info.name for info in list_models()] == ["a"]


@pytest.mark.parametrize("name", NAMELESS)
def test_no_such_model(names, name):
    with pytest.raises(ModelNotFound, match=r"there is no model .*; on offer: a, b, c; or give a \.gpl file"):
        Library(device="cpu").get(name)


def test_the_hub_is_asked_only_for_an_id(names):
    with pytest.raises(DownloadError, match="is not on this machine, and the Hub did not answer"):
        load("owner/name")


@pytest.mark.parametrize("name", ["../x", "a--b/c", "owner/name.git"])
def test_an_id_that_the_hub_cannot_have(names, name):
    with pytest.raises(ModelNotFound):
        load(name)


def test_least_recently_used_goes_first(names):
    models = Library(2, "cpu")
    first = models.get("a")
    models.get("b")
    assert models.get("a") is first and models.loaded() == ["b", "a"]
    models.get("c")
    assert models.loaded() == ["a", "c"]
    assert models.get("a") is first
    assert models.get("b").name == "b" and models.loaded() == ["a", "b"]


def test_a_model_that_fails_to_load_is_no_model(names, tmp_path):
    models = Library(2, "cpu")
    with pytest.raises(ModelNotFound):
        models.get("gone")
    assert models.loaded() == []
    (tmp_path / "a.gpl").rename(tmp_path / "gone.gpl")
    assert models.get("gone").name == "gone"


def test_eight_threads_load_once(names, monkeypatch):
    loads: list[str] = []
    start = threading.Barrier(8)
    real = library.open_model

    def counted(path, name, *rest):
        loads.append(name)
        return real(path, name, *rest)

    def get(number: int):
        start.wait()
        return models.get(names[number % 2])

    monkeypatch.setattr(library, "open_model", counted)
    models = Library(3, "cpu")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(get, range(8)))
    assert sorted(loads) == ["a", "b"]
    assert len({id(model) for model in found}) == 2
