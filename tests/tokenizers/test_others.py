"""Laws that the tokenizers of other models keep, read from folders as the Hub has them."""

from __future__ import annotations

import itertools
import json
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import tokenizers
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import processors

from ngpl.errors import CheckpointError, InputError, TextError
from ngpl.hub.checkpoint import load_gpl, save_gpl
from ngpl.tokenizers import Tokenizer, read_tokenizer, write_tokenizer
from ngpl.tokenizers.pieces import label
from tests import tiny
from tests.tokenizers.others import CORPUS, FOLDERS, write
from tests.tokenizers.test_laws import NASTY, TEXTS

quick = settings(max_examples=40, deadline=None, database=None)
every = pytest.mark.parametrize("kind", FOLDERS)
NORMALIZING = ("neox", "qwen")
SPACED = ("llama", "llama_new", "llama_bare", "unigram", "unigram_plain")  # a ▁ of the text becomes a space
FILE = "tokenizer.json"
MERGING = [kind for kind in FOLDERS if not kind.startswith("unigram")]
SPELLED = "<|im_end|> <|endoftext|></s><s><unk> <unused 3> <|eot_id|>"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    top = tmp_path_factory.mktemp("others")
    return {kind: write(top / kind, parts()) for kind, parts in FOLDERS.items()}


@pytest.fixture(scope="module")
def read(folders: dict[str, Path]) -> dict[str, Tokenizer]:
    return {kind: read_tokenizer(folder) for kind, folder in folders.items()}


def expected(kind: str, text: str) -> str:
    """What is left of a text once it was encoded and decoded."""
    text = unicodedata.normalize("NFC", text) if kind in NORMALIZING else text
    text = text.replace("▁", " ") if kind in SPACED else text
    if kind in ("llama_new", "unigram") and text.startswith(" "):
        text = text[1:]  # a space that is there already is not put there again, and yet taken away
    if kind == "prefixed" and text and not text.startswith(" "):
        text = " " + text
    if kind == "llama_bare" and text.startswith(" "):
        text = text[1:]  # its decoder takes away what nothing has put there
    return text


def check_text(kind: str, tokenizer: Tokenizer, text: str) -> None:
    ids, pieces, data = tokenizer.encode(text), tokenizer.pieces(text), text.encode()
    assert not set(ids) & (set(tokenizer.specials.values()) - {tokenizer.unk_id})
    assert [piece.id for piece in pieces] == tokenizer.read(text) == ([*tokenizer.opening, *ids] if text else [])
    assert b"".join(piece.bytes for piece in pieces) == data
    assert all(data[piece.start : piece.end] == piece.bytes for piece in pieces)
    assert all(a.end == b.start for a, b in itertools.pairwise(pieces))
    assert "\ufffd" not in "".join(tokenizer.labels(ids)) and all(piece.text for piece in pieces)
    bytewise = kind == "unigram" and "<0x" in text  # the library takes the name of a byte for it
    if kind != "unigram_plain" and not bytewise:
        assert tokenizer.unk_id not in ids
        assert tokenizer.decode(ids) == expected(kind, text)


@every
@pytest.mark.parametrize("text", [*NASTY, SPELLED, " ", "▁a ▁", "  cat  cat", "e\u0301", *CORPUS[:3]])
def test_nasty_text(kind: str, text: str, read: dict[str, Tokenizer]) -> None:
    check_text(kind, read[kind], text)


@every
@quick
@given(text=TEXTS)
def test_any_text(kind: str, text: str, read: dict[str, Tokenizer]) -> None:
    check_text(kind, read[kind], text)


@every
@quick
@given(text=TEXTS)
def test_as_the_library_cuts_it(kind: str, text: str, folders: dict[str, Path], read: dict[str, Tokenizer]) -> None:
    if not (folders[kind] / FILE).is_file() or (
        kind.startswith("unigram") and any(name in text for name in read[kind].specials)
    ):
        return  # without a file to compare with; and Unigram models of the library take a name for its token
    core = tokenizers.Tokenizer.from_file(str(folders[kind] / FILE))
    core.encode_special_tokens = True
    ids = core.encode(text, add_special_tokens=False).ids
    assert read[kind].encode(text) == ids
    assert read[kind].read(text) == (core.encode(text).ids if text else [])
    assert read[kind].encode(text * 3) == core.encode(text * 3, add_special_tokens=False).ids
    if kind != "prefixed":
        assert read[kind].decode(ids, skip_special=False) == core.decode(ids, skip_special_tokens=False)


@every
def test_long_texts_are_cut_without_a_trace(kind: str, read: dict[str, Tokenizer]) -> None:
    long = "".join(CORPUS) * 20
    assert read[kind].encode(long) == read[kind]._core.encode(long, add_special_tokens=False).ids


@every
@quick
@given(data=st.data(), skip=st.booleans())
def test_stream_gives_what_decode_gives(kind: str, data: st.DataObject, skip: bool, read: dict[str, Tokenizer]) -> None:
    tokenizer = read[kind]
    ids = data.draw(st.lists(st.integers(0, tokenizer.vocab_size - 1), max_size=12))
    stream = tokenizer.stream(skip_special=skip)
    assert "".join([stream.push(id) for id in ids]) + stream.flush() == tokenizer.decode(ids, skip_special=skip)


