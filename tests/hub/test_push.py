"""Models sent to a Hub of our own: they come back as they were, with a card that says what the record does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
import yaml  # type: ignore[import-untyped]
from huggingface_hub import constants

from ngpl.cli.main import main
from ngpl.errors import ConfigError, UploadError
from ngpl.hub import LanguageModel, load, load_gpl, save_gpl
from ngpl.hub.adapters import save_adapter
from ngpl.hub.remote.card import card
from ngpl.hub.remote.push import pack, push
from ngpl.model.adapter import Adapter, LoraConfig
from tests import tiny
from tests.hub.push_server import TOKEN, Desk, taking
from tests.hub_server import asked_instead

REPO = "me/my.model-1"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_PROGRESS_BARS", True)
    with taking() as desk, asked_instead(desk, str(tmp_path / "cache"), monkeypatch):
        yield desk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    words = tiny.tokenizer("bpe", True)
    record = {"about": {"name": "Tiny", "licence": "MIT; data: public domain"}, "loss": 2.5, "steps": 1200}
    record["data"] = [{"source": "stories", "documents": 4, "tokens": 1000}]
    save_gpl(tmp_path / "tiny.gpl", tiny.model(words.vocab_size), words, record, "float16")
    return tmp_path / "tiny.gpl"


def sent(file: Path, folder: Path, form: str = "gpl", revision: str = "main", private: bool = False) -> str:
    folder.mkdir(exist_ok=True)
    return push(pack(load(str(file)), folder, REPO, form, revision), private)


def test_a_model_comes_back_as_it_was(desk, file, tmp_path):
    url = sent(file, tmp_path / "parcel")
    assert url.startswith(f"{desk.url}/{REPO}/commit/")
    assert sorted(desk.sent(REPO)) == ["README.md", "my.model-1.gpl"]
    assert desk.sent(REPO)["my.model-1.gpl"] == file.read_bytes()
    back = load(REPO)
    assert back.hash == load_gpl(file).hash
    assert [line.split()[0] for line in desk.asked].count("PUT") == 1


def test_a_folder_comes_back_as_it_was(desk, file, tmp_path):
    sent(file, tmp_path / "parcel", "hf")
    assert {"README.md", "config.json", "model.safetensors", "tokenizer.json"} <= {*desk.sent(REPO)}
    ids = load(str(file)).encode("The cat sat.")
    assert ids == load(REPO).encode("The cat sat.")
    assert load(REPO).gpt.config.n_layer == 2


def test_branches_and_a_second_time(desk, file, tmp_path):
    sent(file, tmp_path / "one")
    sent(file, tmp_path / "two", "gpl", "dev")
    assert "my.model-1.gpl" in desk.sent(REPO, "dev")
    assert sent(file, tmp_path / "three").startswith(desk.url)


def test_private_repositories(desk, file, tmp_path):
    sent(file, tmp_path / "one", private=True)
    assert desk.private[REPO]
    sent(file, tmp_path / "two", private=True)
    desk.private[REPO] = False
    desk.asked.clear()
    with pytest.raises(UploadError, match="exists and is public"):
        sent(file, tmp_path / "three", private=True)
    assert not [line for line in desk.asked if "commit" in line or "PUT" in line]


@pytest.mark.parametrize(
    ("part", "status", "words"),
    [
        ("create", 401, "it does not know you; log in with hf auth login, or set HF_TOKEN"),
        ("create", 403, "your token may not write there"),
        ("commit", 409, "it conflicts with what is there"),
        ("commit", 412, "somebody else wrote to it"),
        ("preupload", 403, "your token may not write there"),
        ("batch", 413, "a file is too large"),
        ("store", 403, "your token may not write there"),
        ("create", 418, "it gives no reason"),
    ],
)
def test_refusals(desk, file, tmp_path, part, status, words):
    desk.refuse[part] = status
    with pytest.raises(UploadError) as error:
        sent(file, tmp_path / "parcel")
    assert words in str(error.value) and f"status {status}" in str(error.value) and REPO in str(error.value)
    assert "\n" not in str(error.value) and TOKEN not in str(error.value)


def test_nobody_answers(desk, file, tmp_path, monkeypatch):
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(UploadError, match=r"the Hub did not answer .* is there a network"):
        sent(file, tmp_path / "parcel")


def test_offline_and_without_a_token(desk, file, tmp_path, monkeypatch):
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(UploadError, match="HF_HUB_OFFLINE is set"):
        sent(file, tmp_path / "parcel")
    monkeypatch.setattr("ngpl.hub.remote.push.get_token", lambda: None)
    with pytest.raises(UploadError, match="log in with hf auth login"):
        sent(file, tmp_path / "parcel")
    assert not desk.asked


@pytest.mark.parametrize("form", ["gpl", "hf"])
@torch.inference_mode()
def test_adapters_are_merged(file, tmp_path, form):
    alone, ids = load(str(file)).gpt, torch.tensor([[3, 1, 4, 1, 5]])
    pairs = {(1, "v"): (torch.ones(2, 16), torch.ones(16, 2))}
    save_adapter(tmp_path / "own", Adapter(LoraConfig(2, targets="v"), pairs), alone.config)
    lm = load(str(file), adapter=str(tmp_path / "own"))
    (tmp_path / "parcel").mkdir()
    pack(lm, tmp_path / "parcel", REPO, form)
    written = tmp_path / "parcel" / ("my.model-1.gpl" if form == "gpl" else "")
    back = load(str(written)).model(ids)
    assert (back - lm.model(ids)).abs().max() < 0.05 < (alone(ids) - lm.model(ids)).abs().max()


@pytest.mark.parametrize("repo", ["model", "a/b/c", "a/..", "a b/c", "../x", "", "a/b.git"])
def test_names_that_no_repository_can_have(file, tmp_path, repo):
    with pytest.raises(ConfigError, match="on the Hub"):
        pack(load(str(file)), tmp_path, repo)


def test_what_has_no_home_there_is_not_sent(desk, tmp_path):
    lm = tiny.language_model(attention="lam", position="none")
    with pytest.raises(ConfigError, match="no home in transformers"):
        pack(lm, tmp_path, REPO, "hf")
    with pytest.raises(ConfigError, match="gpl, hf"):
        pack(lm, tmp_path, REPO, "onnx")
    assert pack(lm, tmp_path, REPO).sizes["my.model-1.gpl"] > 0
    assert not desk.asked


# The card


def facts(text: str) -> dict:
    return yaml.safe_load(text.split("---\n")[1])


def test_the_card(file):
    text = card(load(str(file)), REPO, "gpl", ["en", "de"])
    assert facts(text) == {
        "license": "mit",
        "library_name": "ngpl",
        "tags": ["text-generation", "nanogpl", "glass-box"],
        "language": ["en", "de"],
        "pipeline_tag": "text-generation",
    }
    for words in (
        f'ngpl.load("{REPO}")',
        "MIT; data: public domain",
        "| loss | 2.5 |",
        "| steps | 1,200 |",
        "32 tokens",
    ):
        assert words in text
    assert "| stories | 4 |  | 1,000 |  |" in text


def test_the_card_of_a_model_that_others_made():
    lm = tiny.language_model()
    made = replace(lm, record={"family": "llama", "source": {"repo": "them/it", "commit": "abc"}})
    text = card(made, REPO, "gpl")
    assert 'base_model: "them/it"' in text and "them/it, made by others, in the form that NanoGPL writes" in text
    assert "base_model" not in card(lm, REPO, "gpl")
    own = replace(lm, record={"source": {"repo": REPO, "commit": "abc"}})
    assert "base_model" not in card(own, REPO, "gpl") and "written by NanoGPL" in card(own, REPO, "gpl")


def test_a_card_without_a_record():
    text = card(tiny.language_model(), REPO, "hf")
    assert "license" not in facts(text) and facts(text)["library_name"] == "transformers"
    assert "None is recorded" in text and "Nothing is recorded of its training" in text


def test_the_card_of_a_folder_that_is_not_read_back():
    """Its heads were widened."""
    said = [
        "NanoGPL opens it as well" in card(tiny.language_model(**shape), REPO, "hf")
        for shape in ({}, {"qk_norm": "scale"})
    ]
    assert said == [True, False]


@pytest.mark.parametrize("kind", ["about", "data", "source", "loss"])
def test_records_do_not_break_out_of_the_card(kind):
    evil = "x\n---\n\n# <script>alert(1)</script> [a](b) | `c"
    records = {
        "about": {"about": {"licence": evil}},
        "data": {"data": [{"source": evil}, evil]},
        "source": {"source": {evil: evil}},
        "loss": {"loss": evil},
    }
    plain = tiny.language_model()
    text = card(LanguageModel("m", plain.model, plain.tokenizer, records[kind]), REPO, "gpl")
    assert "<script>" not in text and facts(text)["library_name"] == "ngpl"
    assert [line for line in text.splitlines() if line.startswith("# ")] == ["# my.model-1"]


def test_the_card_of_a_baseline(tmp_path):
    lm = load("shakespeare-ngram")
    assert "without attention" in card(lm, REPO, "gpl")


# The command


def test_a_dry_run_needs_no_network(desk, file, capsys):
    assert main(["push", str(file), REPO, "--dry-run", "--json", "--language", "en"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert found["files"]["my.model-1.gpl"] == file.stat().st_size and found["url"] is None
    assert "language" in found["card"] and found["card"] in err
    assert not desk.asked and not desk.repos


def test_the_command(desk, file, capsys):
    assert main(["push", str(file), REPO, "--private"]) == 0
    assert f"{desk.url}/{REPO}/commit/" in capsys.readouterr().out
    desk.refuse["commit"] = 403
    assert main(["push", str(file), REPO]) == 1
    assert "ngpl push: " in capsys.readouterr().err
