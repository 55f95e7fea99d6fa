"""PyTorch's zips made to do harm: refused before they are unpacked, and nothing in them is run."""

from __future__ import annotations

import io
import os
import pickle
import zipfile
from pathlib import Path
from typing import Any

import pytest
import torch

from ngpl.bounds import open_regular
from ngpl.errors import CheckpointError
from ngpl.hub import load_gpl
from ngpl.hub.files.archives import check_archive, check_tensors
from ngpl.hub.foreign.nanogpt import read_archive
from tests.hub.hostile import refusal


def checked(path: Path) -> None:
    with open_regular(path) as file:
        check_archive(file, path)
        torch.load(file, weights_only=True)


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(path: Path, parts: dict[str, bytes], pack: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", pack) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    state = torch.nn.Linear(3, 2).state_dict()
    torch.save({"model": state, "optimizer": {"state": {0: torch.zeros(3).half()}}, "n": 7}, tmp_path / "ckpt.pt")
    return tmp_path / "ckpt.pt"


def test_what_torch_saves_passes(saved):
    checked(saved)


def test_zip_bombs(saved, tmp_path):
    parts = members(saved)
    top = next(iter(parts)).split("/")[0]
    bomb = zipped(tmp_path / "bomb.pt", parts | {f"{top}/data/9": bytes(10_000_000)}, zipfile.ZIP_DEFLATED)
    assert "zip bomb" in refusal(checked, bomb)
    packed = zipped(tmp_path / "packed.pt", {f"{top}/version": b"3"} | parts, zipfile.ZIP_DEFLATED)
    assert "has compressed parts" in refusal(checked, packed)
    data = zipped(tmp_path / "overlapping.pt", parts).read_bytes()
    start = data.index(b"PK\x01\x02")
    big = bytearray(data)
    big[start + 20 : start + 28] = (1 << 30).to_bytes(4, "little") * 2  # both sizes of the first member
    (tmp_path / "overlapping.pt").write_bytes(big)
    assert "zip bomb" in refusal(checked, tmp_path / "overlapping.pt")


@pytest.mark.parametrize("name", ["../x", "/etc/x", "top/sub/data.pkl", "top/code/m.py", "other/data/1", "top/n\n"])
def test_strange_members(saved, tmp_path, name):
    parts = {f"top/{old.split('/', 1)[1]}": data for old, data in members(saved).items()}
    checked(zipped(tmp_path / "good.pt", parts))
    assert "none that torch.save wrote" in refusal(checked, zipped(tmp_path / "bad.pt", parts | {name: b"x"}))


@pytest.mark.parametrize("protocol", [0, 1, 2, 4])
def test_pickles_that_ask_for_more_than_tensors(tmp_path, protocol):
    class Bomb:
        def __reduce__(self):
            return (os.mkdir, (str(tmp_path / "boom"),))

    for value in (Bomb(), [bytearray(3)], {"a": pickle.PickleBuffer}):
        path = zipped(tmp_path / "m.pt", {"m/data.pkl": pickle.dumps(value, protocol)})
        assert "has a pickle that" in refusal(checked, path)
    assert not (tmp_path / "boom").exists()


def test_tensors_that_pose_as_larger_than_they_are(tmp_path):
    """A number seen as a matrix of gigabytes; and the same matrix as that of many layers."""
    one = torch.zeros(1)
    held = [{"a": one.expand(1 << 16, 1 << 14)}, {str(n): one.expand(100, 100) for n in range(50)}]
    for tensors in held:
        torch.save({"model_args": {}, "model": tensors}, tmp_path / "ckpt.pt")
        assert "are not all in it" in refusal(read_archive, tmp_path / "ckpt.pt")
    tied = torch.zeros(100, 100)
    torch.save({"model_args": {}, "model": {"wte": tied, "lm_head": tied}}, tmp_path / "ckpt.pt")
    assert len(read_archive(tmp_path / "ckpt.pt")[1]) == 2


def test_lists_of_members_that_only_one_of_two_readers_finds(saved, tmp_path):
    """``zipfile`` shifts what it reads if something stands before a zip, and looks for a longer list by its place; the
    reader of PyTorch does neither."""
    data = saved.read_bytes()
    (tmp_path / "moved.pt").write_bytes(b"\0" * 64 + data)
    assert "is not where it says" in refusal(checked, tmp_path / "moved.pt")
    end = bytearray(data)
    place = end.rindex(b"PK\x06\x07") + 8
    end[place : place + 8] = (int.from_bytes(end[place : place + 8], "little") - 1).to_bytes(8, "little")
    (tmp_path / "longer.pt").write_bytes(end)
    assert "is not where it says" in refusal(checked, tmp_path / "longer.pt")


def bomb(depth: int) -> Any:
    """Tuples that hold each other twice: small here, endless to hash."""
    inner: Any = ("x", "x")
    for _ in range(depth):
        inner = (inner, inner)
    return inner


def test_tuples_that_hold_each_other(tmp_path):
    torch.save({"model_args": {}, "model": {}, "config": bomb(40)}, tmp_path / "ckpt.pt")
    assert "tuples that hold each other" in refusal(checked, tmp_path / "ckpt.pt")
    betas = (0.9, 0.95)
    groups = [{"betas": betas, "lr": 1e-3, "shape": (n, n)} for n in range(50)]
    torch.save({"model": {"w": torch.zeros(2)}, "optimizer": groups, "config": bomb(2)}, tmp_path / "ckpt.pt")
    checked(tmp_path / "ckpt.pt")


def test_a_storage_that_no_tensor_shows(tmp_path):
    torch.save({"model_args": {}, "model": {"w": torch.zeros(10**6)[:1]}}, tmp_path / "ckpt.pt")
    data = tmp_path / "ckpt.pt"
    assert read_archive(data)[1]["w"].shape == (1,)  # it is in the file, so it costs no more than that
    with pytest.raises(CheckpointError, match="are not all in it"):
        check_tensors({"w": torch.zeros(10**7)[:1]}, data)


def test_a_storage_that_is_longer_than_its_part_of_the_file(tmp_path):
    torch.save({"model_args": {}, "model": {"w": torch.arange(1000.0)}}, tmp_path / "ckpt.pt")
    parts = members(tmp_path / "ckpt.pt")
    short = zipped(tmp_path / "ckpt.pt", {n: b"few" if n.endswith("/data/0") else data for n, data in parts.items()})
    assert "does not match expected size" in refusal(read_archive, short)


def test_truncated_and_damaged_zips(saved):
    data = saved.read_bytes()
    for bad in (b"", data[:100], data[:-1], data + b"x", data[:-22] + bytes(22), b"PK\x03\x04" + bytes(100)):
        saved.write_bytes(bad)
        refusal(checked, saved)


def test_a_list_of_members_that_is_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr("ngpl.hub.files.archives.LIST_LIMIT", 1000)
    path = zipped(tmp_path / "m.pt", {f"m/data/{i}": b"" for i in range(99)})
    assert "lists more members" in refusal(checked, path)


def test_other_pickles_are_refused_unread(tmp_path):
    whole = io.BytesIO()
    torch.save([1], whole, _use_new_zipfile_serialization=False)
    (tmp_path / "m.pt").write_bytes(whole.getvalue())
    assert "no checkpoint of PyTorch" in refusal(checked, tmp_path / "m.pt")
    assert "pickle" in refusal(load_gpl, tmp_path / "m.pt")
