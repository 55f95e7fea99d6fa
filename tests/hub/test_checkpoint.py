"""The .gpl file: what goes in comes out to the bit, and everything that does not fit is refused in plain words."""

from __future__ import annotations

import json
import math
import os
import pickle
import re
import struct
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from ngpl.config import GPTConfig
from ngpl.errors import CheckpointError, ConfigError, InputError
from ngpl.hub import load_gpl, save_gpl
from ngpl.hub.checkpoint import describe, tensors_as, update_record
from ngpl.hub.files.tensors import read_safetensors
from ngpl.model import GPT, stored_as
from ngpl.model.unfilled import empty_model
from tests import tiny

WORDS = tiny.tokenizer("bpe", roles=True)
SHAPES = [
    {},
    {"attention": "lam", "position": "none"},
    {"tied": False, "norm": "layernorm", "mlp": "gelu", "bias": True},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    save_gpl(tmp_path / "tiny.gpl", tiny.model(WORDS.vocab_size), WORDS, {"steps": 3, "about": {"name": "Zoë"}})
    return tmp_path / "tiny.gpl"


def rewrite(file: Path, tensors: dict | None = None, **metadata: str | None) -> None:
    """The same file with other tensors, or with other entries in its header; None takes one out."""
    old, found = read_safetensors(file)
    entries = {name: value for name, value in (old | metadata).items() if value is not None}
    save_file(found if tensors is None else tensors, file, entries)


def refused(file: Path) -> str:
    with pytest.raises(CheckpointError) as error:
        load_gpl(file)
    assert str(file) in str(error.value) and "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("shape", SHAPES)
def test_round_trip_is_exact(tmp_path, shape):
    model = tiny.model(WORDS.vocab_size, **shape)
    save_gpl(tmp_path / "new" / "m.gpl", model, WORDS, {"loss": 1.5})
    found = load_gpl(tmp_path / "new" / "m.gpl")
    assert found.model.config == model.config and found.record == {"loss": 1.5}
    assert not found.model.training
    for (name, a), (other, b) in zip(model.named_parameters(), found.model.named_parameters(), strict=True):
        assert name == other and torch.equal(a, b)
    ids = torch.tensor([WORDS.encode("The cat sat.")])
    assert torch.equal(model(ids), found.model(ids))
    assert (found.tokenizer.to_json(), found.tokenizer.chat_template) == (WORDS.to_json(), WORDS.chat_template)
    assert len(found.hash) == 64 and found.hash == load_gpl(tmp_path / "new" / "m.gpl").hash


@pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
def test_half_precision(tmp_path, dtype):
    model = tiny.model(WORDS.vocab_size)
    save_gpl(tmp_path / "m.gpl", model, WORDS, dtype=dtype)
    loaded = load_gpl(tmp_path / "m.gpl").model
    for a, b in zip(model.parameters(), loaded.parameters(), strict=True):
        assert b.dtype == torch.float32 and torch.equal(a.to(getattr(torch, dtype)).float(), b)


def test_loading_leaves_the_random_state_alone(file):
    before = torch.get_rng_state()
    load_gpl(file)
    assert torch.equal(before, torch.get_rng_state())


def test_the_header_describes_the_file(file):
    found = describe(file)
    model = load_gpl(file).model
    assert (found.parameters, found.config, found.tokenizer) == (model.n_params, model.config, "bpe")
    assert found.record["about"]["name"] == "Zoë"


def test_the_record_can_be_replaced(file):
    old = load_gpl(file)
    update_record(file, {"steps": 4})
    new = load_gpl(file)
    assert (new.record, new.hash) == ({"steps": 4}, old.hash)


def test_truncated_at_any_place(file):
    data = file.read_bytes()
    for size in [0, 1, 7, 8, 100, len(data) // 2, len(data) - 1]:
        file.write_bytes(data[:size])
        assert "damaged or cut short" in refused(file)


def test_damaged(file):
    data = file.read_bytes()
    for bad in (b"\xff" * 16 + data[16:], data + b"more", struct.pack("<Q", 1 << 60) + data[8:], b"not a model at all"):
        file.write_bytes(bad)
        assert "damaged" in refused(file)


def test_missing_and_left_over_tensors(file):
    _, tensors = read_safetensors(file)
    first, *_ = tensors
    less = {name: tensor for name, tensor in tensors.items() if name != first}
    rewrite(file, less)
    assert f"{first} is missing" in refused(file)
    rewrite(file, tensors | {"extra.weight": torch.zeros(2)})
    assert "extra.weight is left over" in refused(file)
    rewrite(file, {f"x{i}": torch.zeros(1) for i in range(9)})
    assert "and" in (text := refused(file)) and text.endswith("more")


def test_wrong_shape_and_type(file):
    _, tensors = read_safetensors(file)
    name = "tokens.weight"
    rewrite(file, tensors | {name: torch.zeros(3, 5)})
    assert f"{name} has shape (3, 5), not ({WORDS.vocab_size}, 16)" in refused(file)
    rewrite(file, tensors | {name: torch.zeros(tensors[name].shape, dtype=torch.int32)})
    assert f"{name} is of type torch.int32" in refused(file)


def test_wrong_version(file):
    for version in ("2", "-1", "new", None):
        rewrite(file, version=version)
        assert "version" in refused(file)


def test_a_single_wrong_bit_is_found(file):
    data = bytearray(file.read_bytes())
    data[-3] ^= 1
    file.write_bytes(data)
    assert "not those that were written" in refused(file)


def test_weights_that_are_not_numbers(file):
    tensors = read_safetensors(file)[1]
    tensors["norm.weight"][0] = math.nan
    rewrite(file, tensors)
    assert "norm.weight holds numbers that are not finite" in refused(file)


@pytest.mark.parametrize(
    "change",
    [{"n_layer": 10**9}, {"n_layer": 10**400}, {"n_embd": 65_536}, {"n_hidden": 10**6}, {"block_size": 10**10}],
)
def test_absurd_shapes_cost_nothing(file, change):
    config = json.loads(read_safetensors(file)[0]["config"])
    rewrite(file, config=json.dumps(config | change))
    refused(file)


def test_a_header_nested_without_end(file):
    rewrite(file, record="[" * 100_000 + "]" * 100_000)
    refused(file)
    rewrite(file, record="[]")
    assert "must be a JSON object" in refused(file)
    rewrite(file, record='{"about": "a licence"}')
    assert "says about otherwise than as an object" in refused(file)


def test_whole_numbers_that_are_written_as_floats(file):
    config = json.loads(read_safetensors(file)[0]["config"])
    rewrite(file, config=json.dumps(config | {"n_layer": float(config["n_layer"]), "window": 4.0}))
    found = load_gpl(file).model
    assert type(found.config.window) is int and torch.isfinite(found(torch.zeros(1, 9, dtype=torch.long))).all()


def test_the_same_bytes_as_another_type_are_another_model(tmp_path):
    model = tiny.model(WORDS.vocab_size)
    save_gpl(tmp_path / "m.gpl", model, WORDS, dtype="float16")
    metadata, tensors = read_safetensors(tmp_path / "m.gpl")
    seen = {name: t.view(torch.bfloat16) if t.dtype == torch.float16 else t for name, t in tensors.items()}
    save_file(seen, tmp_path / "other.gpl", metadata)
    first, second = (load_gpl(tmp_path / name) for name in ("m.gpl", "other.gpl"))
    assert not torch.equal(first.model.get_parameter("tokens.weight"), second.model.get_parameter("tokens.weight"))
    assert second.hash != first.hash


def test_the_hash_names_the_model_not_its_record(file):
    first = load_gpl(file).hash
    update_record(file, {"steps": 4})
    assert load_gpl(file).hash == first
    config = json.loads(read_safetensors(file)[0]["config"])
    rewrite(file, config=json.dumps(config | {"dropout": 0.5}))
    assert load_gpl(file).hash != first


def test_plain_safetensors(file):
    rewrite(file, format="pt")
    assert "is a safetensors file, but no .gpl" in refused(file)


@pytest.mark.parametrize(
    "entry, value",
    [
        ("config", None),
        ("config", "{"),
        ("config", "[]"),
        ("config", "3"),
        ("config", '{"n_layer": 0}'),
        ("config", '{"n_layer": "two"}'),
        ("config", '{"colour": "red"}'),
        ("tokenizer", None),
        ("tokenizer", "{}"),
        ("tokenizer", "no json"),
        ("record", "{"),
    ],
)
def test_header_that_does_not_fit(file, entry, value):
    rewrite(file, **{entry: value})
    assert "has a header that does not fit" in refused(file)


def test_an_attention_kind_that_is_none(file):
    config = json.loads(read_safetensors(file)[0]["config"])
    rewrite(file, config=json.dumps(config | {"attention": "none such"}))
    assert "'none such' is unknown; there are: softmax, lam" in refused(file)


def test_a_tokenizer_of_another_model(file):
    rewrite(file, tokenizer=tiny.tokenizer("char").to_json())
    assert load_gpl(file).tokenizer.vocab_size == WORDS.vocab_size  # what it has too few of are rows without a token
    config = json.loads(read_safetensors(file)[0]["config"]) | {"n_embd": 32}
    rewrite(file, tokenizer=WORDS.to_json(), config=json.dumps(config))
    assert "has shape" in refused(file)


def test_pickles_are_refused_unread(tmp_path):
    class Bomb:
        def __reduce__(self):
            return (os.mkdir, (str(tmp_path / "boom"),))

    for protocol in (2, 3, 4, 5):
        (tmp_path / "m.gpl").write_bytes(pickle.dumps(Bomb(), protocol))
        assert "pickle" in refused(tmp_path / "m.gpl")
    torch.save({"a": torch.zeros(1)}, tmp_path / "m.gpl")
    assert "pickle" in refused(tmp_path / "m.gpl")
    assert not (tmp_path / "boom").exists()


def test_no_file(tmp_path):
    assert "there is no file" in refused(tmp_path / "nothing.gpl")
    with pytest.raises(CheckpointError):
        load_gpl(tmp_path)


def test_a_failing_write_leaves_the_old_file(file, monkeypatch):
    old = file.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(InputError, match="No space left"):
        save_gpl(file, tiny.model(WORDS.vocab_size, seed=1), WORDS)
    assert file.read_bytes() == old
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("shape", SHAPES)
def test_int8_comes_back_to_the_bit(tmp_path, shape):
    model = stored_as(tiny.model(WORDS.vocab_size, **shape), "int8")
    save_gpl(tmp_path / "m.gpl", tiny.model(WORDS.vocab_size, **shape), WORDS, dtype="int8")
    found = load_gpl(tmp_path / "m.gpl")
    ids = torch.tensor([WORDS.encode("The cat sat.")])
    assert found.storage == describe(tmp_path / "m.gpl").storage == "int8"
    assert torch.equal(found.model(ids), model(ids))
    assert describe(tmp_path / "m.gpl").parameters == model.n_params
    save_gpl(tmp_path / "again.gpl", found.model, WORDS, dtype="int8")
    assert load_gpl(tmp_path / "again.gpl").hash == found.hash
    save_gpl(tmp_path / "wide.gpl", found.model, WORDS)
    wide = load_gpl(tmp_path / "wide.gpl")
    assert wide.storage == "float32" and torch.equal(wide.model.embedding, found.model.embedding)


def test_a_model_of_nine_million_parameters_is_below_ten_megabytes_in_int8():
    shape = GPTConfig(vocab_size=4096, n_layer=8, n_head=8, n_embd=288, n_hidden=832)
    tensors = tensors_as(empty_model(shape), "int8")
    assert 9e6 < GPT(shape).n_params < 10e6
    assert sum(tensor.nbytes for tensor in tensors.values()) < 9.8e6  # the tokenizer needs room as well


@pytest.mark.parametrize(
    ("name", "tensor", "words"),
    [
        ("tokens.scale", None, "tokens.scale is missing"),
        ("tokens.scale", torch.ones(3, dtype=torch.bfloat16), r"shape \(3,\)"),
        ("norm.weight", torch.ones(16, dtype=torch.int8), "not a floating-point one"),
        ("blocks.0.attention.out.weight", torch.ones(16, 16), "torch.float32, not torch.int8"),
        ("blocks.0.attention.out.scale", torch.ones(16), "torch.float32, not torch.bfloat16"),
        ("blocks.0.attention.out.scale", torch.full((16,), math.nan, dtype=torch.bfloat16), "not above zero"),
        ("blocks.0.attention.out.scale", torch.full((16,), math.inf, dtype=torch.bfloat16), "not finite"),
        ("blocks.0.attention.out.scale", torch.zeros(16, dtype=torch.bfloat16), "not above zero"),
    ],
)
def test_int8_files_are_checked(tmp_path, name, tensor, words):
    save_gpl(tmp_path / "m.gpl", tiny.model(WORDS.vocab_size), WORDS, dtype="int8")
    tensors = read_safetensors(tmp_path / "m.gpl")[1] | {name: tensor}
    rewrite(tmp_path / "m.gpl", {name: tensor for name, tensor in tensors.items() if tensor is not None})
    assert re.search(words, refused(tmp_path / "m.gpl"))


def test_weights_in_another_type_are_not_trained(tmp_path):
    save_gpl(tmp_path / "m.gpl", tiny.model(WORDS.vocab_size), WORDS, dtype="int8")
    with pytest.raises(ConfigError, match="cannot be trained"):
        load_gpl(tmp_path / "m.gpl").model.train()
