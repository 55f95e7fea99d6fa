"""Baselines in .gpl files: the same model comes out, the header tells what it is, and what cannot be one is refused."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from ngpl.errors import CheckpointError, ConfigError, NoTransformer
from ngpl.hub import load, load_gpl, save_gpl
from ngpl.hub.checkpoint import describe, read_safetensors
from ngpl.hub.library import model_info
from ngpl.model import Bigram, BigramConfig, NGram, NGramConfig
from tests import tiny

WORDS = tiny.tokenizer("char")
IDS = np.array(WORDS.encode(tiny.TEXT * 3))
SIZE = WORDS.vocab_size
MODELS = {
    "bigram": Bigram(BigramConfig(SIZE, counted=True)).counted(IDS),
    "ngram": NGram(NGramConfig(SIZE, order=3)).counted(IDS),
}
every_kind = pytest.mark.parametrize("kind", MODELS)


@pytest.fixture
def file(tmp_path, kind):
    save_gpl(tmp_path / "m.gpl", MODELS[kind], WORDS, {"steps": 1})
    return tmp_path / "m.gpl"


def rewrite(file, tensors=None, **config):
    metadata, found = read_safetensors(file)
    metadata["config"] = json.dumps(json.loads(metadata["config"]) | config)
    metadata.pop("weights_sha256", None)
    save_file(found if tensors is None else tensors, file, metadata)


def refused(file) -> str:
    with pytest.raises(CheckpointError) as error:
        load_gpl(file)
    assert str(file) in str(error.value)
    return str(error.value)


@every_kind
def test_what_goes_in_comes_out(file, kind):
    lm, model = load(str(file), "cpu"), MODELS[kind]
    ids = torch.from_numpy(IDS[None, :40])
    assert torch.equal(lm.model(ids), model(ids)) and lm.config == model.config
    assert lm.hash == load_gpl(file).hash == load(str(file), "cpu", "int8").hash  # it has but one type
    info, found = model_info("m", file), describe(file)
    assert (info.parameters, info.attention, info.shape) == (model.n_params, "none", (0, 0))
    assert found.storage == lm.stored == {"bigram": "float32", "ngram": "counts"}[kind]


@every_kind
def test_who_asks_for_what_is_not_inside_is_told(file, kind):
    lm = load(str(file), "cpu")
    with pytest.raises(NoTransformer, match="no attention here"):
        _ = lm.gpt
    if kind == "bigram":
        assert torch.allclose(lm.embedded.embedding.sum(-1), torch.ones(SIZE))
    else:
        with pytest.raises(NoTransformer, match="no embeddings here"):
            _ = lm.embedded
    with pytest.raises(ConfigError, match="cannot be stored as int8"):
        save_gpl(file, MODELS[kind], WORDS, dtype="int8")


@every_kind
def test_it_can_be_saved_as_it_was(file, tmp_path, kind):
    lm = load(str(file), "cpu")
    save_gpl(tmp_path / "again.gpl", lm.model, lm.tokenizer, lm.record, lm.stored)
    assert load_gpl(tmp_path / "again.gpl").hash == lm.hash


@every_kind
def test_halves_are_for_tables_not_for_counts(tmp_path, kind):
    save_gpl(tmp_path / "m.gpl", MODELS[kind], WORDS, dtype="float16")
    types = {tensor.dtype for tensor in read_safetensors(tmp_path / "m.gpl")[1].values()}
    assert (torch.float16 in types) == (kind == "bigram") and torch.float32 not in types


@every_kind
def test_tensors_that_do_not_fit_are_refused(file, kind):
    tensors = read_safetensors(file)[1]
    first = next(iter(tensors))
    rewrite(file, {name: tensor for name, tensor in tensors.items() if name != first})
    assert f"{first} is missing" in refused(file)
    rewrite(file, tensors | {first: torch.zeros(3, 2)})
    assert f"{first} has shape (3, 2)" in refused(file)
    rewrite(file, tensors | {first: tensors[first].bool()})
    assert f"{first} is of type torch.bool" in refused(file)
    rewrite(file, tensors, kind="trigram")
    assert "'trigram' is unknown; there are: gpt, bigram, ngram" in refused(file)


@pytest.mark.parametrize("kind", ["ngram"])
def test_counts_that_no_text_has_are_refused(file):
    tensors = read_safetensors(file)[1]
    rewrite(file, tensors | {"counts2": torch.zeros_like(tensors["counts2"])})
    assert "not those of n-grams" in refused(file)
    rewrite(file, tensors | {"tokens3": tensors["tokens3"].flip(0)})
    assert "not in order" in refused(file)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("ngram", {"sizes": [2**39] * 3}),
        ("ngram", {"sizes": []}),
        ("ngram", {"sizes": "many"}),
        ("ngram", {"order": 10**9}),
        ("bigram", {"vocab_size": 16_384}),
        ("bigram", {"vocab_size": 10**9}),
    ],
)
def test_absurd_shapes_cost_nothing(file, change):
    rewrite(file, **change)
    refused(file)
