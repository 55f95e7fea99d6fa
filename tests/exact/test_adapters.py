"""Adapters of PEFT compute here what they compute there, and ours there what they compute here; merged and not."""

from __future__ import annotations

import copy
import json
import warnings
from pathlib import Path
from typing import Any

import peft
import pytest
import torch
from peft import PeftModel, get_peft_model
from safetensors.torch import load_file, save_file

from ngpl.errors import CheckpointError, InputError
from ngpl.hub.adapters import BEYOND, CONFIG, WEIGHTS, read_adapter, save_adapter
from ngpl.model import GPT
from ngpl.model.adapter import Adapter, LoraConfig, fresh, targets_of
from ngpl.model.lora import adapted, merged
from tests import tiny
from tests.exact.models import pair, prompts

# Layers by PEFT's names: all of a family's, and few of them.
LAYERS = {
    "gpt2": [["c_attn", "c_proj", "c_fc"], ["c_attn"]],
    "llama": [["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"], ["q_proj", "v_proj"]],
    "qwen2": [["k_proj", "down_proj"]],
    "qwen3 tied, with windows and biases": [["q_proj", "v_proj", "o_proj"]],
    "neox": [["query_key_value", "dense", "dense_h_to_4h", "dense_4h_to_h"], ["query_key_value"]],
    "neo": [["q_proj", "k_proj", "v_proj", "out_proj", "c_fc", "c_proj"], ["q_proj"]],
}
CASES = [(name, layers) for name, several in LAYERS.items() for layers in several]
IDS = prompts()[3]


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def theirs(name: str, layers: list[str], folder: Path, **settings: Any) -> Any:
    """A random adapter that PEFT made and saved."""
    settings = {"r": 3, "lora_alpha": 5, "init_lora_weights": False, "fan_in_fan_out": name == "gpt2"} | settings
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        base = copy.deepcopy(pair(name).theirs)
        model = get_peft_model(base, peft.LoraConfig(target_modules=layers, **settings)).eval()
    model.save_pretrained(str(folder))
    return model


def ours(model: GPT, targets: str, rank: int = 4) -> Adapter:
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(2)
        made = fresh(model, LoraConfig(rank, 6.0, targets))
        for _, b in made.pairs.values():
            b.normal_(std=0.2)
    return made


def assert_same(found: torch.Tensor, wanted: torch.Tensor, base: torch.Tensor) -> None:
    """Equal within 1e-4 of their spread, and far from what the model says alone."""
    assert (found - wanted).abs().max() < 1e-4 * wanted.std() < 0.01 * (wanted - base).abs().max()


@pytest.mark.parametrize(("name", "layers"), CASES)
@torch.inference_mode()
def test_theirs_here(name, layers, tmp_path):
    model = pair(name).ours.model
    wanted = theirs(name, layers, tmp_path)(IDS).logits
    running = adapted(model, read_adapter(tmp_path, model.config).adapter)
    assert_same(running(IDS), wanted, model(IDS))
    assert_same(merged(running)(IDS), wanted, model(IDS))


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("targets", ["all", "q,v,out", "qkv", "k", "up,down"])
@torch.inference_mode()
def test_ours_there(name, targets, tmp_path):
    model = pair(name).ours.model
    adapter = ours(model, targets)
    wanted = adapted(model, adapter)(IDS)
    save_adapter(tmp_path, adapter, model.config, name)
    loaded = PeftModel.from_pretrained(copy.deepcopy(pair(name).theirs), tmp_path).eval()
    assert_same(loaded(IDS).logits, wanted, model(IDS))
    assert_same(loaded.merge_and_unload()(IDS).logits, wanted, model(IDS))


@pytest.mark.parametrize("name", LAYERS)
@torch.inference_mode()
def test_ours_back_again(name, tmp_path):
    model = pair(name).ours.model
    adapter = ours(model, "all")
    save_adapter(tmp_path, adapter, model.config, "a base", {"steps": 3})
    found = read_adapter(tmp_path, model.config)
    assert (found.base, found.record) == ("a base", {"steps": 3})
    torch.testing.assert_close(adapted(model, found.adapter)(IDS), adapted(model, adapter)(IDS), rtol=1e-4, atol=1e-4)


@torch.inference_mode()
def test_more_that_peft_can_say(tmp_path):
    """The root of the rank as divisor, some layers alone, half precision, and a model without its head."""
    model = pair("llama").ours.model
    wanted = theirs("llama", ["q_proj"], tmp_path, use_rslora=True, layers_to_transform=[1])(IDS).logits
    found = read_adapter(tmp_path, model.config).adapter
    assert {layer for layer, _ in found.pairs} == {1} and found.config.alpha == pytest.approx(5 * 3**0.5)
    assert_same(adapted(model, found)(IDS), wanted, model(IDS))
    save_adapter(tmp_path, found, model.config, dtype="float16")
    loaded = PeftModel.from_pretrained(copy.deepcopy(pair("llama").theirs), tmp_path).eval()
    assert (loaded(IDS).logits - wanted).abs().max() < 0.01 * wanted.std()
    headless = get_peft_model(
        copy.deepcopy(pair("llama").theirs.model), peft.LoraConfig(target_modules=["v_proj"], init_lora_weights=False)
    )
    headless.save_pretrained(tmp_path)
    assert set(read_adapter(tmp_path, model.config).adapter.pairs) == {(0, "v"), (1, "v")}


