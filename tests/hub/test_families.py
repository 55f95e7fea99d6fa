"""Folders of other programs: what is found in them is said, and what cannot be read is refused in plain words."""

from __future__ import annotations

import json
import math

import pytest
import torch
from safetensors.torch import load_file, save_file

from ngpl.errors import CheckpointError, ConfigError
from ngpl.hub import LanguageModel
from ngpl.hub.foreign.families import FAMILIES
from ngpl.hub.foreign.families.values import rope
from ngpl.hub.foreign.huggingface import filled, open_folder, read_config, save_folder
from ngpl.hub.foreign.shards import INDEX, WHOLE
from tests.hub.hostile import at_most
from tests.hub.shapes import SHAPES, WORDS, model_of

IDS = torch.arange(20)[None]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_says_and_reads_the_same_shape(family):
    c = filled(SHAPES[family], 64)
    values = json.loads(json.dumps(FAMILIES[family].values(c)))
    assert filled(FAMILIES[family].config(values), 64) == c


@pytest.mark.parametrize("family", FAMILIES)
def test_a_folder_comes_back_to_the_bit_but_for_scaled_queries(write, family):
    found = open_folder(write(family))
    assert found.record["family"] == family and found.record["source"] == {"folder": family}
    for name, weight in model_of(family).named_parameters():
        torch.testing.assert_close(
            found.model.get_parameter(name), weight, rtol=1e-6 if family == "gpt_neo" else 0, atol=0
        )
    assert not found.model.training and found.tokenizer.vocab_size == WORDS.vocab_size
    assert (found.report.missing, found.report.left_over) == ((), ())
    assert read_config(write(family)) == found.model.config


@pytest.mark.parametrize("family", FAMILIES)
def test_prefixes_buffers_and_half_precision(write, family):
    """Files of other ages: without a prefix, with masks and frequencies among the weights, in bfloat16."""
    made = FAMILIES[family]
    buffers = {
        "gpt2": ["h.0.attn.bias", "h.1.attn.masked_bias"],
        "gpt_neo": ["h.0.attn.attention.bias", "h.1.attn.attention.masked_bias"],
        "gpt_neox": ["layers.0.attention.rotary_emb.inv_freq", "layers.1.attention.masked_bias"],
    }.get(family, ["layers.0.self_attn.rotary_emb.inv_freq"])

    def older(tensors: dict) -> dict:
        named = {name.removeprefix(made.prefix): tensor.bfloat16() for name, tensor in tensors.items()}
        return named | {name: torch.ones(2) for name in buffers}

    folder = write(family)
    before = open_folder(folder).model(IDS)
    found = open_folder(write(family, change=older))
    assert found.report.left_over == () and found.model.embedding.dtype == torch.float32
    torch.testing.assert_close(found.model(IDS), before, atol=0.3, rtol=0.1)


def test_the_head_of_neox_has_two_names(write):
    def newer(tensors: dict) -> dict:
        return tensors | {"lm_head.weight": tensors.pop("embed_out.weight")}

    wanted = open_folder(write("gpt_neox")).model(IDS)
    assert torch.equal(open_folder(write("gpt_neox", change=newer)).model(IDS), wanted)


def test_what_is_tied_is_what_the_files_hold(write):
    """A head equal to the embedding is it; one that differs is kept, and told; the embedding may be named the head."""
    name, head = "transformer.wte.weight", "lm_head.weight"
    wanted = open_folder(write("gpt2")).model(IDS)
    same = open_folder(write("gpt2", change=lambda t: t | {head: t[name].clone()}))
    assert same.report.tied and torch.equal(same.model(IDS), wanted) and not same.report.left_over
    moved = open_folder(write("gpt2", change=lambda t: t | {head: t.pop(name)}))
    assert moved.report.tied and torch.equal(moved.model(IDS), wanted)
    other = open_folder(write("gpt2", change=lambda t: t | {head: 2 * t[name]}))
    assert not other.report.tied and "differ; both were kept" in other.report.warnings[0]
    torch.testing.assert_close(other.model(IDS), 2 * wanted)


