"""The Hub's cache on this disk, which other programs share."""

from __future__ import annotations

from pathlib import Path

import pytest
from huggingface_hub import constants, hf_hub_download, snapshot_download, try_to_load_from_cache

from ngpl.errors import CheckpointError
from ngpl.hub.files.folders import file_in
from ngpl.hub.remote.cache import cached, licence_of, parse_id, store_of
from ngpl.hub.remote.download import fetch
from tests.hub.repository import FILES, TAKEN, WEIGHTS


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("me/it", ("me/it", "main")),
        ("me/it@step1000", ("me/it", "step1000")),
        ("a.b-c/d_e@refs/pr/3", ("a.b-c/d_e", "refs/pr/3")),
        *(
            (name, None)
            for name in ("it", "a/b/c", "me/it.gpl", "../x", "me/..", "me/it@", "me/it@../../x", "me/it@/etc")
        ),
    ],
)
def test_names(name, found):
    assert parse_id(name) == found


def test_a_card_that_never_begins_is_left_at_once(tmp_path):
    for text in ("---" + "\n" * 100_000, "---\r\n" + "a\r\n" * 200_000):
        (tmp_path / "README.md").write_bytes(text.encode())
        assert licence_of(tmp_path) == ""
    (tmp_path / "README.md").write_bytes(b"---\r\nlicense: mit\r\n---\r\n")
    assert licence_of(tmp_path) == "mit"


def test_a_disk_without_links(hub, monkeypatch):
    def refuse(*arguments: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "symlink_to", refuse)
    hub.repo("me/it").commit(FILES | {"added_tokens.json": FILES["tokenizer.json"]})
    found = fetch("me/it")
    assert {path.name: path.read_bytes() for path in found.folder.iterdir()} == {
        name: FILES.get(name, b"{}") for name in TAKEN | {"added_tokens.json"}
    }


def test_what_other_programs_share_between_repositories_is_found(hub, commit):
    """They may keep a large file outside of its repository's folder, and a link to it there."""
    found = fetch("me/it")
    blob = (found.folder / "model.safetensors").resolve()
    shared = store_of("me/it").parent / "blobs" / "ab" / "abcd"
    shared.parent.mkdir(parents=True)
    blob.rename(shared)
    blob.symlink_to(shared)
    assert cached("me/it") == found and file_in(found.folder, "model.safetensors").read_bytes() == WEIGHTS
    outside = shared.parents[2] / "elsewhere"
    shared.rename(outside)
    blob.unlink()
    blob.symlink_to(outside)
    with pytest.raises(CheckpointError, match="is a link out of its folder"):
        file_in(found.folder, "model.safetensors")


def test_the_cache_is_that_of_other_programs(hub, commit):
    """The Hub's own client finds what we fetched, and we find what it did, once that is all."""
    ours = fetch("me/it")
    assert snapshot_download("me/it", local_files_only=True) == str(ours.folder)
    assert try_to_load_from_cache("me/it", "config.json", constants.HF_HUB_CACHE) == str(ours.folder / "config.json")
    hub.repo("me/other").commit(FILES | {"config.json": b"{}"})
    for name in sorted(TAKEN):  # the weights come before the tokenizer
        assert cached("me/other") is None
        hf_hub_download("me/other", name, revision=hub.repo("me/other").refs["main"], cache_dir=constants.HF_HUB_CACHE)
    found = cached("me/other", hub.repo("me/other").refs["main"])
    assert found is not None and (found.folder / "model.safetensors").read_bytes() == WEIGHTS
