"""GGUF files, read back: every weight is in its place, the facts are complete, and a model made of them is the same."""

from __future__ import annotations

import json
from pathlib import Path

import gguf
import pytest
import tokenizers
import torch
from tokenizers import AddedToken, Regex, decoders, models, normalizers, pre_tokenizers, processors

from ngpl.cli.main import main
from ngpl.config import RopeScaling
from ngpl.errors import ConfigError, InputError
from ngpl.hub import LanguageModel, save_gpl
from ngpl.hub.gguf import save_gguf
from ngpl.hub.gguf.vocabulary import SPLITS, vocabulary_of
from ngpl.model import stored_as
from ngpl.model.adapter import Adapter, LoraConfig
from ngpl.model.lora import adapted
from ngpl.tokenizers import Tokenizer
from tests import tiny
from tests.hub.gguf_model import GGUFModel

IDS = [5, 290, 9, 9, 17, 250, 64, 3, 11]
LLAMA3 = RopeScaling("llama3", 8.0, 16, 1.0, 4.0)
YARN = RopeScaling("yarn", 4.0, 64, strength=1.1386294361)
GPT2 = {"position": "learned", "norm": "layernorm", "mlp": "gelu", "bias": True}
NEOX = {"norm": "layernorm", "mlp": "gelu", "bias": True, "parallel": True, "rope_share": 0.25, "n_embd": 32}
SHAPES = {
    "llama": ("llama", {}),
    "grouped": ("llama", {"n_head": 4, "n_kv_head": 2, "tied": False, "rope_base": 500.0, "norm_eps": 1e-3}),
    "biased": ("llama", {"bias": True, "head_dim": 6}),
    "llama3": ("llama", {"rope_scaling": LLAMA3}),
    "linear": ("llama", {"rope_scaling": RopeScaling("linear", 2.0)}),
    "qwen2": ("qwen2", {"attention_bias": "qkv", "n_head": 4, "n_kv_head": 2}),
    "yarn": ("qwen2", {"attention_bias": "qkv", "rope_scaling": YARN}),
    "qwen3": ("qwen3", {"qk_norm": "rms", "head_dim": 12}),
    "gpt2": ("gpt2", GPT2),
    "without biases": ("gpt2", GPT2 | {"bias": False, "tied": False}),
    "gptneox": ("gptneox", NEOX | {"tied": False}),
    "in sequence": ("gptneox", NEOX | {"parallel": False, "n_hidden": 40, "attention_bias": "none"}),
}


def language_model(**shape) -> LanguageModel:
    lm = tiny.language_model(roles=True, **shape)
    with torch.no_grad(), torch.random.fork_rng():
        torch.manual_seed(2)
        for weight in lm.model.parameters():
            if weight.dim() == 1:
                weight.add_(torch.randn(weight.shape) / 5)  # norms and biases that do something
    return lm


@pytest.mark.parametrize("name", SHAPES)
def test_a_model_made_of_the_file_is_the_same(tmp_path, name):
    architecture, shape = SHAPES[name]
    lm = language_model(**shape)
    save_gguf(lm, tmp_path / "m.gguf")
    found = GGUFModel(tmp_path / "m.gguf")
    assert found.arch == architecture
    wanted = lm.model(torch.tensor([IDS]))[0]
    assert (found(IDS) - wanted).abs().max() < 1e-5 * wanted.std()
    assert sum(tensor.numel() for tensor in found.tensors.values()) >= lm.model.n_params
    known = [gguf.TENSOR_NAMES[t] for t in gguf.MODEL_TENSORS[gguf.MODEL_ARCH[architecture.upper()]]]
    named = {name.replace(f"blk.{n}.", "blk.{bid}.") for n in range(2) for name in found.tensors if f"blk.{n}." in name}
    assert {name.rsplit(".", 1)[0] for name in named} <= {*known}


def test_the_facts(tmp_path):
    lm = language_model(n_head=4, n_kv_head=2, rope_base=500.0)
    lm = LanguageModel("tiny", lm.model, lm.tokenizer, {"about": {"name": "Zoë", "licence": "MIT"}})
    save_gguf(lm, tmp_path / "m.gguf")
    facts = GGUFModel(tmp_path / "m.gguf").facts
    assert {name.removeprefix("llama."): value for name, value in facts.items() if name.startswith("llama.")} == {
        "vocab_size": lm.config.vocab_size,
        "context_length": 32,
        "embedding_length": 16,
        "block_count": 2,
        "feed_forward_length": 64,
        "attention.head_count": 4,
        "attention.head_count_kv": 2,
        "attention.key_length": 4,
        "attention.value_length": 4,
        "attention.layer_norm_rms_epsilon": pytest.approx(1e-5),
        "rope.dimension_count": 4,
        "rope.freq_base": 500.0,
    }
    assert (facts["general.name"], facts["general.license"], facts["general.file_type"]) == ("Zoë", "MIT", 0)
    words = lm.tokenizer
    assert facts["tokenizer.ggml.model"] == "gpt2" and facts["tokenizer.ggml.pre"] == "gpt-2"
    assert len(facts["tokenizer.ggml.tokens"]) == len(facts["tokenizer.ggml.token_type"]) == words.vocab_size
    assert facts["tokenizer.ggml.eot_token_id"] == words.specials["<|end|>"]  # of a turn
    assert facts["tokenizer.ggml.eos_token_id"] == words.eos_id and facts["tokenizer.ggml.bos_token_id"] == words.bos_id
    assert facts["tokenizer.chat_template"] == words.chat_template
    assert facts["tokenizer.ggml.add_bos_token"] is False


