"""Prompts of conversations: each layout as it should read, and what is cut when the context is full."""

from __future__ import annotations

import pytest

from ngpl.chat import LAYOUTS, chat_prompt, layout_for
from ngpl.errors import ConfigError, InputError
from tests import tiny

BASE, CHAT = tiny.tokenizer("char"), tiny.tokenizer("char", roles=True)


def said(*contents: str, system: str = "") -> list[dict[str, str]]:
    """User and assistant in turns, after a system message if there is one."""
    turns = [{"role": ("user", "assistant")[i % 2], "content": content} for i, content in enumerate(contents)]
    return [{"role": "system", "content": system}] * bool(system) + turns


def read(tokenizer, prompt) -> str:
    return tokenizer.decode(prompt.ids, skip_special=False)


def test_layouts():
    talk = said("Hi", " Hello.", "And?", system="Be kind.")
    assert (layout_for(CHAT), layout_for(BASE)) == ("template", "continuation")
    assert read(CHAT, chat_prompt(CHAT, talk)) == (
        "<BOS><|system|>Be kind.<|end|><|user|>Hi<|end|><|assistant|> Hello.<|end|><|user|>And?<|end|><|assistant|>"
    )
    assert read(BASE, chat_prompt(BASE, talk)) == "<BOS>Be kind.\nHi Hello.\nAnd?"
    transcript = chat_prompt(BASE, talk, layout="transcript")
    assert read(BASE, transcript) == "<BOS>System: Be kind.\nUser: Hi\nAssistant: Hello.\nUser: And?\nAssistant:"
    assert transcript.stop == ("\nUser:",)
    with pytest.raises(ConfigError, match="template, continuation"):
        chat_prompt(BASE, talk, layout="nothing")
    with pytest.raises(InputError, match="at least one"):
        chat_prompt(BASE, [])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_oldest_turns_are_cut(layout):
    talk = said("first " * 5, "reply " * 5, "second", "answer", "third", system="Rules.")
    whole = chat_prompt(CHAT, talk, layout=layout)
    assert chat_prompt(CHAT, talk, context=len(whole.ids), layout=layout) == whole and not whole.cut
    less = chat_prompt(CHAT, talk, context=len(whole.ids) - 1, layout=layout)
    assert [message["content"] for message in less.cut] == ["first " * 5, "reply " * 5]
    assert "Rules." in read(CHAT, less) and "third" in read(CHAT, less)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("context", [1, 5, 40, 60])
def test_a_long_message_loses_its_start(layout, context):
    content = "".join(chr(97 + i % 26) for i in range(200))
    talk = said("old", "older", content, system="Rules.")
    prompt = chat_prompt(CHAT, talk, context=context, layout=layout)
    assert 0 < len(prompt.ids) <= context
    assert [message["content"] for message in prompt.cut[:3]] == ["old", "older", "Rules."]
    if context >= 40:
        kept = content.removeprefix(prompt.cut[-1]["content"])
        assert kept and kept in read(CHAT, prompt) and len(prompt.ids) == context


def test_room_is_reserved_for_the_reply():
    talk = said("x" * 100)
    assert len(chat_prompt(BASE, talk, context=40, reserve=10).ids) == 30
    assert len(chat_prompt(BASE, talk, context=40, reserve=100).ids) == 20
