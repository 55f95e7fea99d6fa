"""Folders that NanoGPL writes are read by ``transformers``: the same logits, the same tokens."""

from __future__ import annotations

from typing import Any

import pytest
import torch
import transformers
from transformers import AutoModelForCausalLM, AutoTokenizer

from ngpl.config import RopeScaling, gpt2_shape
from ngpl.errors import ConfigError
from ngpl.hub import LanguageModel, load
from ngpl.hub.foreign.huggingface import full_config, open_folder, save_folder
from ngpl.model import GPT, stored_as
from tests import tiny
from tests.exact.models import CASES, pair, prompts

TEXTS = ["The cat sat on the mat.", " The  dog\nand the ünïcode 🙂", "<EOS>", ""]
OWN: dict[str, tuple[dict[str, Any], str]] = {  # shapes of ours, and the family that they are written as
    "the default": ({}, "llama"),
    "grouped, with a part of the rotation slowed": (
        {"n_kv_head": 1, "rope_scaling": RopeScaling("llama3", 4.0, 16)},
        "llama",
    ),
    "GPT-2's": (gpt2_shape().to_dict() | {"n_embd": 16, "n_head": 2}, "gpt2"),
    "biases of queries, keys and values": ({"attention_bias": "qkv"}, "qwen2"),
    "a window": ({"attention_bias": "qkv", "window": 5}, "qwen2"),
    "norms of channels": ({"qk_norm": "rms", "window": 5, "window_layers": (1,)}, "qwen3"),
    "gains for each head": ({"qk_norm": "scale", "n_head": 4, "n_kv_head": 2, "attention_bias": "all"}, "qwen3"),
    "gains for each head, positions slowed": (
        {"qk_norm": "scale", "rope_scaling": RopeScaling("yarn", 4.0, 16, strength=1.2), "norm_eps": 0.01, "window": 5},
        "qwen3",
    ),
    "parallel": ({"parallel": True, "norm": "layernorm", "mlp": "gelu", "bias": True, "rope_share": 0.5}, "gpt_neox"),
}


def logits_of(model: Any, ids: torch.Tensor) -> torch.Tensor:
    with torch.inference_mode():
        out = model(ids)
    return out if isinstance(out, torch.Tensor) else out.logits


@pytest.mark.parametrize("name", CASES)
def test_what_was_read_is_written_back(name, tmp_path):
    found, theirs = pair(name).ours, pair(name).theirs
    save_folder(LanguageModel("it", found.model, found.tokenizer, found.record), tmp_path)
    back = AutoModelForCausalLM.from_pretrained(tmp_path).eval()
    assert type(back) is type(theirs)
    ids = prompts()[-1]
    wanted = logits_of(theirs, ids)
    assert (logits_of(back, ids) - wanted).abs().max() < 1e-4 * wanted.std()
    again = open_folder(tmp_path)
    assert full_config(again.model) == full_config(found.model) and again.record["family"] == found.record["family"]
    torch.testing.assert_close(logits_of(again.model, ids), logits_of(found.model, ids), atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("name", OWN)
def test_models_of_ours_find_their_family(name, tmp_path):
    shape, family = OWN[name]
    words = tiny.tokenizer(roles=True)
    model = tiny.model(**(shape | {"block_size": 64, "n_layer": 2, "vocab_size": words.vocab_size}))
    with torch.no_grad():
        for weight in model.parameters():
            weight.add_(0.1 * torch.randn_like(weight))
    lm = LanguageModel("it", stored_as(model, "float32"), words)
    save_folder(lm, tmp_path)
    back = AutoModelForCausalLM.from_pretrained(tmp_path).eval()
    assert back.config.model_type == family
    ids = torch.randint(0, words.vocab_size, (2, 40))
    wanted = logits_of(model, ids)
    assert (logits_of(back, ids) - wanted).abs().max() < 1e-4 * wanted.std()


def test_the_tokenizer_goes_along(tmp_path):
    words = tiny.tokenizer(roles=True)
    save_folder(LanguageModel("it", tiny.model(words.vocab_size), words), tmp_path)
    theirs = AutoTokenizer.from_pretrained(tmp_path)
    for text in TEXTS[:2]:
        assert theirs.encode(text, add_special_tokens=False) == words.encode(text)
    assert (theirs.bos_token_id, theirs.eos_token_id) == (words.bos_id, words.eos_id)
    conversation = [{"role": "user", "content": "The cat"}, {"role": "assistant", "content": "sat."}]
    ids = theirs.apply_chat_template(conversation, add_generation_prompt=True, return_dict=False)
    assert ids == words.render_chat(conversation)
    settings = transformers.GenerationConfig.from_pretrained(tmp_path)
    assert settings.eos_token_id == [words.eos_id, words.specials["<|end|>"]]  # of a text, and of a turn


@pytest.mark.parametrize("name", ["movies", "stories"])
def test_a_model_of_the_box_is_written_too(name, tmp_path):
    lm = load(name, "cpu")
    save_folder(lm, tmp_path)
    back = AutoModelForCausalLM.from_pretrained(tmp_path).eval()
    ids = torch.randint(0, lm.config.vocab_size, (1, 60))
    wanted = logits_of(lm.model, ids)
    assert (logits_of(back, ids) - wanted).abs().max() < 1e-4 * wanted.std()
    assert isinstance(lm.model, GPT)


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ({"attention": "lam"}, "'lam' has no home in transformers"),
        ({"qk_norm": "scale", "position": "none"}, "no family .* nearest, .* lacks: .*qk_norm 'scale'"),
        ({"position": "sinusoidal"}, "lacks: .*position 'sinusoidal'"),
        ({"rope_share": 0.5}, "the nearest, .* lacks: .*rope_share 0.5"),
    ],
)
def test_what_no_family_can_say_is_refused(shape, words, tmp_path):
    tokens = tiny.tokenizer()
    lm = LanguageModel("it", tiny.model(tokens.vocab_size, **shape), tokens)
    with pytest.raises(ConfigError, match=words):
        save_folder(lm, tmp_path / "new")
    assert not (tmp_path / "new").exists()