def test_the_vocabulary_makes_the_same_tokenizer(tmp_path):
    save_gguf(language_model(), tmp_path / "m.gguf")
    facts, words = GGUFModel(tmp_path / "m.gguf").facts, tiny.tokenizer("bpe", True)
    vocab = {token: id for id, token in enumerate(facts["tokenizer.ggml.tokens"])}
    merges = [tuple(merge.split(" ")) for merge in facts["tokenizer.ggml.merges"]]
    core = tokenizers.Tokenizer(models.BPE(vocab=vocab, merges=merges))
    core.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    text = "The cat sät on 🙂 the mat's\n\n  12 rugs."
    assert core.encode(text).ids == words.encode(text)
    control = [id for id, kind in enumerate(facts["tokenizer.ggml.token_type"]) if kind == gguf.TokenType.CONTROL]
    assert control == sorted(words.specials.values())


@pytest.mark.parametrize("storage", ["float32", "int8", "float16"])
def test_half_precision(tmp_path, storage):
    lm = language_model(**GPT2)
    model = lm.model if storage == "float32" else stored_as(lm.model, storage)
    save_gguf(LanguageModel("tiny", model, lm.tokenizer), tmp_path / "m.gguf", "float16")
    found = GGUFModel(tmp_path / "m.gguf")
    assert found.facts["general.file_type"] == 1
    for name, kind in found.types.items():
        flat = found.tensors[name].dim() == 1 or name.startswith("position")
        assert kind == ("F32" if flat else "F16")
    wanted = model(torch.tensor([IDS]))[0]
    assert (found(IDS) - wanted).abs().max() < 0.02 * wanted.std()


def test_weights_too_large_for_half_precision(tmp_path):
    lm = language_model()
    with torch.no_grad():
        lm.model.tokens.weight[0, 0] = 1e6
    with pytest.raises(InputError, match="beyond what float16 can hold"):
        save_gguf(lm, tmp_path / "m.gguf", "float16")
    with pytest.raises(ConfigError, match="float32, float16"):
        save_gguf(lm, tmp_path / "m.gguf", "int8")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        ({"attention": "lam", "position": "none"}, "LAM has no home there"),
        ({"window": 4}, "a window has no home"),
        ({"qk_norm": "scale"}, "qk_norm scale"),
        ({"position": "sinusoidal"}, "the nearest, llama, lacks: position sinusoidal"),
        ({"norm": "layernorm"}, "the nearest, llama, lacks: norm layernorm"),
        ({"parallel": True}, "parallel True"),
        ({"rope_share": 0.5}, "the architecture llama needs heads that turn in all their channels"),
        (GPT2 | {"n_head": 2, "n_kv_head": 1}, "gpt2 needs as many key and value heads as heads"),
        (GPT2 | {"head_dim": 6}, "gpt2 needs heads of n_embd / n_head channels"),
        ({"qk_norm": "rms", "bias": True}, "qwen3 needs no biases"),
        ({"attention_bias": "qkv", "bias": True}, "qwen2 needs no biases but those of queries"),
        ({"qk_norm": "rms", "attention_bias": "qkv"}, "qwen3 needs attention without biases"),
        ({"qk_norm": "rms", "rope_scaling": LLAMA3}, "qwen3 needs rotary scaling that is linear or yarn"),
        ({"rope_scaling": RopeScaling("yarn", 4.0, 64)}, "needs yarn as its authors compute it"),
    ],
)
def test_what_has_no_home_there(tmp_path, shape, reason):
    with pytest.raises(InputError, match=reason):
        save_gguf(language_model(**shape), tmp_path / "m.gguf")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["char", "word"])
def test_tokenizers_that_have_no_home_there(tmp_path, kind):
    with pytest.raises(InputError, match=f"a tokenizer of kind {kind} has no home there"):
        save_gguf(tiny.language_model(kind), tmp_path / "m.gguf")


# Tokenizers of others


def byte_level(before: pre_tokenizers.PreTokenizer) -> tokenizers.Tokenizer:
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    core = tokenizers.Tokenizer(models.BPE(vocab={token: id for id, token in enumerate(alphabet)}, merges=[]))
    core.pre_tokenizer, core.decoder = before, decoders.ByteLevel()
    core.add_special_tokens([AddedToken("<|endoftext|>", special=True)])
    return core


PLAIN = pre_tokenizers.ByteLevel(add_prefix_space=False)
BARE = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)


