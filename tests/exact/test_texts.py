"""A text becomes the tokens that ``transformers`` makes of it, what stands before every text included."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaConfig, LlamaForCausalLM

from ngpl.api import generate, inspect
from ngpl.hub import load
from ngpl.tokenizers import read_tokenizer
from tests.tokenizers.others import CORPUS, FOLDERS, write

TEXTS = [*CORPUS[:3], "The cat", "a", "  two  spaces", "漢字 🙂", "line\nand line\n"]
FAST = {"tokenizer_class": "PreTrainedTokenizerFast"}  # what reads a tokenizer.json as it stands


def folder_of(kind: str, folder: Path) -> Path:
    parts = FOLDERS[kind]()
    if "tokenizer.json" in parts:
        parts["tokenizer_config.json"] = parts.get("tokenizer_config.json", {}) | FAST
    return write(folder, {"tokenizer_config.json": {"tokenizer_class": "GPT2Tokenizer"}} | parts)


@pytest.mark.parametrize("kind", FOLDERS)
def test_texts_of_every_tokenizer(kind, tmp_path):
    folder = folder_of(kind, tmp_path)
    ours, theirs = read_tokenizer(folder), AutoTokenizer.from_pretrained(folder)
    for text in TEXTS:
        assert ours.read(text) == theirs(text)["input_ids"]


@pytest.mark.parametrize("kind", ["llama", "llama_new", "llama3", "unigram"])
def test_a_model_goes_on_and_is_seen_with_what_stands_before(kind, tmp_path):
    folder = folder_of(kind, tmp_path)
    theirs = AutoTokenizer.from_pretrained(folder)
    torch.manual_seed(3)
    sizes = {"hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4}
    ends = {"bos_token_id": None, "eos_token_id": None, "max_position_embeddings": 64}
    config = LlamaConfig(vocab_size=len(theirs), **sizes, **ends)
    LlamaForCausalLM(config).save_pretrained(folder)
    lm, model = load(folder, "cpu"), AutoModelForCausalLM.from_pretrained(folder, attn_implementation="eager")
    given = theirs("The cat sat", return_tensors="pt")
    with torch.inference_mode():
        wanted = model.generate(**given, max_new_tokens=12, do_sample=False)[0, given["input_ids"].shape[1] :]
        maps = torch.stack(model(**given, output_attentions=True).attentions)[:, 0]
    written = generate(lm, "The cat sat", "greedy", max_new_tokens=12)
    assert list(written.ids) == wanted.tolist()[: len(written.ids)] and written.ids
    seen = inspect(lm, "The cat sat")
    assert seen.attention_view.labels[0] in ("<s>", "<|begin_of_text|>")
    assert abs(seen.attention_view.weights - maps.numpy()).max() < 1e-5
