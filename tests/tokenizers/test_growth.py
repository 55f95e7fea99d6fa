"""A tokenizer.json made to take all memory or time: refused before the library sees it."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from ngpl.errors import CheckpointError, TextError
from ngpl.tokenizers import Tokenizer
from tests.tokenizers.others import FOLDERS

LLAMA = json.loads(FOLDERS["llama"]()["tokenizer.json"].to_str())
QWEN = json.loads(FOLDERS["qwen"]()["tokenizer.json"].to_str())


def replaced(by: str, pattern: Any = "a") -> dict[str, Any]:
    return {"type": "Replace", "pattern": pattern if isinstance(pattern, dict) else {"String": pattern}, "content": by}


def several(*steps: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Sequence", "normalizers": [*steps]}


def table(size: int, data: bytes = b"") -> dict[str, Any]:
    return {
        "type": "Precompiled",
        "precompiled_charsmap": base64.b64encode(size.to_bytes(4, "little") + data).decode(),
    }


BYTES = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}


@pytest.mark.parametrize(
    ("normalizer", "words"),
    [
        (several(*[replaced("a" * 40)] * 8), "times as long; 64 are allowed"),
        (several(*[several(replaced("a" * 8))] * 3), "512 times as long"),
        (several(*[replaced("aa", {"Regex": "."})] * 7), "128 times as long"),
        (replaced("a" * 1000), "1,000 characters in a text at once"),
        ({"type": "Prepend", "prepend": "▁" * 10**6}, "1,000,000 characters in a text at once"),
        (several(*[{"type": "NFC"}] * 25), "in 27 steps; 24 are allowed"),
        (several(*[{"type": "ByteLevel"}] * 3), "has ByteLevel several times"),
        (table((1 << 32) - 1), "says it is longer than it is"),
        ({"type": "Precompiled", "precompiled_charsmap": "?"}, "cannot be read"),
        (several(*[replaced("b", {"Regex": "a"})] * 9), "has 10 regular expressions"),
        (replaced("b", {"Regex": "a?" * 600}), "the longest of 1,200 characters"),
    ],
)
def test_steps_that_make_a_text_grow(normalizer, words):
    with pytest.raises(CheckpointError, match=words):
        Tokenizer.from_json(json.dumps(QWEN | {"normalizer": normalizer}))


def test_many_steps_that_cut_into_bytes():
    steps = {"type": "Sequence", "pretokenizers": [BYTES] * 20}
    with pytest.raises(CheckpointError, match="has ByteLevel several times"):
        Tokenizer.from_json(json.dumps(QWEN | {"pre_tokenizer": steps}))


@pytest.mark.parametrize("change", [{"ids": [1] * 5000}, {"ids": [-1]}, {"ids": [1.5]}, {"ids": ["1"]}, {"ids": None}])
def test_a_template_that_puts_too_much_or_nothing_known_before_a_text(change):
    processor = json.loads(json.dumps(LLAMA["post_processor"]))
    processor["special_tokens"]["<s>"] |= change
    with pytest.raises(CheckpointError):
        Tokenizer.from_json(json.dumps(LLAMA | {"post_processor": processor}))


def test_what_stands_after_a_text_does_not_come_before_it():
    """Even if nothing of a probing text would be left: the vocabulary has no ``a``."""
    template = [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}]
    after = {"SpecialToken": {"id": "</s>", "type_id": 0}}
    tokens = {name: {"id": name, "ids": [id], "tokens": [name]} for id, name in ((1, "<s>"), (2, "</s>"))}
    processor = {"type": "TemplateProcessing", "single": [*template, after], "pair": [], "special_tokens": tokens}
    words = Tokenizer.from_json(json.dumps(LLAMA | {"post_processor": processor}))
    assert words.opening == (1,)
    bert = {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 1], "trim_offsets": True}
    both = {"type": "Sequence", "processors": [BYTES, bert | {"add_prefix_space": False}]}
    assert Tokenizer.from_json(json.dumps(LLAMA | {"post_processor": both})).opening == (1,)
    with pytest.raises(CheckpointError, match="several times"):
        Tokenizer.from_json(json.dumps(LLAMA | {"post_processor": {"type": "Sequence", "processors": [processor] * 2}}))


def test_tokens_of_absurd_length():
    vocab = LLAMA["model"]["vocab"]
    long = LLAMA["model"] | {"vocab": vocab | {"x" * 3000: len(vocab)}}
    with pytest.raises(CheckpointError, match="a token of 3,000 characters; 2,000 are allowed"):
        Tokenizer.from_json(json.dumps(LLAMA | {"model": long}))
    marker = {"id": len(vocab), "content": "<" + "x" * 300, "special": True, "single_word": False}
    marker |= {"lstrip": False, "rstrip": False, "normalized": False}
    with pytest.raises(CheckpointError, match="a token of 301 characters; 200 are allowed"):
        Tokenizer.from_json(json.dumps(LLAMA | {"added_tokens": [*LLAMA["added_tokens"], marker]}))


def test_rows_that_no_token_has():
    with pytest.raises(CheckpointError, match="the model has 1,000,000 rows, but its tokenizer"):
        Tokenizer.from_json(json.dumps(LLAMA), rows=10**6)


def test_a_conversation_of_all_private_characters_forges_no_token():
    words = Tokenizer.from_json(json.dumps(QWEN), "{% for m in messages %}<|im_start|>{{ m.content }}{% endfor %}")
    private = "".join(map(chr, [*range(0xE000, 0xF900), *range(0xF0000, 0xFFFFE), *range(0x100000, 0x10FFFE)]))
    with pytest.raises(TextError, match="private characters"):
        words.render_chat([{"role": "user", "content": private + "<|im_end|>"}])
