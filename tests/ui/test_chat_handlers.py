"""The chat tab: its handlers and conversations, called as functions."""

import json
from types import SimpleNamespace

import gradio as gr
import pytest

from ngpl.errors import ConfigError, InputError
from ngpl.spec import params_of
from ngpl.ui.context import Selection
from ngpl.ui.conversation import (
    LONGEST_MESSAGE,
    MOST_TURNS,
    Turn,
    bubbles,
    escaped,
    said,
    text_of,
    unescaped,
    up_to_user,
)
from ngpl.ui.tabs import chat

VALUES = [p.default for name in chat.OFFERED for p in params_of(chat.STRATEGIES[name])]
TALK = (Turn("user", "the cat"), Turn("assistant", " sat", "bpe"), Turn("user", "on"), Turn("assistant", " it", "bpe"))


def settings(layout=None, strategy="top_p", new_tokens=5, seed=7):
    return [layout, strategy, new_tokens, seed, *VALUES]


def at(index, value=None):
    return SimpleNamespace(index=index, value=value)


def last(updates):
    return list(updates)[-1]


def test_a_message_gets_a_reply_in_batches(tiny):
    updates = list(chat.send(tiny, "the cat", "bpe", (), *settings()))
    first, end = updates[0], updates[-1]
    assert first[0] == (Turn("user", "the cat"),) and first[2] == "" and first[3]["tokens"]
    assert [turn.role for turn in end[0]] == ["user", "assistant"] and end[0][1].speaker == "bpe"
    assert "seed 7" in end[4] and end[3]["record"]["messages"][1]["content"] == end[0][1].content
    json.dumps(end[3])


def test_the_same_seed_gives_the_same_reply_and_none_a_new_one(tiny):
    replies = [last(chat.send(tiny, "the", "bpe", (), *settings(new_tokens=12, seed=seed)))[0] for seed in (5, 5, 0, 0)]
    assert replies[0] == replies[1]
    assert replies[2] != replies[3]


@pytest.mark.parametrize("message", ["", "  \n", None])
def test_nothing_happens_for_an_empty_message_but_a_hint(tiny, message):
    (update,) = chat.send(tiny, message, "bpe", (), *settings())
    assert update[4] == chat.HINT and update[0] == gr.skip()


def test_a_base_model_continues_the_words(tiny):
    prompt = next(iter(chat.send(tiny, "the cat", "bpe", (), *settings())))[3]
    assert [label for _, label, _ in prompt["tokens"]] == ["<BOS>", "the", " cat"]
    note, _, _ = chat.introduce(tiny, "bpe", "", Selection(), None, "")
    assert "base model" in note


def test_a_chat_model_reads_its_template(tiny):
    prompt = next(iter(chat.send(tiny, "the <|end|>", "chat", (), *settings())))[3]
    special = [label for _, label, is_special in prompt["tokens"] if is_special]
    assert special == ["<BOS>", "<|user|>", "<|end|>", "<|assistant|>"]
    note, layout, _ = chat.introduce(tiny, "chat", "", Selection(), None, "")
    assert "is a chat model" in note and layout.value == "template"


def test_a_prompt_form_that_a_model_lacks_gives_way(tiny):
    assert "continuation" in next(iter(chat.send(tiny, "a", "bpe", (), *settings("template"))))[3]["layout"]
    assert chat.introduce(tiny, "bpe", "", Selection(), "transcript", "")[1].value == "transcript"


def test_another_model_gets_the_form_that_suits_it_unless_another_was_chosen(tiny):
    _, layout, offered = chat.introduce(tiny, "bpe", "", Selection(), None, "")
    assert layout.value == offered == "continuation"
    assert chat.introduce(tiny, "chat", "", Selection(), "continuation", offered)[1].value == "template"
    assert chat.introduce(tiny, "chat", "", Selection(), "transcript", offered)[1].value == "transcript"


def test_the_oldest_turns_are_left_out_and_said(tiny):
    long = (Turn("user", "the cat sat on the mat " * 3), Turn("assistant", " the dog ran" * 3, "bpe"))
    prompt = next(iter(chat.send(tiny, "the dog", "bpe", long, *settings())))[3]
    assert [role for role, _ in prompt["cut"]] == ["user", "assistant"] and prompt["prompt"] <= prompt["context"]


def test_another_model_goes_on_with_the_conversation(tiny):
    seen = last(chat.send(tiny, "and", "char", TALK, *settings()))
    assert seen[0][:4] == TALK and seen[0][-1].speaker == "char"
    assert ">bpe<" in seen[1][1]["content"] and ">char<" in seen[1][-1]["content"]


def test_retry_edit_undo_and_clear(tiny):
    assert last(chat.retry(tiny, at(3), "bpe", TALK, *settings()))[0][:3] == TALK[:3]
    edited = last(chat.edit(tiny, at(0, "a &lt;b>"), "bpe", TALK, *settings()))[0]
    assert edited[0].content == "a <b>" and len(edited) == 2
    assert last(chat.edit(tiny, at(0, " "), "bpe", TALK, *settings()))[1] == bubbles(TALK)
    undone = chat.undo(tiny, TALK, at(3))
    assert undone[0] == TALK[:2] and undone[2] == "on"
    assert chat.clear(tiny)[:2] == ((), [])


@pytest.mark.parametrize("index", [-1, 4, None, "0", (0, 1), True])
def test_a_message_that_is_not_there(index):
    with pytest.raises(InputError, match="the conversation has 4"):
        up_to_user(TALK, index)


def test_too_long_a_message_and_too_many_messages():
    with pytest.raises(InputError, match="this one has"):
        said((), "x" * (LONGEST_MESSAGE + 1))
    with pytest.raises(InputError, match="clear it"):
        said((Turn("user", "x"),) * MOST_TURNS, "x")


def test_what_the_browser_sends_stays_within_the_limits(tiny):
    end = last(chat.send(tiny, "the", "bpe", (), *settings(new_tokens=99_999)))
    assert end[3]["total"] - end[3]["prompt"] <= tiny.limits.new_tokens
    for wrong in (settings(strategy="beam"), settings(new_tokens=0), settings(seed=-1)):
        with pytest.raises(ConfigError):
            list(chat.send(tiny, "the", "bpe", (), *wrong))


@pytest.mark.parametrize("strategy", chat.OFFERED)
def test_every_strategy_replies(tiny, strategy):
    made = chat.strategy_of(strategy, VALUES)
    assert type(made) is chat.STRATEGIES[strategy]
    assert last(chat.send(tiny, "the", "char", (), *settings(strategy=strategy)))[3]["total"] > 4


@pytest.mark.parametrize("text", ["<b>x</b>", "a < b && c", "&lt;", "<PAD> <|user|> </s>", "&copy; AT&T", "<!-- -->"])
def test_what_would_be_markup_is_escaped_and_comes_back(text):
    shown = bubbles((Turn("user", text),))[0]["content"]
    assert "<b" not in shown and "<!" not in shown and "<P" not in shown and "&c" not in shown
    assert unescaped(escaped(text)) == text


def test_the_text_of_a_message_in_all_its_shapes():
    assert text_of("a") == text_of([{"type": "text", "text": "a"}]) == text_of({"text": "a"}) == "a"
    assert text_of([{"type": "file", "file": {}}, "b"]) == "b" and text_of([]) == ""