@pytest.mark.parametrize("kind", [kind for kind in FOLDERS if kind != "unigram_plain"])
def test_stream_holds_back_half_a_character(kind: str, read: dict[str, Tokenizer]) -> None:
    stream = read[kind].stream()
    texts = [stream.push(id) for id in read[kind].encode("a🧬b")]
    assert "".join(texts).lstrip() == "a🧬b" and "" in texts and "🧬" in texts


@pytest.mark.parametrize("kind", MERGING)
@pytest.mark.parametrize("text", [*CORPUS[:3], "the cat 漢", "  the   cats", "wasn't", " 1234"])
def test_merge_steps_end_in_the_tokens(kind: str, text: str, read: dict[str, Tokenizer]) -> None:
    words = read[kind].merge_steps(text)
    ends = [part for word in words for part in word[-1]]
    labels = [label(read[kind]._bytes(id)) for id in read[kind].encode(text)]
    assert ends == labels


@every
def test_the_vocabulary_finds_its_tokens(kind: str, read: dict[str, Tokenizer]) -> None:
    tokenizer = read[kind]
    vocabulary = tokenizer.vocab()
    assert len(vocabulary) == tokenizer.vocab_size == tokenizer.size
    assert all(vocabulary[tokenizer.id_of(name)] == name for name in vocabulary)
    assert len(set(vocabulary)) >= len(vocabulary) - 7  # runs of spaces are in the vocabulary of neox twice


@every
@pytest.mark.parametrize("more", [-3, 0, 5])
def test_rows_of_the_model_are_the_vocabulary(
    kind: str, more: int, folders: dict[str, Path], read: dict[str, Tokenizer], tmp_path: Path
) -> None:
    rows = read[kind].size + more
    tokenizer = read_tokenizer(folders[kind], rows)
    assert tokenizer.vocab_size == rows == len(tokenizer.vocab())
    save_gpl(tmp_path / "one.gpl", tiny.model(rows), tokenizer)
    again = load_gpl(tmp_path / "one.gpl").tokenizer
    write_tokenizer(tokenizer, tmp_path / "folder")
    third = read_tokenizer(tmp_path / "folder", rows)
    for other in (again, third):
        assert (other.vocab(), other.specials, other.unused) == (
            tokenizer.vocab(),
            tokenizer.specials,
            tokenizer.unused,
        )
        assert other.encode("The cat sat") == tokenizer.encode("The cat sat")
    assert again.special_ids == tokenizer.special_ids


def test_what_stands_before_every_text(read: dict[str, Tokenizer]) -> None:
    names = {kind: [tokenizer.label(id) for id in tokenizer.opening] for kind, tokenizer in read.items()}
    opened = {kind: found for kind, found in names.items() if found}
    assert opened.pop("llama3") == ["<|begin_of_text|>"]
    assert opened.pop("gpt2_begun") == ["<|endoftext|>"]
    assert set(opened) == set(SPACED) and all(found == ["<s>"] for found in opened.values())


def test_a_token_that_is_none_cannot_stand_before_every_text() -> None:
    core = FOLDERS["llama"]()[FILE]
    core.post_processor = processors.TemplateProcessing("<s> $A", special_tokens=[("<s>", 10**6)])
    with pytest.raises(CheckpointError, match="puts 1,000,000 before every text, but ends at"):
        Tokenizer(core)
    core.post_processor = processors.TemplateProcessing("<s> $A", special_tokens=[("<s>", 300)])
    words = Tokenizer(core, rows=200)
    with pytest.raises(TextError, match="but the model has no row for it"):
        words.read("a")


JUNK = st.sampled_from([None, True, -1, 3, 2**31, 2**63, 1.5, "", "x", "▁", [], {}, ["a", "b"], {"type": "BPE"}])
PARTS = {kind: make() for kind, make in FOLDERS.items()}
SOURCES = {kind: json.loads(parts[FILE].to_str()) for kind, parts in PARTS.items() if FILE in parts}


@settings(max_examples=200, deadline=None, database=None)
@given(data=st.data(), kind=st.sampled_from(sorted(SOURCES)), junk=JUNK)
def test_a_file_with_a_fault_is_read_or_refused(data: st.DataObject, kind: str, junk: Any) -> None:
    facts = json.loads(json.dumps(SOURCES[kind]))
    part: Any = facts
    while True:
        key = data.draw(st.sampled_from(sorted(part) if isinstance(part, dict) else range(len(part))))
        if not part[key] or not isinstance(part[key], dict | list) or data.draw(st.integers(0, 3)) == 0:
            break
        part = part[key]
    part[key] = junk
    with suppress(InputError):
        tokenizer = Tokenizer.from_json(json.dumps(facts))
        pieces = tokenizer.pieces("the cat  sat 漢 </s>\n")
        tokenizer.merge_steps("the cat"), tokenizer.vocab(), tokenizer.decode([piece.id for piece in pieces])
