"""Known answers of each kind of tokenizer."""

from __future__ import annotations

import pytest
import tokenizers

from ngpl.errors import ConfigError, TextError
from ngpl.spec import params_of
from ngpl.tokenizers import Piece, TokenizerOptions, bpe_from_merges, train_tokenizer
from ngpl.tokenizers.merges import merge_steps


def test_char_keeps_frequent_characters_whole_and_spells_the_others_in_bytes() -> None:
    tokenizer = train_tokenizer("char", ["éé漢"], TokenizerOptions(min_frequency=2))
    assert tokenizer.vocab_size == 4 + 256 + 1
    assert tokenizer.encode("é") == [260] and tokenizer.label(260) == "é"
    assert tokenizer.labels(tokenizer.encode("a漢")) == ["a", "\\xE6", "\\xBC", "\\xA2"]
    assert train_tokenizer("char", ["éé漢"], TokenizerOptions(vocab_size=260)).vocab_size == 260


def test_char_pieces_count_bytes() -> None:
    tokenizer = train_tokenizer("char", ["éé"])
    assert tokenizer.pieces("éaü") == [
        Piece(260, "é", b"\xc3\xa9", 0, 2),
        Piece(tokenizer.id_of("a"), "a", b"a", 2, 3),
        Piece(tokenizer.id_of("\\xC3"), "\\xC3", b"\xc3", 3, 4),
        Piece(tokenizer.id_of("\\xBC"), "\\xBC", b"\xbc", 4, 5),
    ]


def test_word_keeps_words_of_min_frequency_the_most_frequent_first() -> None:
    texts = ["the cat saw the dog, the end.", "the dog ran."]
    tokenizer = train_tokenizer("word", texts, TokenizerOptions(min_frequency=2))
    assert tokenizer.vocab() == ["<PAD>", "<UNK>", "<BOS>", "<EOS>", "the", ".", "dog"]
    assert tokenizer.encode("the  cat.") == [4, 1, 5]
    assert tokenizer.decode([4, 1, 6, 5]) == "the <UNK> dog."
    assert train_tokenizer("word", texts, TokenizerOptions(vocab_size=8, min_frequency=1)).vocab_size == 8


def test_word_lowercases_only_if_asked_to_and_offsets_are_of_the_source() -> None:
    lower = train_tokenizer("word", ["The the"], TokenizerOptions(lowercase=True))
    assert lower.vocab()[4:] == ["the"] and lower.encode("THE") == [4]
    assert train_tokenizer("word", ["The the"], TokenizerOptions(min_frequency=1)).vocab()[4:] == ["The", "the"]
    assert lower.pieces("é THE") == [Piece(1, "é", "é".encode(), 0, 2), Piece(4, "THE", b"THE", 3, 6)]


@pytest.mark.parametrize(
    "text",
    [
        'She said, "Don\'t go!" (twice); then left.',
        "It cost $3, or 50% more: “really?” She has well-known words…",
        "the cat’s end",
    ],
)
def test_word_puts_prose_together_again(text: str) -> None:
    tokenizer = train_tokenizer("word", [text], TokenizerOptions(min_frequency=1))
    assert tokenizer.decode(tokenizer.encode(text.replace(" ", "  "))) == text


def test_bpe_merges_the_most_frequent_pair_first() -> None:
    tokenizer = train_tokenizer("bpe", ["abab\nabab abab abc"], TokenizerOptions(vocab_size=262))
    assert tokenizer.vocab()[260:] == ["ab", "abab"]
    assert tokenizer.encode("abab abc") == [261, tokenizer.id_of(" "), 260, tokenizer.id_of("c")]
    assert tokenizer.merge_steps("abab") == [[["a", "b", "a", "b"], ["ab", "a", "b"], ["ab", "ab"], ["abab"]]]


def test_bpe_min_frequency_ends_merging() -> None:
    assert train_tokenizer("bpe", ["abab abab xy"], TokenizerOptions(min_frequency=3)).vocab()[260:] == ["ab"]


def test_merges_go_by_rank_not_by_place() -> None:
    ranks = {("b", "c"): 0, ("a", "b"): 1, ("a", "bc"): 2}
    assert list(merge_steps(list("abc"), ranks)) == [["a", "b", "c"], ["a", "bc"], ["abc"]]


def test_the_space_belongs_to_the_word_after_it() -> None:
    tokenizer = train_tokenizer("bpe", ["a c c c c cat cat"])
    assert tokenizer.label(tokenizer.id_of(" cat")) == " cat"
    with pytest.raises(TextError, match=r"'cat' is not one token; it is made of .*Near it: ' cat'"):
        tokenizer.id_of("cat")


def test_an_unknown_word_is_no_token_and_near_ones_are_named() -> None:
    tokenizer = train_tokenizer("word", ["wizard wizard"])
    with pytest.raises(TextError, match=r"does not have it\. Near it: 'wizard'"):
        tokenizer.id_of("wizzard")
    assert tokenizer.id_of("<UNK>") == 1


def test_byte_level_merges_as_published() -> None:
    alphabet = sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet())
    tokens = [*alphabet, "Ġa", "Ġat", "<|endoftext|>"]
    vocab = {token: id for id, token in enumerate(tokens)}
    tokenizer = bpe_from_merges(vocab, [("Ġ", "a"), ("Ġa", "t")], ["<|endoftext|>"])
    assert tokenizer.encode(" at a") == [257, 256] and tokenizer.decode([257, 258, 256]) == " at a"
    assert tokenizer.specials == {"<|endoftext|>": 258}
    assert tokenizer.bos_id == tokenizer.eos_id == tokenizer.start_id == 258
    assert tokenizer.pad_id is None and tokenizer.unk_id is None
    assert 258 not in tokenizer.encode("<|endoftext|>")


def test_roles_add_markers_behind_the_four() -> None:
    tokenizer = train_tokenizer("word", ["a a"], TokenizerOptions(roles=True))
    assert tokenizer.vocab() == [
        *("<PAD>", "<UNK>", "<BOS>", "<EOS>"),
        *("<|system|>", "<|user|>", "<|assistant|>", "<|end|>"),
        "a",
    ]


def test_options_are_checked_and_explain_themselves() -> None:
    assert [param.name for param in params_of(TokenizerOptions)] == [
        "vocab_size",
        "min_frequency",
        "lowercase",
        "roles",
    ]
    with pytest.raises(ConfigError, match="min_frequency must be at least 1"):
        TokenizerOptions(min_frequency=0)