def test_shards(write):
    folder = write("llama")
    wanted, tensors = open_folder(folder).model(IDS), load_file(folder / WHOLE)
    (folder / WHOLE).unlink()
    places = {name: f"model-0000{i % 2 + 1}-of-00002.safetensors" for i, name in enumerate(sorted(tensors))}
    for file in set(places.values()):
        save_file({name: tensors[name] for name in tensors if places[name] == file}, folder / file)
    (folder / INDEX).write_text(json.dumps({"metadata": {}, "weight_map": places}))
    assert torch.equal(open_folder(folder).model(IDS), wanted)
    save_file({"model.norm.weight": torch.ones(16)}, folder / "model-00003-of-00003.safetensors")
    (folder / INDEX).write_text(json.dumps({"weight_map": places | {"x": "model-00003-of-00003.safetensors"}}))
    with pytest.raises(CheckpointError, match="twice"):
        open_folder(folder)
    for wrong, words in (
        ({"a": "../x"}, "is no file of"),
        ({}, "names 0 files"),
        ([], "no weight_map"),
        ({"a": 1}, "no weig"),
    ):
        (folder / INDEX).write_text(json.dumps({"weight_map": wrong}))
        with pytest.raises(CheckpointError, match=words):
            open_folder(folder)


def test_the_whole_file_comes_before_an_index(write):
    folder = write("llama")
    wanted = open_folder(folder).model(IDS)
    (folder / INDEX).write_text(json.dumps({"weight_map": {"a": "model-00001-of-00001.safetensors"}}))
    assert torch.equal(open_folder(folder).model(IDS), wanted)


@pytest.mark.parametrize("name", ["added_tokens.json", "model.safetensors.index.json", "other.gpl", "config.json"])
def test_a_folder_with_files_of_a_model_is_not_written_to(tmp_path, name):
    (tmp_path / "notes.md").write_text("mine")
    (tmp_path / name).write_text("{}")
    with pytest.raises(ConfigError, match=f"holds files of a model already: {name}; remove them"):
        save_folder(LanguageModel("it", model_of("llama"), WORDS), tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"notes.md": "mine", name: "{}"}


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ConfigError, match="cannot write the folder"):
        save_folder(LanguageModel("it", model_of("llama"), WORDS), tmp_path / "file")


@pytest.mark.parametrize(
    ("family", "changed", "words"),
    [
        ("llama", {"model_type": "mamba"}, "'mamba' are not read; those that are: llama, gpt2"),
        ("llama", {"model_type": ["llama"]}, "are not read"),
        ("llama", {"quantization_config": {"bits": 4}}, "quantized by another program"),
        ("llama", {"hidden_act": "relu"}, "hidden_act 'relu' cannot be computed here; what can is: silu"),
        (
            "llama",
            {"rope_scaling": {"rope_type": "dynamic", "factor": 2.0}},
            "change with the length .* llama3 and yarn",
        ),
        ("llama", {"rope_scaling": {"type": "longrope"}}, "'longrope' cannot be computed"),
        (
            "llama",
            {"rope_scaling": {"type": "longrope", "short_factor": [1.0], "long_factor": [1.0]}},
            "if ngpl export wrote this, open the .gpl file",
        ),
        ("llama", {"rope_parameters": {"partial_rotary_factor": 0.5}}, "in this family all channels turn"),
        ("qwen3", {"rope_parameters": {"partial_rotary_factor": 0.5}}, "in this family all channels turn"),
        ("llama", {"rope_scaling": {"full_attention": {}}}, "differ between layers"),
        ("llama", {"rope_scaling": {"rope_type": "llama3"}}, "low_freq_factor"),
        ("llama", {"hidden_size": "wide"}, "hidden_size must be a number, not 'wide'"),
        ("llama", {"hidden_size": 10**400}, "hidden_size must be a number"),
        ("llama", {"rms_norm_eps": float("nan")}, "rms_norm_eps must be a number"),
        ("llama", {"num_attention_heads": None}, "num_attention_heads must be a whole number, not null"),
        ("llama", {"hidden_size": 16.5}, "hidden_size must be a whole number"),
        ("llama", {"num_hidden_layers": True}, "num_hidden_layers must be a number"),
        ("llama", {"num_hidden_layers": 10**9}, "n_layer must be from 1 to 512"),
        (
            "llama",
            {"rope_scaling": {"type": "yarn", "factor": 4.0, "mscale": 1.0, "mscale_all_dim": -10 / math.log(4)}},
            "must not be negative",
        ),
        ("llama", {"attention_bias": "yes"}, "attention_bias must be true or false"),
        ("gpt2", {"scale_attn_by_inverse_layer_idx": True}, "scale_attn_by_inverse_layer_idx is set"),
        ("gpt2", {"scale_attn_weights": False}, "scale_attn_weights is off"),
        ("gpt2", {"add_cross_attention": True}, "looks at a second text"),
        ("gpt2", {"activation_function": "relu"}, "gelu_new, gelu_pytorch_tanh"),
        ("qwen2", {"layer_types": ["full_attention", "chunked_attention"]}, "layer_types must be"),
        ("gpt_neo", {"attention_types": [[["global", "strange"], 1]]}, "must say global or local for 2 layers"),
        ("gpt_neo", {"attention_types": [[["global"], 10**12]]}, "must say global or local for 2 layers"),
        ("gpt_neo", {"attention_types": 3}, "attention_types cannot be read"),
    ],
)
def test_what_cannot_be_computed_is_named(write, family, changed, words):
    with pytest.raises(ConfigError, match=words):
        open_folder(write(family, changed))


