"""Tokenizers as other models have them, trained in a moment and saved as folders of the Hub."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tokenizers
from tokenizers import AddedToken, Regex, decoders, models, normalizers, pre_tokenizers, processors, trainers

from ngpl.tokenizers import Tokenizer

CORPUS = [
    "The cat sat on the mat, and the cat was glad. “Don't!” said the dog; it wasn't 1234 or 42 cats.\r\n",
    "    def cats(self):\n        return [cat for cat in self.all if cat.is_glad()]\n\n\n",
    "Él vio 漢字 and 漢字, naïve naïve cafés, ça va? 😀😀 привет привет שלום\n",
] * 4

QWEN = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
BYTES = [f"<0x{byte:02X}>" for byte in range(256)]
Parts = dict[str, Any]  # file name: what stands in it


def byte_level(
    before: Any, specials: list[str], normalizer: Any = None, added: tuple[str, ...] = (), **model: Any
) -> tokenizers.Tokenizer:
    """A byte-level BPE of 330 tokens, its special tokens behind them."""
    core = tokenizers.Tokenizer(models.BPE(**model))
    core.normalizer, core.pre_tokenizer, core.decoder = normalizer, before, decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    core.train_from_iterator(
        CORPUS, trainers.BpeTrainer(vocab_size=330, initial_alphabet=alphabet, show_progress=False)
    )
    core.add_special_tokens([AddedToken(name, normalized=False) for name in specials])
    core.add_tokens([AddedToken(name, normalized=False) for name in added])
    return core


def split(pattern: str) -> Any:
    cut = pre_tokenizers.Split(Regex(pattern), "isolated")
    return pre_tokenizers.Sequence([cut, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def sentencepiece(opening: str) -> tokenizers.Tokenizer:
    """A BPE with spaces as ``▁`` and bytes for what is unknown; ``opening`` is how a text gets a space before it."""
    trained = tokenizers.Tokenizer(models.BPE())
    trained.pre_tokenizer = pre_tokenizers.Metaspace()
    trained.train_from_iterator(CORPUS, trainers.BpeTrainer(vocab_size=120, show_progress=False, max_token_length=8))
    facts = json.loads(trained.to_str())["model"]
    tokens = ["<unk>", "<s>", "</s>", *BYTES, *facts["vocab"]]
    core = tokenizers.Tokenizer(
        models.BPE(
            vocab={token: id for id, token in enumerate(tokens)},
            merges=[tuple(pair) for pair in facts["merges"]],
            unk_token="<unk>",
            byte_fallback=True,
            fuse_unk=True,
        )
    )
    if opening == "Prepend":
        core.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    else:
        core.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme=opening, split=False)
    return llama(core)


def unigram(fallback: bool) -> tokenizers.Tokenizer:
    trained = tokenizers.Tokenizer(models.Unigram())
    trained.pre_tokenizer = pre_tokenizers.Metaspace()
    names = ["<unk>", "<s>", "</s>"]
    trained.train_from_iterator(
        CORPUS, trainers.UnigramTrainer(vocab_size=150, special_tokens=names, unk_token="<unk>", show_progress=False)
    )
    vocab = [tuple(entry) for entry in json.loads(trained.to_str())["model"]["vocab"]]
    vocab += [(token, -20.0) for token in BYTES * fallback] + [(char, -12.0) for char in "</s>"]
    core = tokenizers.Tokenizer(models.Unigram(list(dict(reversed(vocab)).items())[::-1], 0, fallback))
    core.pre_tokenizer = pre_tokenizers.Metaspace()
    return llama(core)


def llama(core: tokenizers.Tokenizer) -> tokenizers.Tokenizer:
    steps = [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    core.decoder = decoders.Sequence(steps)
    core.add_special_tokens([AddedToken(name, normalized=False) for name in ("<unk>", "<s>", "</s>")])
    ids = [("<s>", core.token_to_id("<s>"))]
    core.post_processor = processors.TemplateProcessing("<s> $A", "<s> $A <s> $B", ids)
    return core


def gpt2() -> Parts:
    facts = json.loads(byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False), []).to_str())["model"]
    vocab = facts["vocab"] | {"<|endoftext|>": len(facts["vocab"])}
    merges = ["#version: 0.2", *(" ".join(pair) for pair in facts["merges"]), ""]
    return {"vocab.json": vocab, "merges.txt": "\n".join(merges)}


def gpt2_begun() -> Parts:
    """Told to put its end before every text as well."""
    return gpt2() | {"tokenizer_config.json": {"tokenizer_class": "GPT2Tokenizer", "add_bos_token": True}}


def neox() -> Parts:
    names = ["<|endoftext|>", "<|padding|>"]
    before = pre_tokenizers.ByteLevel(add_prefix_space=False)
    core = byte_level(before, names, normalizers.NFC(), tuple(" " * n for n in range(8, 1, -1)))
    core.post_processor = processors.ByteLevel(trim_offsets=True)
    config = {f"{part}_token": names[0] for part in ("bos", "eos", "unk")}
    return {"tokenizer.json": core, "tokenizer_config.json": config}


def qwen() -> Parts:
    names = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    core = byte_level(split(QWEN), names, normalizers.NFC(), ("<think>", "</think>"))
    config = {"bos_token": None, "pad_token": names[0]}
    named = {"eos_token": {"content": "<|im_end|>", "lstrip": False, "normalized": False, "rstrip": False}}
    ends = [core.token_to_id(name) for name in ("<|im_end|>", "<|endoftext|>")]
    generation = {"bos_token_id": ends[1], "eos_token_id": ends}
    parts = {"tokenizer.json": core, "tokenizer_config.json": config, "special_tokens_map.json": named}
    return parts | {"generation_config.json": generation}


def llama3() -> Parts:
    names = ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]
    core = byte_level(split(QWEN.replace(r"\p{N}|", r"\p{N}{1,3}|", 1)), names, ignore_merges=True)
    begin = [(names[0], core.token_to_id(names[0]))]
    core.post_processor = processors.TemplateProcessing(f"{names[0]} $A", f"{names[0]} $A {names[0]} $B", begin)
    generation = {"eos_token_id": [core.token_to_id(name) for name in (names[1], names[4])]}
    named = {"bos_token": names[0], "eos_token": names[4]}
    return {"tokenizer.json": core, "special_tokens_map.json": named, "generation_config.json": generation}


def smollm() -> Parts:
    digits = pre_tokenizers.Digits(individual_digits=True)
    before = pre_tokenizers.Sequence([digits, pre_tokenizers.ByteLevel(add_prefix_space=False)])
    core = byte_level(before, ["<|endoftext|>", "<|im_start|>", "<|im_end|>"])
    config = {"bos_token": "<|im_start|>", "eos_token": "<|im_end|>", "unk_token": "<|endoftext|>"}
    return {"tokenizer.json": core, "tokenizer_config.json": config}


def nothing() -> Parts:
    """Without any special token."""
    return {"tokenizer.json": byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False), [])}


def prefixed() -> Parts:
    core = byte_level(pre_tokenizers.ByteLevel(add_prefix_space=True), ["<|endoftext|>"])
    return {"tokenizer.json": core}


def of_llama(core: tokenizers.Tokenizer) -> Parts:
    named = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "add_bos_token": True}
    return {"tokenizer.json": core, "tokenizer_config.json": named}


FOLDERS: dict[str, Callable[[], Parts]] = {
    "gpt2": gpt2,
    "gpt2_begun": gpt2_begun,
    "neox": neox,
    "qwen": qwen,
    "llama3": llama3,
    "smollm": smollm,
    "nothing": nothing,
    "prefixed": prefixed,
    "llama": lambda: of_llama(sentencepiece("Prepend")),
    "llama_new": lambda: of_llama(sentencepiece("first")),
    "llama_bare": lambda: of_llama(sentencepiece("never")),
    "unigram": lambda: of_llama(unigram(True)),
    "unigram_plain": lambda: of_llama(unigram(False)),
}


def begun(tokenizer: Tokenizer) -> Tokenizer:
    """A tokenizer of ours as if its file put the begin before every text."""
    core = tokenizers.Tokenizer.from_str(tokenizer.to_json())
    begin = tokenizer.label(tokenizer.start_id)
    core.post_processor = processors.TemplateProcessing([begin, "$A"], special_tokens=[(begin, tokenizer.start_id)])
    return Tokenizer(core)


def write(folder: Path, parts: Parts) -> Path:
    """The files of a folder: texts as they are, all else as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, part in parts.items():
        text = part.to_str() if isinstance(part, tokenizers.Tokenizer) else part
        (folder / name).write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")
    return folder
