"""Folders made to do harm: nothing outside of them is read, and nothing in them makes the reader wait."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ngpl.bounds import read_json, read_text
from ngpl.hub.files.folders import file_in
from ngpl.hub.foreign.huggingface import open_folder, save_folder
from ngpl.hub.formats import folder_storage
from ngpl.hub.room import check_memory
from tests import tiny
from tests.hub.hostile import at_most, refusal


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text("{}")
    (tmp_path / "model").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    "name", ["../secret", "a/../../secret", "/etc/passwd", "..\\secret", "c:secret", "", "..", "a\0b"]
)
def test_names_do_not_lead_out_of_a_folder(outside, name):
    assert "is no file of" in refusal(file_in, outside / "model", name)


def test_links_do_not_lead_out_of_a_folder(outside):
    folder = outside / "model"
    (folder / "config.json").symlink_to("../secret")
    (folder / "absolute").symlink_to(outside / "secret")
    (folder / "within").symlink_to("real")
    (folder / "real").write_text("{}")
    (folder / "up").symlink_to("..")
    (folder / "round").symlink_to("round")
    for name in ("config.json", "absolute", "up/secret"):
        assert "is a link out of its folder" in refusal(file_in, folder, name)
    assert read_json(file_in(folder, "within")) == {}
    assert "link that leads nowhere" in refusal(lambda: read_text(file_in(folder, "round")))


def test_the_links_of_the_hubs_cache_are_followed(outside):
    repo = outside / "models--a--b"
    snapshot = repo / "snapshots" / "0123"
    snapshot.mkdir(parents=True)
    (repo / "blobs").mkdir()
    (repo / "blobs" / "abc").write_text('{"n": 1}')
    (snapshot / "config.json").symlink_to("../../blobs/abc")
    assert read_json(file_in(snapshot, "config.json")) == {"n": 1}
    (snapshot / "out.json").symlink_to("../../../secret")
    assert "out of its folder" in refusal(file_in, snapshot, "out.json")


def test_blobs_that_are_a_link_themselves_are_no_cache(outside):
    snapshot = outside / "unpacked" / "snapshots" / "0123"
    snapshot.mkdir(parents=True)
    (outside / "unpacked" / "blobs").symlink_to("..")
    (snapshot / "config.json").symlink_to("../../blobs/secret")
    assert "out of its folder" in refusal(file_in, snapshot, "config.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_folder(tiny.language_model(), tmp_path / "hf")
    return tmp_path / "hf"


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"])
def test_folders_with_links_that_lead_out(folder, name):
    (folder / name).rename(folder.parent / name)
    (folder / name).symlink_to(folder.parent / name)
    assert "is a link out of its folder" in refusal(open_folder, folder)


def test_weights_out_of_a_folder_are_not_even_measured(folder):
    (folder / "model.safetensors").rename(folder.parent / "one.safetensors")
    (folder / "model.safetensors").symlink_to(folder.parent / "one.safetensors")
    for measure in (folder_storage, lambda folder: check_memory(folder, "it")):
        assert "is a link out of its folder" in refusal(measure, folder)


def test_folders_in_the_layout_of_the_hubs_cache(folder):
    """Every file a link to a blob, and the folder itself reached by a link."""
    snapshot = folder.parent / "models--a--b" / "snapshots" / "0123"
    blobs = snapshot.parents[1] / "blobs"
    snapshot.mkdir(parents=True)
    blobs.mkdir()
    for number, file in enumerate(sorted(folder.iterdir())):
        file.rename(blobs / str(number))
        (snapshot / file.name).symlink_to(f"../../blobs/{number}")
    (folder.parent / "short").symlink_to(snapshot)
    assert open_folder(folder.parent / "short").model.config.n_layer == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json"])
def test_folders_with_pipes(folder, name):
    (folder / name).unlink()
    os.mkfifo(folder / name)
    refusal(open_folder, folder)


def test_shards_from_elsewhere(folder):
    (folder / "model.safetensors").rename(folder.parent / "one.safetensors")
    for name in ("../one.safetensors", str(folder.parent / "one.safetensors"), "/dev/zero"):
        (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"x": name}}))
        assert "is no file of" in refusal(open_folder, folder)


def test_a_tokenizer_that_would_fill_the_memory(folder):
    (folder / "tokenizer.json").write_text('{"model": [' + "[]," * 3_000_000 + "0]}")
    with at_most(40_000_000):
        assert "lists and objects" in refusal(open_folder, folder)
