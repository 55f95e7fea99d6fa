"""A tokenizer as GGUF says it: the tokens with their types, the merges, and the name of how llama.cpp cuts words."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import tokenizers

from ngpl.errors import InputError
from ngpl.tokenizers import Tokenizer
from ngpl.tokenizers.pieces import BYTE_TOKEN

NORMAL, UNKNOWN, CONTROL, USER, UNUSED, BYTE = range(1, 7)  # GGUF's types of tokens

# How a text is cut into words before tokens are sought, and what llama.cpp calls it. GPT-2's own way is the library's.
QWEN2 = r"[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
LLAMA3 = QWEN2.replace(r"|\p{N}|", r"|\p{N}{1,3}|")
ENDINGS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|"
SPLITS = {ENDINGS + QWEN2: "qwen2", ENDINGS + LLAMA3: "llama-bpe"}


@dataclass(frozen=True)
class Vocabulary:
    """What GGUF is told of a tokenizer. ``ids`` are its special tokens, ``switches`` what is put around a text."""

    model: str
    pre: str
    tokens: list[str]
    types: list[int]
    merges: list[str]
    scores: list[float]
    ids: dict[str, int] = field(default_factory=dict)
    switches: dict[str, bool] = field(default_factory=dict)
    chat_template: str = ""


def vocabulary_of(tokenizer: Tokenizer) -> Vocabulary:
    """The tokenizer as GGUF says it; ``InputError`` with the reason if it cannot."""
    facts = json.loads(tokenizer.to_json())
    if tokenizer.kind != "bpe":
        raise InputError(
            f"this model cannot become a GGUF file: a tokenizer of kind {tokenizer.kind} has no home there; "
            "byte pairs have (bpe), as GPT-2 and Llama have them"
        )
    spaced = "▁" in json.dumps([facts["normalizer"], facts["pre_tokenizer"]], ensure_ascii=False)
    tokens, types = tokens_of(tokenizer, facts)
    pairs = [pair if isinstance(pair, list) else pair.split(" ") for pair in facts["model"]["merges"]]
    return Vocabulary(
        model="llama" if spaced else "gpt2",
        pre="default" if spaced else cut_of(facts),
        tokens=tokens,
        types=types,
        merges=[] if spaced else [" ".join(pair) for pair in pairs],
        scores=scores_of(tokens, pairs) if spaced else [],
        ids=ids_of(tokenizer),
        switches=switches_of(tokenizer) | ({"add_space_prefix": _opens(facts)} if spaced else {}),
        chat_template=tokenizer.chat_template or "",
    )


def tokens_of(tokenizer: Tokenizer, facts: dict[str, Any]) -> tuple[list[str], list[int]]:
    """Every row's token, spelled as in the vocabulary, and its type."""
    spelled = {id: token for token, id in facts["model"]["vocab"].items()}
    added = {token["id"]: token for token in facts["added_tokens"]}
    tokens, types = [], []
    for id in range(tokenizer.vocab_size):
        token = added[id]["content"] if id in added else spelled.get(id, f"[PAD{id}]")
        tokens.append(token)
        types.append(_type(token, id, tokenizer, spelled, added))
    return tokens, types


def _type(token: str, id: int, tokenizer: Tokenizer, spelled: dict[int, str], added: dict[int, Any]) -> int:
    if id in added:
        return CONTROL if added[id]["special"] else USER
    if id not in spelled:
        return UNUSED
    if id == tokenizer.unk_id:
        return UNKNOWN
    return BYTE if BYTE_TOKEN.fullmatch(token) else NORMAL


def cut_of(facts: dict[str, Any]) -> str:
    """llama.cpp's name for how a byte-level tokenizer cuts words; ``InputError`` for a way that it does not have."""
    before = facts["pre_tokenizer"] or {}
    *parts, last = before.get("pretokenizers", [before])
    plain = facts["normalizer"] in (None, {"type": "NFC"}) and not last.get("add_prefix_space")
    if plain and last.get("type") == "ByteLevel":
        if not parts and last["use_regex"]:
            return "gpt-2"
        if [part["type"] for part in parts] == ["Digits"] and parts[0]["individual_digits"] and last["use_regex"]:
            return "smollm"
        if [part["type"] for part in parts] == ["Split"] and not last["use_regex"]:
            pattern = parts[0]["pattern"].get("Regex", "")
            if pattern in SPLITS:
                return SPLITS[pattern]
    raise InputError(
        "this model cannot become a GGUF file: llama.cpp has no name for how its tokenizer prepares a text; "
        "it has for those of GPT-2, SmolLM, Qwen and Llama 3"
    )


def scores_of(tokens: list[str], pairs: list[list[str]]) -> list[float]:
    """What llama.cpp merges by, the largest first: a token's score is its first merge's place, counted down."""
    places: dict[str, int] = {}
    for place, pair in enumerate(pairs):
        places.setdefault("".join(pair), place)
    return [-float(places.get(token, len(pairs))) for token in tokens]


def ids_of(tokenizer: Tokenizer) -> dict[str, int]:
    ids = {"bos": tokenizer.bos_id, "eos": tokenizer.eos_id, "unknown": tokenizer.unk_id, "padding": tokenizer.pad_id}
    turn = dict(zip(["eot"], tokenizer.special_ids.ends[1:]))  # the token that ends a turn of a conversation
    return {name: id for name, id in ids.items() if id is not None} | turn


def switches_of(tokenizer: Tokenizer) -> dict[str, bool]:
    """Whether the tokenizer's own file puts a begin before a text and an end after it."""
    ids = tokenizers.Tokenizer.from_str(tokenizer.to_json()).encode("a").ids
    return {
        "add_bos_token": tokenizer.opening == (tokenizer.bos_id,),
        "add_eos_token": len(ids) > 1 and ids[-1:] == [tokenizer.eos_id],
    }


def _opens(facts: dict[str, Any]) -> bool:
    """Whether a space is put before a text."""
    normalizer, before = json.dumps(facts["normalizer"]), json.dumps(facts["pre_tokenizer"])
    metaspace = '"Metaspace"' in before and '"prepend_scheme": "never"' not in before
    return '"Prepend"' in normalizer or metaspace
