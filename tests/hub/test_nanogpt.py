"""nanoGPT's checkpoints: read without running anything, and refused without a tokenizer or with more than tensors."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import pytest
import torch

from ngpl.config import gpt2_shape
from ngpl.errors import CheckpointError, ConfigError, TextError
from ngpl.hub.foreign.characters import META, read_characters, spelled
from ngpl.hub.foreign.families import gpt2
from ngpl.hub.foreign.nanogpt import config, open_checkpoint
from ngpl.model import GPT
from ngpl.tokenizers import write_tokenizer
from tests import tiny

CHARS = "\n !abcdefgé🙂"
ARGS = {
    "n_layer": 2,
    "n_head": 2,
    "n_embd": 16,
    "block_size": 32,
    "bias": True,
    "vocab_size": len(CHARS),
    "dropout": 0.2,
}


def model_of(args: dict[str, Any]) -> GPT:
    shape = {name: args[name] for name in ("n_layer", "n_head", "n_embd", "block_size", "vocab_size")}
    mlp = "gelu_erf" if "bias" in args else "gelu"
    return tiny.model(**gpt2_shape(**shape, bias=args.get("bias", True), mlp=mlp).to_dict() | {"window_layers": ()})


def named(model: GPT, prefix: str = "") -> dict[str, torch.Tensor]:
    """As nanoGPT names its tensors, a mask and the tied head included."""
    ours = dict(model.named_parameters())
    theirs = {r.theirs[0]: ours[r.ours].detach().clone() for r in gpt2.FAMILY.rules_for(ours, model.config)}
    full = {prefix + gpt2.FAMILY.full(name): tensor for name, tensor in theirs.items()}
    full[f"{prefix}lm_head.weight"] = full[f"{prefix}transformer.wte.weight"]
    return full | {f"{prefix}transformer.h.0.attn.bias": torch.ones(1, 1, 32, 32)}


def write(folder: Path, args: dict[str, Any], prefix: str = "", meta: Any = None, **more: Any) -> Path:
    tensors = named(model_of(args), prefix)
    optimizer = {"state": {0: {"step": torch.tensor(3.0), "exp_avg": torch.zeros(2)}}, "param_groups": [{"lr": 1e-3}]}
    held = {"model": tensors, "model_args": args, "optimizer": optimizer, "iter_num": 5, "config": {"dataset": "x"}}
    torch.save(held | {"best_val_loss": torch.tensor(1.5)} | more, folder / "ckpt.pt")
    stoi = {char: id for id, char in enumerate(CHARS)}
    meta = meta or {"vocab_size": len(CHARS), "itos": {id: char for char, id in stoi.items()}, "stoi": stoi}
    (folder / META).write_bytes(pickle.dumps(meta))
    return folder / "ckpt.pt"


OLDER = {name: value for name, value in ARGS.items() if name != "bias"}


@pytest.mark.parametrize(("args", "prefix"), [(ARGS, ""), (ARGS | {"bias": False}, "_orig_mod."), (OLDER, "")])
def test_a_checkpoint_of_characters(tmp_path, args, prefix):
    found = open_checkpoint(write(tmp_path, args, prefix))
    ids = torch.arange(len(CHARS))[None]
    assert torch.equal(found.model(ids), model_of(args)(ids))
    assert found.record["family"] == "nanogpt" and found.record["source"] == {"file": "ckpt.pt"}
    assert found.report.tied and not found.report.left_over and not found.report.missing
    assert found.report.vocabulary == (len(CHARS), len(CHARS))
    words = found.tokenizer
    assert words.vocab_size == len(CHARS) == found.model.config.vocab_size
    assert words.encode("bad 🙂é") == [CHARS.index(char) for char in "bad 🙂é"]
    assert words.decode(range(len(CHARS))) == CHARS
    with pytest.raises(TextError):
        words.encode("x")


def test_a_tokenizer_of_another_program_beside_it(tmp_path):
    words = tiny.tokenizer()
    path = write(tmp_path, ARGS | {"vocab_size": words.vocab_size + 3})
    (tmp_path / META).unlink()
    with pytest.raises(CheckpointError, match=r"without a tokenizer.*tokenizer\.json of GPT-2.*meta\.pkl"):
        open_checkpoint(path)
    write_tokenizer(words, tmp_path)
    found = open_checkpoint(path).tokenizer
    assert found.vocab_size == words.vocab_size + 3 and found.encode(tiny.TEXT) == words.encode(tiny.TEXT)


class Bomb:
    def __init__(self, place: Path):
        self.place = place

    def __reduce__(self):
        return (os.mkdir, (str(self.place),))


def test_nothing_in_a_checkpoint_or_its_characters_is_run(tmp_path):
    place = tmp_path / "boom"
    with pytest.raises(CheckpointError):
        open_checkpoint(write(tmp_path, ARGS, config=Bomb(place)))
    with pytest.raises(CheckpointError, match="as nanoGPT writes it: it uses"):
        open_checkpoint(write(tmp_path, ARGS, meta={"stoi": Bomb(place)}))
    (tmp_path / "ckpt.pt").write_bytes(pickle.dumps(Bomb(place)))
    with pytest.raises(CheckpointError):
        open_checkpoint(tmp_path / "ckpt.pt")
    assert not place.exists()


@pytest.mark.parametrize(
    ("more", "error", "words"),
    [
        ({"model": 3}, CheckpointError, "it has no model_args and model"),
        ({"model": {"a": 3}}, CheckpointError, "more than tensors"),
        ({"model_args": ARGS | {"n_layer": 3}}, CheckpointError, "h.2.ln_1.weight is missing"),
        ({"model_args": ARGS | {"n_embd": 17}}, ConfigError, "multiple of n_head"),
        ({"model_args": ARGS | {"n_embd": 10**6}}, ConfigError, "n_embd must be from"),
        ({"model_args": ARGS | {"vocab_size": 999_999}}, CheckpointError, "has shape"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path, more, error, words):
    with pytest.raises(error, match=words):
        open_checkpoint(write(tmp_path, ARGS, **more))


@pytest.mark.parametrize("protocol", range(1, 6))  # the oldest writes numbers as text
def test_every_protocol_of_the_characters_is_spelled(protocol):
    values = {"stoi": {"a": 0, "é": 300, "🙂": 70_000}, "itos": {0: "a"}, "vocab_size": 3, "none": {}}
    assert spelled(pickle.dumps(values, protocol)) == values


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x80\x04}.",
        pickle.dumps([1]),
        pickle.dumps({"stoi": {"a": 0, "b": 0}}),
        pickle.dumps({"stoi": {"a": 0, "bc": 1}}),
        pickle.dumps({"stoi": {"a": 0, 3: 1}}),
        pickle.dumps({"stoi": {"a": 0}}),
        b"\x80\x04}(K\x01u.",
        b"\x80\x04h\x05.",
        b"\x80\x04u.",
    ],
    ids=range(10),
)
def test_what_is_no_list_of_characters(tmp_path, data):
    (tmp_path / META).write_bytes(data)
    with pytest.raises(CheckpointError):
        read_characters(tmp_path / META, 2)


def test_a_tensor_with_and_without_the_prefix_of_compiled_models(tmp_path):
    tensors = named(model_of(ARGS))
    both = tensors | {f"_orig_mod.{name}": tensor for name, tensor in tensors.items()}
    torch.save({"model": both, "model_args": ARGS}, tmp_path / "ckpt.pt")
    with pytest.raises(CheckpointError, match="holds tensors twice"):
        open_checkpoint(tmp_path / "ckpt.pt")


def test_dictionaries_that_hold_each_other_are_not_written_out(tmp_path):
    """Forty levels of two references each: small here, endless to spell."""
    nested: dict[Any, Any] = {}
    for _ in range(40):
        nested = {0: nested, 1: nested}
    path = write(tmp_path, ARGS, meta={"stoi": {"a": nested}})
    with pytest.raises(CheckpointError, match="must give ids from 0"):
        open_checkpoint(path)
    with pytest.raises(ConfigError, match="n_layer must be a number, not one with more digits"):
        config(ARGS | {"n_layer": 10**5000})
    for value in (("x",) * 3, [1], {}):
        with pytest.raises(ConfigError, match=f"n_layer must be a number, not {type(value).__name__}"):
            config(ARGS | {"n_layer": value})
