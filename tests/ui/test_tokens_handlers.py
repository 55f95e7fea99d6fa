"""The tokens tab: its handlers and what they show, called as functions."""

import itertools
from types import SimpleNamespace

import pytest

from ngpl.tokenizers import read_tokenizer
from ngpl.ui.context import Selection
from ngpl.ui.tabs import tokens
from ngpl.ui.token_views import DRAWN, difference, merges, wholes, word_at
from tests.tokenizers.others import FOLDERS, write

ODD = ["", " ", "\n\n", "a\r\n\tb", "🦊", "👨‍👩‍👧 né", "日本語 مرحبا", "<b>&amp;<PAD>", "\x00\u200b\ufffd"]


def click(token):
    return SimpleNamespace(_data={"token": token})


def cut(tiny, text, model="bpe", **selection):
    return tokens.show(tiny, model, text, Selection(**selection))


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("model", ["bpe", "char"])
def test_pieces_are_the_text_to_the_byte(tiny, model, text):
    strip, _ = cut(tiny, text, model)
    data = text.encode()
    assert bytes.fromhex("".join(hexes for _, hexes, *_ in strip["pieces"])) == data
    assert all(data[start:end] == bytes.fromhex(hexes) for _, hexes, start, end, _ in strip["pieces"])
    assert strip["ids"] == tiny.model(model).encode(text)
    assert (strip["characters"], strip["bytes"]) == (len(text), len(data))


def test_parts_of_a_character_are_grouped(tiny):
    strip, _ = cut(tiny, "a🦊é!")
    assert strip["wholes"] == [(1, 4, "🦊"), (5, 6, "é")]
    assert [piece[0] for piece in strip["pieces"]][1:5] == ["\\xF0", "\\x9F", "\\xA6", "\\x8A"]
    assert not list(wholes(tiny.model("word").tokenizer.pieces("the 🦊"), "the 🦊".encode()))


def test_white_space_that_a_tokenizer_loses_is_said(tiny):
    strip, _ = cut(tiny, "the  cat", "word")
    assert [piece[4] for piece in strip["pieces"]] == ["", "  "]


def test_all_of_a_long_text_is_counted_but_not_drawn(tiny):
    strip, _ = cut(tiny, "x" * 5_000, "char")
    assert len(strip["ids"]) == strip["characters"] == 4_000 and len(strip["pieces"]) == DRAWN
    assert strip["room"] == 24


def test_the_selection_of_another_tab_is_shown(tiny):
    strip, found = cut(tiny, "the cat", token=1)
    assert strip["selected"] == 1 and found["steps"]
    assert cut(tiny, "", token=1)[1] == {"steps": [], "note": ""}


def test_merges_lead_from_bytes_to_the_tokens(tiny):
    _, merges = cut(tiny, "the cat", token=1)
    (steps,) = merges["steps"]
    assert steps[0] == [" ", "c", "a", "t"] and steps[-1] == [" cat"]
    assert all(len(a) == len(b) + 1 for a, b in itertools.pairwise(steps))


@pytest.mark.parametrize(("model", "text", "words"), [("char", "the", "no merges"), ("bpe", "x" * 99, "longer than")])
def test_where_no_merges_are_shown_it_says_why(tiny, model, text, words):
    merges = cut(tiny, text, model, token=0)[1]
    assert not merges["steps"] and words in merges["note"]


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [("the cat", 0, "the"), ("the cat", 3, " cat"), ("a   b", 2, "  "), ("a   b", 3, " b"), ("é🦊 x", 4, "é🦊")],
)
def test_the_word_at_a_byte(text, place, word):
    assert word_at(text, place) == word


def test_a_click_selects_in_every_tab(tiny):
    selection, found = tokens.select(tiny, "bpe", "the cat", Selection(layer=3), click(1))
    assert selection == Selection(token=1, layer=3) and found["steps"]
    assert tokens.select(tiny, "bpe", "the cat", selection, click(None))[0].token is None


@pytest.mark.parametrize("data", [None, {}, {"token": -1}, {"token": 99}, {"token": "1"}, {"token": True}, [1]])
def test_nonsense_from_the_browser_selects_nothing(tiny, data):
    selection, found = tokens.select(tiny, "bpe", "the cat", Selection(1), SimpleNamespace(_data=data))
    assert selection.token is None and not found["steps"]


def test_a_token_that_other_tabs_do_not_see_is_not_selected_there(tiny):
    selection, found = tokens.select(tiny, "char", "x" * 40, Selection(), click(30))
    assert selection.token is None and found["note"]


def test_tokenizers_side_by_side(tiny):
    rows = tokens.compare(tiny, "word", "The cat é", Selection(), ["bpe", "char", "word"])["rows"]
    assert [row["name"] for row in rows] == ["word", "bpe", "char", "plain UTF-8"]
    word, bpe, char, plain = rows
    assert word["unknown"] and "became" in word["difference"]
    assert not bpe["unknown"] and not bpe["difference"]
    assert char["tokens"] == plain["tokens"] == 10 and plain["pieces"][-1] == "\\xA9"
    assert tokens.compare(tiny, "bpe", "", Selection(), ["bpe"]) == {"rows": []}


def test_no_more_tokenizers_than_models_are_kept(tiny):
    rows = tokens.compare(tiny, "bpe", "a", Selection(), ["bpe", "char", "word", "chat"])["rows"]
    assert len(rows) == tiny.limits.loaded_models + 1


def test_a_difference_is_named():
    assert difference("same", "same") == ""
    assert difference("The cat", "the cat") == "at character 0: 'The cat' became 'the cat'"
    assert difference("ab", "abc") == "at character 2: '' became 'c'"


def test_merges_where_a_space_is_put_before_a_text(tmp_path):
    llama, unigram = (read_tokenizer(write(tmp_path / kind, FOLDERS[kind]())) for kind in ("llama", "unigram"))
    pieces = llama.pieces("the cat")
    steps = merges(llama, "the cat", pieces, len(pieces) - 1)["steps"]
    assert "".join(steps[-1][-1]) == " cat"  # not two spaces
    assert "likeliest" in merges(unigram, "the cat", unigram.pieces("the cat"), 1)["note"]
    assert "stands before every text" in merges(llama, "the cat", pieces, 0)["note"]
