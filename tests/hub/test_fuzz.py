"""Good files with something wrong in them, by the hundred: a reader gives the same weights or one of our own errors."""

from __future__ import annotations

import copy
import json
import math
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ngpl.errors import NGPLError
from ngpl.hub import load_gpl, save_gpl
from ngpl.hub.checkpoint import describe
from ngpl.hub.foreign.huggingface import open_folder, save_folder
from ngpl.model import NGram, NGramConfig
from tests import tiny
from tests.hub.hostile import pack, unpack

WORDS = tiny.tokenizer("bpe", roles=True)
LOOKS = settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
NUMBERS: list[Any] = [True, -1, 0, 3, 1 << 31, 1 << 62, 10**400, 0.5, 3.0, math.nan, math.inf]
TEXTS: list[Any] = ["", "x", "\ud800", "\0", "y" * 900, "softmax", "float32", "Split"]
STRANGE = [None, *NUMBERS, *TEXTS, [], {}, [[[]]], {"a": [1]}, [0] * 300, ["<EOS>"]]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fuzz") / "good.gpl"
    save_gpl(path, tiny.model(WORDS.vocab_size), WORDS, {"steps": 3, "about": {"licence": "MIT"}})
    return path


@contextmanager
def frugal() -> Iterator[None]:
    """What is done here ends in one of our errors, of one line, if in any, and takes no memory to speak of."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refusal = ""
    try:
        yield
    except NGPLError as error:
        refusal = str(error)
    assert "\n" not in refusal and len(refusal) < 1000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kB


def weights(path: Path) -> dict[str, torch.Tensor]:
    return dict(load_gpl(path).model.named_parameters())


def check(good: Path, data: bytes) -> None:
    """The law: the same weights, or an error of one line."""
    bad = good.with_name("bad.gpl")
    bad.write_bytes(data)
    with frugal():
        describe(bad)
    with frugal():
        found = weights(bad)
        assert all(torch.equal(found[name], weight) for name, weight in weights(good).items())


@LOOKS
@given(st.data())
def test_bytes_of_the_weights(good, data):
    whole = bytearray(good.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        start = 8 + int.from_bytes(whole[:8], "little")
        whole[data.draw(st.integers(start, len(whole) - 1))] = data.draw(st.integers(0, 255))
    check(good, bytes(whole))


@LOOKS
@given(st.data())
def test_bytes_of_the_header(good, data):
    whole = bytearray(good.read_bytes())
    end = 8 + int.from_bytes(whole[:8], "little")
    place = data.draw(st.integers(0, end - 1))
    whole[place] = data.draw(st.sampled_from(b'0129"{}[]:,-eE\\ \n\x00\x80\xff'))
    check(good, bytes(whole))


@LOOKS
@given(st.data())
def test_cut_repeated_and_put_together(good, data):
    whole = good.read_bytes()
    start, stop = sorted(data.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    kinds = [whole[:stop], whole[start:], whole[:start] + whole[stop:], whole[:stop] + whole[start:], whole + whole]
    check(good, data.draw(st.sampled_from(kinds)))


@LOOKS
@given(st.data())
def test_headers_edited_by_structure(good, data):
    header, rest = unpack(good)
    edited(data, header)
    check(good, pack(header, rest))


@LOOKS
@given(st.data(), st.sampled_from(["config", "record", "tokenizer"]))
def test_metadata_edited_by_structure(good, data, part):
    header, rest = unpack(good)
    values = json.loads(header["__metadata__"][part])
    edited(data, values)
    header["__metadata__"][part] = json.dumps(values)
    check(good, pack(header, rest))


# Baselines, whose tensors are counts and places in tables: here their digest is taken out, so that any may be read.


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path, chars = tmp_path_factory.mktemp("fuzz") / "good.gpl", tiny.tokenizer("char")
    ids = np.array(chars.encode(tiny.TEXT))
    save_gpl(path, NGram(NGramConfig(chars.vocab_size, order=3)).counted(ids), chars)
    header, rest = unpack(path)
    del header["__metadata__"]["weights_sha256"]
    path.write_bytes(pack(header, rest))
    return path


@LOOKS
@given(st.data())
def test_counts(baseline, data):
    header, rest = unpack(baseline)
    rest = bytearray(rest)
    for _ in range(data.draw(st.integers(0, 3))):
        rest[data.draw(st.integers(0, len(rest) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        values = json.loads(header["__metadata__"]["config"])
        edited(data, values)
        header["__metadata__"]["config"] = json.dumps(values)
    bad = baseline.with_name("bad.gpl")
    bad.write_bytes(pack(header, bytes(rest)))
    with frugal():
        found = load_gpl(bad)
        ids = torch.tensor([found.tokenizer.encode("The cat sat.")])
        assert found.model(ids).isfinite().all()


# Folders from the Hub. No digest guards their weights, so others may come out, but nothing else than a model or one of
# our errors.

FILES = ["config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fuzz") / "good"
    save_folder(tiny.language_model(roles=True, n_kv_head=1), path)
    assert sorted(FILES) == sorted(file.name for file in path.iterdir() if file.suffix != ".jinja")
    return path


def check_changed(folder: Path, name: str, data: bytes) -> None:
    """The law of folders."""
    bad = folder.with_name("bad")
    shutil.rmtree(bad, ignore_errors=True)
    shutil.copytree(folder, bad)
    (bad / name).write_bytes(data)
    with frugal():
        found = open_folder(bad)
        ids = found.tokenizer.encode("The cat sat.") or [0]
        assert found.model(torch.tensor([ids])).isfinite().all() and isinstance(found.tokenizer.decode(ids), str)


@LOOKS
@given(st.data(), st.sampled_from(FILES))
def test_bytes_of_folders(folder, data, name):
    whole = bytearray((folder / name).read_bytes())
    whole[data.draw(st.integers(0, min(len(whole), 4000) - 1))] = data.draw(st.integers(0, 255))
    check_changed(folder, name, bytes(whole[: data.draw(st.sampled_from([None, None, len(whole) // 2]))]))


@LOOKS
@given(st.data(), st.sampled_from(FILES))
def test_folders_edited_by_structure(folder, data, name):
    if name.endswith(".json"):
        values = json.loads((folder / name).read_text())
        edited(data, values)
        check_changed(folder, name, json.dumps(values).encode())
    else:
        header, rest = unpack(folder / name)
        edited(data, header)
        check_changed(folder, name, pack(header, rest))


@LOOKS
@given(st.data())
def test_configs_edited_by_structure(folder, data):
    values = json.loads((folder / "config.json").read_text())
    for _ in range(2):
        edited(data, values)
    check_changed(folder, "config.json", json.dumps(values).encode())


def edited(data: st.DataObject, values: Any) -> None:
    """Replace, remove, rename or double one thing somewhere in nested JSON."""
    while True:
        keys = list(values) if isinstance(values, dict) else list(range(len(values)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        inner = values[key]
        if isinstance(inner, dict | list) and data.draw(st.booleans()):
            values = inner
            continue
        break
    match data.draw(st.sampled_from(["replace", "replace", "remove", "move"])):
        case "replace":
            values[key] = copy.deepcopy(data.draw(st.sampled_from(STRANGE)))
        case "remove":
            del values[key]
        case "move":
            other = data.draw(st.sampled_from(keys))
            values[key], values[other] = values[other], values[key]
