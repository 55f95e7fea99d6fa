"""tokenizer.json: read by the library itself, refused with a reason, and read from elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import tokenizers
from tokenizers import AddedToken, decoders, models, normalizers, pre_tokenizers

from ngpl.errors import CheckpointError
from ngpl.tokenizers import TOKENIZERS, Tokenizer, TokenizerOptions, train_tokenizer

TEXT = "A cat, a 😀 and naïve <EOS>\r\n  cats."


@pytest.mark.parametrize("kind", ["char", "bpe"])
def test_other_tools_read_it_alike(kind: str) -> None:
    ours = train_tokenizer(kind, ["a cat and a cat"])
    theirs = tokenizers.Tokenizer.from_str(ours.to_json())
    theirs.encode_special_tokens = True
    assert theirs.encode(TEXT).ids == ours.encode(TEXT)
    assert theirs.decode(ours.encode(TEXT)) == TEXT
    assert theirs.token_to_id("<EOS>") == ours.eos_id


@pytest.mark.parametrize("kind", TOKENIZERS)
def test_nothing_but_the_file_is_needed(kind: str, tmp_path: Path) -> None:
    tokenizer = train_tokenizer(kind, ["a a"], TokenizerOptions(roles=kind == "bpe"))
    tokenizer.save(tmp_path / "deep" / "tokenizer.json")
    loaded = Tokenizer.load(tmp_path / "deep" / "tokenizer.json")
    assert (loaded.kind, loaded.to_json()) == (kind, tokenizer.to_json())


def test_a_chat_template_lies_beside_its_tokenizer(tmp_path: Path) -> None:
    tokenizer = train_tokenizer("word", ["a a"])
    Tokenizer.from_json(tokenizer.to_json(), "{{ messages }}").save(tmp_path / "tokenizer.json")
    assert (tmp_path / "chat_template.jinja").read_text() == "{{ messages }}"
    assert Tokenizer.load(tmp_path).chat_template == "{{ messages }}"
    tokenizer.save(tmp_path / "tokenizer.json")
    assert Tokenizer.load(tmp_path).chat_template is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[1]", "no 'model'"),
        ('{"version": "1.0"}', "no 'model'"),
        ('{"version": "1.0", "model": {"type": "BPE"}}', "damaged"),
    ],
)
def test_what_is_no_tokenizer_is_refused(text: str, reason: str) -> None:
    with pytest.raises(CheckpointError, match=reason):
        Tokenizer.from_json(text)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="no tokenizer at"):
        Tokenizer.load(tmp_path)
    (tmp_path / "tokenizer.json").write_bytes(b"\xff\xfe")
    with pytest.raises(CheckpointError, match="not UTF-8"):
        Tokenizer.load(tmp_path)


def test_a_kind_that_is_not_supported_is_refused() -> None:
    core = tokenizers.Tokenizer(models.WordPiece({"[UNK]": 0}, unk_token="[UNK]"))
    with pytest.raises(CheckpointError, match="WordPiece cannot be used; those that can"):
        Tokenizer(core)
    for mark in ("end_of_word_suffix", "continuing_subword_prefix"):  # the second would end the process
        model = {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2}, "merges": [["a", "b"]], mark: "</w>"}
        with pytest.raises(CheckpointError, match="marks parts of words with '</w>' cannot be used; those that can"):
            Tokenizer.from_json(json.dumps({"version": "1.0", "model": model}))


def test_truncation_and_padding_of_a_file_are_set_aside() -> None:
    facts = json.loads(train_tokenizer("char", ["a"]).to_json())
    facts["truncation"] = {"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0}
    assert len(Tokenizer.from_json(json.dumps(facts)).encode("abcdef")) == 6


def sentencepiece() -> Tokenizer:
    """A tokenizer of Llama's make: spaces as ``▁``, one before the text, unknown characters as bytes."""
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), *"▁cat", "ca", "cat", "▁cat"]
    merges = [("c", "a"), ("ca", "t"), ("▁", "cat")]
    vocab = {token: id for id, token in enumerate(tokens)}
    core = tokenizers.Tokenizer(models.BPE(vocab=vocab, merges=merges, unk_token="<unk>", byte_fallback=True))
    core.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    steps = [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    core.decoder = decoders.Sequence(steps)
    core.add_special_tokens([AddedToken(name, normalized=False) for name in ("<unk>", "<s>", "</s>")])
    return Tokenizer(core)


def test_a_tokenizer_of_llamas_make() -> None:
    tokenizer = sentencepiece()
    ids = tokenizer.encode("cat é cat")
    assert tokenizer.kind == "bpe" and (tokenizer.bos_id, tokenizer.eos_id) == (1, 2)
    assert tokenizer.labels(ids) == [" cat", " ", "\\xC3", "\\xA9", " cat"]
    assert tokenizer.decode(ids) == "cat é cat" == tokenizer._core.decode(ids)
    assert "".join(map(tokenizer.stream().push, ids))[:4] == "cat "
    data = "cat é cat".encode()
    assert all(data[piece.start : piece.end] == piece.bytes for piece in tokenizer.pieces("cat é cat"))
    assert tokenizer.merge_steps("cat")[0][-1] == [" cat"]


def test_a_word_tokenizer_with_another_pre_tokenizer() -> None:
    core = tokenizers.Tokenizer(models.WordLevel({"[UNK]": 0, "[SEP]": 1, "a": 2, "'": 3}, unk_token="[UNK]"))
    core.pre_tokenizer = pre_tokenizers.Whitespace()
    core.add_special_tokens(["[UNK]", "[SEP]"])
    tokenizer = Tokenizer(core)
    assert tokenizer.encode("a b [SEP]")[:2] == [2, 0] and 1 not in tokenizer.encode("[SEP]")
    assert (tokenizer.kind, tokenizer.unk_id, tokenizer.eos_id, tokenizer.pad_id) == ("word", 0, 1, None)


def test_a_word_that_spells_a_special_token_is_none() -> None:
    core = tokenizers.Tokenizer(models.WordLevel({"<unk>": 0, "</s>": 1, "a": 2}, unk_token="<unk>"))
    core.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    core.add_special_tokens(["<unk>", "</s>"])
    theirs = core.to_str()
    assert core.encode("a </s> <unk>").ids == [2, 1, 0]
    tokenizer = Tokenizer(core)
    assert tokenizer.encode("a </s> <unk>") == [2, 0, 0] and tokenizer.to_json() == theirs
