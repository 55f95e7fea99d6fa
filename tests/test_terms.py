"""Tokens as they are written in a field."""

import pytest

from ngpl.errors import InputError, TextError
from ngpl.terms import MAX_TERMS, Term, joined, terms_of, token_of, twin, written
from ngpl.tokenizers import TokenizerOptions, train_tokenizer

TEXT = ['the cat sat, the cat ran, cat and dog and cat\n\nking of kings, 😀 said "cat," and #5'] * 20


@pytest.fixture(scope="module")
def tokenizer():
    return train_tokenizer("bpe", TEXT, TokenizerOptions(vocab_size=330, min_frequency=2))


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("king, woman", [Term("king"), Term("woman")]),
        (" king ,man,", [Term("king"), Term("man")]),
        ('" man", ",", x', [Term(" man", True), Term(",", True), Term("x")]),
        ('say "hi", x', [Term('say "hi"'), Term("x")]),
        ('"', [Term('"')]),
        ("", []),
        (None, []),
        (" , ,", []),
    ],
)
def test_a_line_in_parts(line, terms):
    assert terms_of(line) == terms


def test_too_many_terms_are_refused():
    with pytest.raises(InputError, match=f"at most {MAX_TERMS}"):
        terms_of("a," * (MAX_TERMS + 1))


def test_a_bare_word_has_its_space_and_a_quoted_one_has_not(tokenizer):
    assert tokenizer.label(token_of(tokenizer, Term("cat"))) == " cat"
    assert tokenizer.label(token_of(tokenizer, Term("·cat"))) == " cat"
    assert tokenizer.label(token_of(tokenizer, Term(" cat", True))) == " cat"
    assert tokenizer.label(token_of(tokenizer, Term("c", True))) == "c"


def test_signs_marks_numbers_and_names(tokenizer):
    assert token_of(tokenizer, Term(",", True)) == tokenizer.id_of(",")
    assert token_of(tokenizer, Term("↵")) == tokenizer.id_of("\n")
    assert token_of(tokenizer, Term("#7")) == 7
    assert token_of(tokenizer, Term("<EOS>")) == tokenizer.eos_id


@pytest.mark.parametrize("text", ["catdogcat", "# 5"])
def test_what_is_not_one_token_is_an_error_that_tells_what_is_near(tokenizer, text):
    with pytest.raises(TextError, match="is not one token"):
        token_of(tokenizer, Term(text))


def test_a_number_beyond_the_vocabulary_is_told_its_bounds(tokenizer):
    with pytest.raises(TextError, match=f"#0 to #{tokenizer.vocab_size - 1}"):
        token_of(tokenizer, Term("#99999"))


def test_every_token_can_be_written_and_read_again(tokenizer):
    for id in range(tokenizer.vocab_size):
        (term,) = terms_of(written(tokenizer, id))
        assert token_of(tokenizer, term) == id


def test_a_term_is_put_behind_others():
    assert joined("", "a") == "a"
    assert joined(None, "a") == "a"
    assert joined("a, b ,", "c") == "a, b, c"


def test_twins_differ_by_a_space(tokenizer):
    for id in range(tokenizer.vocab_size):
        other = twin(tokenizer, id)
        if other is not None:
            assert (
                tokenizer.label(other).strip(" ") == tokenizer.label(id).strip(" ")
                and twin(tokenizer, other) is not None
            )