@pytest.mark.parametrize(
    ("before", "name"),
    [
        (PLAIN, "gpt-2"),
        (pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), PLAIN]), "smollm"),
        *[
            (pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(pattern), "isolated"), BARE]), name)
            for pattern, name in SPLITS.items()
        ],
    ],
)
def test_how_words_are_cut(before, name):
    assert vocabulary_of(Tokenizer(byte_level(before))).pre == name


@pytest.mark.parametrize(
    "before",
    [
        pre_tokenizers.ByteLevel(add_prefix_space=True),
        BARE,
        pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=False), PLAIN]),
        pre_tokenizers.Sequence([pre_tokenizers.Split("a", "isolated"), BARE]),
    ],
)
def test_ways_to_cut_that_llama_cpp_has_not(before):
    with pytest.raises(InputError, match="no name for how its tokenizer prepares a text"):
        vocabulary_of(Tokenizer(byte_level(before)))


def test_rows_without_a_token_and_what_is_put_before_a_text():
    core = byte_level(PLAIN)
    start = "<|endoftext|>"
    core.post_processor = processors.TemplateProcessing(single=f"{start} $A", special_tokens=[(start, 256)])
    found = vocabulary_of(Tokenizer(core, rows=260))
    assert found.tokens[256:] == ["<|endoftext|>", "[PAD257]", "[PAD258]", "[PAD259]"]
    assert found.types[255:] == [1, 3, 5, 5, 5]
    assert found.switches == {"add_bos_token": True, "add_eos_token": False}


def test_llamas_tokenizer():
    """Merges become scores: what is merged first has the largest."""
    letters = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), *"▁catse"]
    merges = [("▁", "c"), ("a", "t"), ("▁c", "at"), ("s", "e")]
    vocab = {token: id for id, token in enumerate([*letters, *("".join(pair) for pair in merges)])}
    core = tokenizers.Tokenizer(models.BPE(vocab=vocab, merges=merges, unk_token="<unk>", byte_fallback=True))
    core.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    core.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    core.add_special_tokens([AddedToken(name, special=True) for name in ("<unk>", "<s>", "</s>")])
    found = vocabulary_of(Tokenizer(core))
    scores = dict(zip(found.tokens, found.scores, strict=True))
    assert (found.model, found.merges, found.switches["add_space_prefix"]) == ("llama", [], True)
    assert scores["▁c"] > scores["at"] > scores["▁cat"] > scores["se"] > scores["a"]
    assert found.types[:4] == [3, 3, 3, 6] and found.types[-1] == 1
    assert found.ids == {"bos": 1, "eos": 2, "unknown": 0}


@pytest.mark.parametrize(("typed", "name"), [("../x/small.gpl", "small"), ("Qwen/Qwen2.5-0.5B", "Qwen2.5-0.5B")])
def test_a_model_without_a_name_has_that_of_its_file(typed, name, tmp_path):
    lm = language_model()
    save_gguf(LanguageModel(typed, lm.model, lm.tokenizer), tmp_path / "m.gguf")
    facts = GGUFModel(tmp_path / "m.gguf").facts
    assert facts["general.name"] == name and "general.license" not in facts


def test_adapters_are_merged(tmp_path):
    lm = language_model()
    pairs = {(0, "q"): (torch.randn(2, 16), torch.randn(16, 2)), (1, "down"): (torch.randn(2, 64), torch.randn(16, 2))}
    model = adapted(lm.gpt, Adapter(LoraConfig(2, 4.0, "q,down"), pairs), 0.5)
    save_gguf(LanguageModel("tiny", model, lm.tokenizer), tmp_path / "m.gguf")
    wanted = model(torch.tensor([IDS]))[0]
    assert (GGUFModel(tmp_path / "m.gguf")(IDS) - wanted).abs().max() < 1e-4 * wanted.std()
    assert (lm.model(torch.tensor([IDS]))[0] - wanted).abs().max() > 0.01 * wanted.std()


def test_the_command(tmp_path, capsys):
    lm = language_model()
    save_gpl(tmp_path / "m.gpl", lm.model, lm.tokenizer)
    words = ["export", "--to", "gguf", "--out", str(tmp_path / "m.gguf"), "--json", "--model"]
    assert main([*words, str(tmp_path / "m.gpl"), "--dtype", "float16"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["bytes"] == (tmp_path / "m.gguf").stat().st_size
    assert GGUFModel(tmp_path / "m.gguf").facts["general.file_type"] == 1
    assert [main([*words, name]) for name in ("shakespeare-lam", "shakespeare-bigram")] == [2, 2]
    told = capsys.readouterr().err
    assert "LAM has no home there" in told and "it has no home in GGUF" in told


def test_a_failing_write_leaves_the_old_file(tmp_path: Path):
    (tmp_path / "m.gguf").mkdir()
    with pytest.raises(InputError, match="cannot write"):
        save_gguf(language_model(), tmp_path / "m.gguf")
    assert [path.name for path in tmp_path.iterdir()] == ["m.gguf"]