@pytest.mark.parametrize(
    ("family", "values", "words"),
    [
        ("qwen2", {"num_hidden_layers": 10**7, "use_sliding_window": True, "sliding_window": 5}, "from 1 to 512"),
        ("gpt_neo", {"num_layers": 10**7, "attention_types": [[["local"], 10**7]]}, "from 1 to 512"),
        ("gpt_neo", {"num_layers": 500, "attention_types": [["global" * 9000, 10**6]]}, "must say global or local"),
    ],
)
def test_absurd_numbers_of_layers_take_no_memory(family, values, words):
    with at_most(10_000_000), pytest.raises(ConfigError, match=words):
        FAMILIES[family].config(values)


@pytest.mark.parametrize(
    ("changed", "change", "words"),
    [
        ({"intermediate_size": 999}, None, r"gate_proj.weight has shape \(64, 16\), not \(999, 16\)"),
        ({"hidden_size": 65536, "head_dim": 8}, None, "has shape"),  # 34 GB that nobody takes
        ({"num_hidden_layers": 3}, None, "layers.2.input_layernorm.weight is missing"),
        ({"num_hidden_layers": 400}, None, "tensors are too few for the 400 layers"),
        ({}, lambda t: t | {"model.norm.weight": torch.full((16,), torch.nan)}, "not finite"),
        ({}, lambda t: t | {"model.norm.weight": torch.ones(16, dtype=torch.int8)}, "is it quantized"),
        ({}, lambda t: t | {"norm.weight": torch.ones(16)}, "are the same tensor of llama"),
        ({}, lambda t: {n: w for n, w in t.items() if "lm_head" not in n}, "lm_head.weight is missing"),
    ],
)
def test_weights_that_do_not_fit_are_named(write, changed, change, words):
    with pytest.raises(CheckpointError, match=words):
        open_folder(write("llama", changed, change))


def test_folders_without_safetensors(write):
    folder = write("llama")
    (folder / WHOLE).unlink()
    with pytest.raises(CheckpointError, match=r"holds no weights; model\.safetensors is expected"):
        open_folder(folder)
    (folder / "pytorch_model.bin").write_bytes(b"PK")
    with pytest.raises(CheckpointError, match=r"a pickle, which can run code .*safetensors/convert"):
        open_folder(folder)
    (folder / "config.json").unlink()
    with pytest.raises(CheckpointError, match="there is no file"):
        open_folder(folder)


def test_a_model_larger_than_its_tokenizer_and_smaller(write):
    rows = WORDS.vocab_size

    def padded(tensors: dict, size: int) -> dict:
        grown = {n: torch.cat([w, w[:6]])[:size] for n, w in tensors.items() if w.size(0) == rows and w.dim() == 2}
        return tensors | grown

    found = open_folder(write("llama", {"vocab_size": rows + 6}, lambda t: padded(t, rows + 6)))
    assert found.report.vocabulary == (rows, rows + 6) and found.tokenizer.vocab_size == rows + 6
    found = open_folder(write("llama", {"vocab_size": rows - 6}, lambda t: padded(t, rows - 6)))
    assert any("but the model only" in warning for warning in found.report.warnings)


def test_rotary_positions_under_older_and_newer_keys():
    """Beside what transformers makes of them, see tests/exact; here which key counts where both are there."""
    assert rope({"rope_theta": 5e5}, 64) == {"rope_base": 5e5, "rope_share": 1.0, "rope_scaling": None}
    assert rope({"rope_parameters": {"rope_theta": 5e5}, "rope_theta": 1e4}, 64)["rope_base"] == 5e5
    older = {"rope_scaling": {"type": "linear", "factor": 4}, "rope_parameters": {"rope_type": "default"}}
    assert rope(older, 64)["rope_scaling"].factor == 4
    yarn = {"rope_type": "yarn", "factor": 4.0}
    assert rope({"rope_scaling": yarn}, 64)["rope_scaling"].original_context == 64
    assert (
        rope({"rope_scaling": yarn, "original_max_position_embeddings": 16}, 64)["rope_scaling"].original_context == 16
    )
    assert rope({"rope_scaling": yarn}, 64)["rope_scaling"].strength == pytest.approx(1.138629)
    both = yarn | {"mscale": 1.0, "mscale_all_dim": 1.0}
    assert rope({"rope_scaling": both}, 64)["rope_scaling"].strength == 1