@torch.inference_mode()
def test_a_shape_that_no_family_has(tmp_path):
    """It takes Llama's names, or GPT-2's."""
    for shape, name in ({"qk_norm": "scale"}, "self_attn.v_proj"), ({"mlp": "gelu", "attention": "lam"}, "attn.c_attn"):
        model = tiny.model(20, **shape)
        save_adapter(tmp_path, ours(model, "v"), model.config)
        assert json.loads((tmp_path / CONFIG).read_text())["target_modules"] == [name]
        found = adapted(model, read_adapter(tmp_path, model.config).adapter)
        torch.testing.assert_close(found(IDS % 20), adapted(model, ours(model, "v"))(IDS % 20))


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "DoRA": ({"use_dora": True}, "length and direction .DoRA."),
    "biases": ({"bias": "all"}, "biases that are learned too .bias."),
    "ranks": ({"rank_pattern": {"k_proj": 2}}, "a rank of its own for some layers"),
    "alphas": ({"alpha_pattern": {"k_proj": 2}}, "an alpha of its own for some layers"),
    "whole layers": ({"modules_to_save": ["lm_head"]}, "whole layers that are learned too"),
    "its bias": ({"lora_bias": True, "target_modules": ["down_proj"]}, "biases of its own"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_refused_that_peft_writes(case, tmp_path):
    settings, message = WRONG[case]
    biased = "llama with wide heads and biased MLPs"
    theirs(biased, settings.pop("target_modules", ["q_proj", "k_proj"]), tmp_path, **settings)
    with pytest.raises(CheckpointError, match=message):
        read_adapter(tmp_path, pair(biased).ours.model.config)


def test_what_is_refused_has_the_names_that_peft_gives_it():
    fields = {name for name in BEYOND if name in peft.LoraConfig.__dataclass_fields__}
    assert fields == set(BEYOND)
    plain = peft.LoraConfig(r=3, target_modules=["q_proj"]).to_dict()
    assert not [name for name, (_, nothing) in BEYOND.items() if plain[name] not in (nothing, None)]


def test_embeddings_and_heads_are_refused(tmp_path):
    for layer in ("embed_tokens", "lm_head"):
        theirs("llama", ["q_proj", layer], tmp_path)
        with pytest.raises(CheckpointError, match=f"{layer}.*adapts no linear layer in a block of llama, gpt2"):
            read_adapter(tmp_path, pair("llama").ours.model.config)


def test_an_adapter_of_another_model(tmp_path):
    llama, gpt2 = pair("llama").ours.model, pair("gpt2").ours.model
    theirs("llama", ["gate_proj"], tmp_path)
    with pytest.raises(InputError, match="gate of layer 0, which this model lacks"):
        adapted(gpt2, read_adapter(tmp_path, gpt2.config).adapter)
    theirs("llama", ["k_proj"], tmp_path)
    with pytest.raises(CheckpointError, match="this model needs 32 rows and rank 3"):
        read_adapter(tmp_path, gpt2.config)
    assert "gate" in targets_of(llama, "all")


def test_names_and_types_that_would_be_taken_for_others(tmp_path):
    config = pair("llama").ours.model.config
    theirs("llama", ["q_proj"], tmp_path)
    file = tmp_path / "adapter_model.safetensors"
    tensors = load_file(file)
    name, matrix = next(iter(tensors.items()))
    for changed, words in (
        ({name.replace("layers.0", "layers.00"): matrix.clone()}, "is there twice, under another name"),
        ({name: matrix.to(torch.uint8)}, "is of type torch.uint8; an adapter has one of float32"),
        ({name.replace("layers.0", "layers.٠"): matrix.clone()}, "adapts no linear layer"),
        ({name: matrix * torch.inf}, "not finite"),
    ):
        save_file(tensors | changed, file)
        with pytest.raises(CheckpointError, match=words):
            read_adapter(tmp_path, config)


BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "no LoRA": ({"peft_type": "IA3"}, "of type IA3; NanoGPL reads adapters of type LORA"),
    "no rank": ({"r": None}, "rank must be of type int"),
    "rank 0": ({"r": 0}, "rank must be from 1"),
    "another rank": ({"r": 7}, "needs rank 7|rows and rank 7"),
    "alpha is no number": ({"lora_alpha": "x"}, "alpha must be of type float"),
    "PiSSA": (
        {"init_lora_weights": "pissa_niter_4"},
        "other weights than the model's .init_lora_weights pissa_niter_4.",
    ),
    "OLoRA": ({"init_lora_weights": "olora"}, "init_lora_weights olora"),
    "no name": ({"init_lora_weights": ["gaussian"]}, "init_lora_weights"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_settings(case, tmp_path):
    changes, message = BROKEN[case]
    model = pair("llama").ours.model
    save_adapter(tmp_path, ours(model, "q,v"), model.config)
    settings = json.loads((tmp_path / CONFIG).read_text()) | changes
    (tmp_path / CONFIG).write_text(json.dumps(settings))
    with pytest.raises(CheckpointError, match=message):
        read_adapter(tmp_path, model.config)


def test_broken_files(tmp_path):
    model = pair("llama").ours.model
    for wreck in (lambda: (tmp_path / WEIGHTS).write_bytes(b"PK\x03\x04"), lambda: (tmp_path / WEIGHTS).unlink()):
        save_adapter(tmp_path, ours(model, "q"), model.config)
        wreck()
        with pytest.raises(CheckpointError, match="adapter_model"):
            read_adapter(tmp_path, model.config)
    half = Adapter(LoraConfig(4), {})
    save_adapter(tmp_path, half, model.config)
    with pytest.raises(CheckpointError, match="no adapter at all"):
        read_adapter(tmp_path, model.config)
