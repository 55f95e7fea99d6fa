"""Laws that every tokenizer of the registry keeps, whatever the text."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngpl.errors import ConfigError, DataError, TextError
from ngpl.tokenizers import TOKENIZERS, Tokenizer, TokenizerOptions, train_tokenizer
from ngpl.tokenizers.texts import chunks

CORPUS = [
    "The cat sat on the mat, and the cat was glad. “Don't!” said the dog.\r\n",
    'The dog was not glad; the dog sat on the cat. "Why?" asked the mat: 3 cats, 42 dogs…\n',
    "Él vio 漢字 and 漢字 and 😀😀, e\u0301e\u0301 naïve naïve <EOS> <EOS> <PAD> <|user|> <|user|>\n\n",
]
MODELS = {kind: train_tokenizer(kind, CORPUS, TokenizerOptions(vocab_size=400, roles=True)) for kind in TOKENIZERS}
MODELS["lower"] = train_tokenizer("word", CORPUS, TokenizerOptions(lowercase=True))
EXACT = ["char", "bpe"]

NASTY = [
    "",
    " ",
    "\x00",
    "a\x00b\x1c\x1f\x85\u2028c",
    "line\r\nline\rline\n\n\n  end  ",
    "👩‍👩‍👧‍👦🏳️‍🌈🇩🇪",
    "漢字かな交じり文。한국어",
    "e\u0301 vs é, a\u0323\u0307, \u0301lone",
    "שלום مرحبا \u202eright to left",
    "<EOS><PAD> <BOS><UNK>[PAD]</s><|end|><|endoftext|>",
    "<|user|>hi<|end|><|assistant|>",
    "<0x41><0xE2>Ġcat▁dog",
    "\ufffd\ufeff\uffff\U0010ffff\U000f0000",
    "İstanbul ΣΊΣΥΦΟΣ ẞ ﬁ",
    "x" * 300,
]
LOOKALIKE = st.sampled_from(["<EOS>", "<PAD>", "<|end|>", "<0x0A>", " ", "\r\n", "the cat", "漢", "😀", "\u0301"])
TEXTS = st.one_of(st.text(max_size=40), st.lists(st.one_of(LOOKALIKE, st.text(max_size=3)), max_size=12).map("".join))
quick = settings(max_examples=60, deadline=None, database=None)
every = pytest.mark.parametrize("kind", MODELS)


def check_text(kind: str, text: str) -> None:
    tokenizer = MODELS[kind]
    ids = tokenizer.encode(text)
    data, pieces = text.encode(), tokenizer.pieces(text)
    assert not set(ids) & (set(tokenizer.specials.values()) - {tokenizer.unk_id})
    assert [piece.id for piece in pieces] == ids
    assert all(data[piece.start : piece.end] == piece.bytes for piece in pieces)
    assert all(a.end <= b.start for a, b in itertools.pairwise(pieces))
    assert "\ufffd" not in "".join(tokenizer.labels(ids))
    if kind in EXACT:
        assert tokenizer.unk_id not in ids
        assert tokenizer.decode(ids) == text
        assert b"".join(piece.bytes for piece in pieces) == data
        assert pieces == [] or (pieces[0].start, pieces[-1].end) == (0, len(data))


@every
@pytest.mark.parametrize("text", NASTY)
def test_nasty_text(kind: str, text: str) -> None:
    check_text(kind, text)


@every
@quick
@given(text=TEXTS)
def test_any_text(kind: str, text: str) -> None:
    check_text(kind, text)


@every
@quick
@given(data=st.data(), skip=st.booleans())
def test_stream_gives_what_decode_gives(kind: str, data: st.DataObject, skip: bool) -> None:
    tokenizer = MODELS[kind]
    ids = data.draw(st.lists(st.integers(0, tokenizer.vocab_size - 1), max_size=12))
    stream = tokenizer.stream(skip_special=skip)
    assert "".join([stream.push(id) for id in ids]) + stream.flush() == tokenizer.decode(ids, skip_special=skip)


@pytest.mark.parametrize("kind", EXACT)
def test_stream_holds_back_half_a_character(kind: str) -> None:
    tokenizer = train_tokenizer(kind, ["abc"])
    ids = tokenizer.encode("a😀b")
    stream = tokenizer.stream()
    assert [stream.push(id) for id in ids] == ["a", "", "", "", "😀", "b"]
    assert stream.push(ids[1]) == "" and stream.flush() == "\ufffd"
    assert tokenizer.labels(ids) == ["a", "\\xF0", "\\x9F", "\\x98", "\\x80", "b"]


@every
def test_save_and_load_give_the_same(kind: str, tmp_path: Path) -> None:
    tokenizer = MODELS[kind]
    tokenizer.save(tmp_path / "tokenizer.json")
    for other in (Tokenizer.load(tmp_path), Tokenizer.from_json(tokenizer.to_json())):
        assert (other.kind, other.specials, other.vocab()) == (tokenizer.kind, tokenizer.specials, tokenizer.vocab())
        assert other.chat_template == tokenizer.chat_template
        assert other.encode_batch(NASTY) == tokenizer.encode_batch(NASTY)
        assert other.decode(other.encode(CORPUS[0])) == tokenizer.decode(tokenizer.encode(CORPUS[0]))


@every
def test_batches_and_long_texts_give_what_short_ones_give(kind: str) -> None:
    tokenizer = MODELS[kind]
    assert tokenizer.encode_batch(CORPUS) == [tokenizer.encode(text) for text in CORPUS]
    long = "".join(CORPUS) * 60
    assert len(list(chunks(long))) > 1
    assert tokenizer.encode(long) == tokenizer._core.encode(long, add_special_tokens=False).ids


@given(text=st.text(alphabet="ab \n\r\t\u3000é'", max_size=60), size=st.integers(1, 9))
@quick
def test_chunks_change_no_token(text: str, size: int) -> None:
    assert "".join(chunks(text, size)) == text
    for tokenizer in MODELS.values():
        cut = [id for part in chunks(text, size) for id in tokenizer.encode(part)]
        assert cut == tokenizer.encode(text)


@every
def test_special_tokens_come_first_and_only_when_asked_for(kind: str) -> None:
    tokenizer = MODELS[kind]
    assert (tokenizer.pad_id, tokenizer.unk_id, tokenizer.bos_id, tokenizer.eos_id) == (0, 1, 2, 3)
    assert tokenizer.vocab()[:4] == ["<PAD>", "<UNK>", "<BOS>", "<EOS>"]
    ids = tokenizer.encode("cat", bos=True, eos=True)
    assert (ids[0], ids[-1], ids[1:-1]) == (2, 3, tokenizer.encode("cat"))
    assert tokenizer.decode(ids) == "cat" and tokenizer.piece(3).bytes == b""


@every
def test_the_vocabulary_names_every_token_once(kind: str) -> None:
    tokenizer = MODELS[kind]
    vocabulary = tokenizer.vocab()
    assert len(set(vocabulary)) == len(vocabulary) == tokenizer.vocab_size
    assert [tokenizer.id_of(name) for name in vocabulary] == list(range(tokenizer.vocab_size))


@every
@pytest.mark.parametrize("text", NASTY)
def test_merge_steps_end_in_the_tokens(kind: str, text: str) -> None:
    tokenizer = MODELS[kind]
    words = tokenizer.merge_steps(text)
    if kind == "bpe":
        assert [part for word in words for part in word[-1]] == tokenizer.labels(tokenizer.encode(text))
        assert all(len(a) == len(b) + 1 for word in words for a, b in itertools.pairwise(word))
    else:
        assert [word[-1][0] for word in words] == [piece.text for piece in tokenizer.pieces(text)]


@every
def test_a_lone_surrogate_is_refused_with_its_place(kind: str) -> None:
    for use in (MODELS[kind].encode, MODELS[kind].pieces, lambda text: MODELS[kind].encode_batch(["", text])):
        with pytest.raises(TextError, match=r"position 2 .* U\+D83D"):
            use("ab\ud83dc")


@every
def test_what_is_no_token_is_refused(kind: str) -> None:
    tokenizer = MODELS[kind]
    with pytest.raises(TextError, match="must be a str, not int"):
        tokenizer.encode(3)  # type: ignore[arg-type]
    for id in (-1, tokenizer.vocab_size):
        with pytest.raises(TextError, match=f"no token {id}"):
            tokenizer.decode([id])
        with pytest.raises(TextError, match=f"no token {id}"):
            tokenizer.label(id)
    with pytest.raises(TextError, match="not one token"):
        tokenizer.id_of("cats and zebras")


@pytest.mark.parametrize("kind", TOKENIZERS)
def test_training_reports_and_can_be_ended(kind: str) -> None:
    seen: list[int] = []
    train_tokenizer(kind, iter(CORPUS), TokenizerOptions(vocab_size=300), seen.append)
    assert seen == [1, 2, 3]

    def stop(count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train_tokenizer(kind, CORPUS, TokenizerOptions(vocab_size=300), stop)


@pytest.mark.parametrize("kind", TOKENIZERS)
def test_training_refuses_what_it_cannot_learn_from(kind: str) -> None:
    with pytest.raises(DataError, match="empty"):
        train_tokenizer(kind, ["", ""])
    with pytest.raises(DataError, match="not one str"):
        train_tokenizer(kind, "text")
    with pytest.raises(TextError, match="position 1"):
        train_tokenizer(kind, ["fine", "x\udc00"])


def test_training_refuses_unknown_kinds_and_small_vocabularies() -> None:
    with pytest.raises(ConfigError, match="char, word, bpe"):
        train_tokenizer("wordpiece", CORPUS)
    for kind in EXACT:
        with pytest.raises(ConfigError, match="at least 260"):
            train_tokenizer(kind, CORPUS, TokenizerOptions(vocab_size=100))
