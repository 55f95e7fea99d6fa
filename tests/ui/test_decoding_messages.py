"""What the views of the decoding tab are told while a text is written, and of the text before it."""

from __future__ import annotations

import pytest

from ngpl.decoding import Stage, Step
from ngpl.stopping import stop_ids
from ngpl.ui.tabs.decoding.events import Column, Repeats, stage_messages
from ngpl.ui.tabs.decoding.prompt import ending
from tests import tiny

PROMPT = "The cat sat"


def step(id):
    return Step(id, -1.0, 1, 0.5, (), 0.01)


def column(kind="bpe", limit=50):
    lm = tiny.language_model(kind)
    return Column(lm.tokenizer, lm.encode(PROMPT), stop_ids(lm.tokenizer), limit), lm.tokenizer


def test_half_a_character_is_held_back_from_the_text():
    made, tokenizer = column()
    parts = tokenizer.encode("😀")
    texts = [made.message(step(id))["text"] for id in parts]
    assert len(parts) > 1 and texts == [""] * (len(parts) - 1) + ["😀"]
    assert all(tokenizer.label(id).startswith("\\x") for id in parts)
    made.message(step(parts[0]))
    assert made.end()["text"] == "\ufffd"


def test_words_get_their_spaces_back():
    made, tokenizer = column("word")
    assert [made.message(step(tokenizer.id_of(word)))["text"] for word in ("cat", "sat", ".")] == [" cat", " sat", "."]


def test_why_a_column_ended():
    made, tokenizer = column(limit=2)
    made.message(step(9))
    assert not made.full and made.end()["end"] == "time is up"
    made.message(step(9))
    assert made.full and made.end()["end"] == "reached 2 tokens"
    made, tokenizer = column()
    made.message(step(tokenizer.eos_id))
    assert made.end()["end"] == "end of text"


def test_repeats_are_runs_that_were_there_before():
    repeats = Repeats(3)
    assert [repeats.push(id) for id in [1, 2, 3, 4, 1, 2, 3, 4, 9]] == [False] * 6 + [True, True, False]
    repeats = Repeats(2)
    assert [repeats.push(7) for _ in range(5)] == [False, False, True, True, True]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The cat", "The cat"),
        ("one two three four " * 4 + "end", "…two three four one two three four one two three four end"),
        ("x" * 99, "…" + "x" * 60),
        ("a" * 70 + " b", "…" + "a" * 58 + " b"),
    ],
)
def test_the_end_of_a_long_text_begins_with_a_word(text, shown):
    assert ending(text) == shown


def test_a_filter_that_changed_nothing_is_named_alone():
    same = Stage("temperature", (1, 2), (0.75, 0.25), 9)
    stages = (Stage("model", (1, 2), (0.75, 0.25), 9), same, Stage("top_k", (1,), (1.0,), 1))
    assert stage_messages(stages) == [["model", 9, [1, 2], [0.75, 0.25]], ["temperature"], ["top_k", 1, [1], [1.0]]]
