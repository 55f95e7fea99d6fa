"""What a tokenizer.json says about itself: which kind it is, and how its tokens spell bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import tokenizers

from ngpl.errors import CheckpointError
from ngpl.tokenizers.pieces import byte_fallback, byte_level, metaspace

# The names of the four special tokens: ours first, then those of models from elsewhere.
FOUR = {
    "pad": ("<PAD>", "<pad>", "[PAD]", "<|pad|>"),
    "unk": ("<UNK>", "<unk>", "[UNK]"),
    "bos": ("<BOS>", "<s>", "<bos>", "<|begin_of_text|>", "<|startoftext|>", "[CLS]"),
    "eos": ("<EOS>", "</s>", "<eos>", "<|end_of_text|>", "<|endoftext|>", "<|im_end|>", "<|eot_id|>", "[SEP]"),
}


@dataclass(frozen=True)
class Form:
    """How to read one tokenizer.json.

    ``adjoins``: the tokens of a text follow each other without a gap, byte for byte. ``cuts``: a long text may be cut
    before white space without changing a token. ``strips``: decoding drops one space in front.
    """

    kind: str
    bytes_of: Callable[[str], bytes]
    adjoins: bool
    cuts: bool
    strips: bool


def core_of(text: str) -> tokenizers.Tokenizer:
    """Read a tokenizer.json; ``CheckpointError`` with the cause if ``text`` is none."""
    try:
        facts = json.loads(text)
    except ValueError as error:
        raise CheckpointError(f"not a tokenizer.json: not JSON ({error}); it starts with {text[:40]!r}") from error
    if not isinstance(facts, dict) or "model" not in facts:
        raise CheckpointError(f"not a tokenizer.json: it has no 'model'; it starts with {text[:40]!r}")
    try:
        return tokenizers.Tokenizer.from_str(text)
    except Exception as error:  # the library raises nothing narrower
        raise CheckpointError(f"this tokenizer.json is damaged, or newer than what can be read: {error}") from error


def form_of(core: tokenizers.Tokenizer) -> Form:
    """The form of ``core``; ``CheckpointError`` if it is of no kind known here."""
    facts = json.loads(core.to_str())
    kind, bytes_of = _kind(facts)
    plain = facts["normalizer"] is None and not _mentions(facts["pre_tokenizer"], "Metaspace")
    return Form(
        kind=kind,
        bytes_of=bytes_of,
        adjoins=kind != "word" and plain and not _prefixes(facts["pre_tokenizer"]),
        cuts=_cuts(kind, facts),
        strips=_strips(facts["decoder"]),
    )


def _kind(facts: dict[str, Any]) -> tuple[str, Callable[[str], bytes]]:
    """The kind, and the function from a token to its bytes."""
    model = facts["model"]
    if model["type"] == "WordLevel":
        return "word", str.encode
    if model["type"] == "BPE" and model["byte_fallback"]:
        spaced = "▁" in json.dumps([facts["normalizer"], facts["pre_tokenizer"], facts["decoder"]], ensure_ascii=False)
        return ("bpe" if model["merges"] else "char"), (metaspace if spaced else byte_fallback)
    if model["type"] == "BPE" and _mentions(facts["decoder"], "ByteLevel"):
        return "bpe", byte_level
    raise CheckpointError(
        f"a tokenizer of type {model['type']} cannot be used; those that can: WordLevel, BPE of bytes (GPT-2), "
        "BPE with byte fallback (Llama). A model trained with another kind needs a tokenizer that is not supported yet"
    )


def _cuts(kind: str, facts: dict[str, Any]) -> bool:
    """True for the tokenizers made here: none of their tokens reaches from a word into the white space after it."""
    before = facts["pre_tokenizer"]
    if facts["normalizer"] not in (None, {"type": "Lowercase"}):
        return False
    if kind == "char":
        return before is None
    return before is not None and (before["type"] == "Split" if kind == "word" else _is_gpt2(before))


def _is_gpt2(before: dict[str, Any]) -> bool:
    return before["type"] == "ByteLevel" and not before["add_prefix_space"] and before["use_regex"]


def _strips(decoder: Any) -> bool:
    prefixed = _mentions(decoder, "Metaspace") and '"prepend_scheme": "never"' not in json.dumps(decoder)
    return prefixed or _mentions(decoder, "Strip")


def _mentions(part: Any, type: str) -> bool:
    return f'"type": "{type}"' in json.dumps(part)


def _prefixes(before: Any) -> bool:
    return '"add_prefix_space": true' in json.dumps(before)


def table_of(core: tokenizers.Tokenizer, bytes_of: Callable[[str], bytes]) -> list[bytes]:
    """The bytes of every token, by id; none for special tokens and for ids that the vocabulary leaves out."""
    vocabulary = core.get_vocab(with_added_tokens=True)
    size = max(vocabulary.values(), default=-1) + 1
    if size > 2 * len(vocabulary) + 1000:
        raise CheckpointError(f"the tokenizer has {len(vocabulary):,} tokens, but ids up to {size - 1:,}")
    table = [b""] * size
    for token, id in vocabulary.items():
        table[id] = bytes_of(token)
    for id, added in core.get_added_tokens_decoder().items():
        table[id] = b"" if added.special else added.content.encode()
    return table


def four_of(specials: dict[str, int]) -> tuple[int, int, int, int]:
    """The ids of pad, unk, bos, eos. Where a model from elsewhere has no such token, its end of text stands in."""
    found = {role: next((specials[name] for name in names if name in specials), None) for role, names in FOUR.items()}
    end = found["eos"]
    if end is None:
        names = ", ".join(FOUR["eos"])
        raise CheckpointError(f"the tokenizer has no special token that ends a text; one of these is needed: {names}")
    pad, unk, bos, eos = (end if id is None else id for id in found.values())
    return pad, unk, bos, eos
