"""A model whose tokenizer puts a token before every text: it stands there in every tab, and in what is taken along."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ngpl.ui.context import Selection
from ngpl.ui.tabs import tokens
from ngpl.ui.tabs.attention import matters
from ngpl.ui.tabs.decoding.prompt import read_prompt
from ngpl.ui.take import text_of

TEXT = "the cat sat on the"
LONG = "the cat sat on the mat, the dog ran " * 2


@pytest.fixture(scope="module")
def begin(tiny):
    return tiny.model("begun").tokenizer.start_id


def test_every_tab_sees_it_at_the_same_place(tiny, begin):
    reading = tiny.read("begun", TEXT)
    strip, merged = tokens.show(tiny, "begun", TEXT, Selection(token=0))
    plain = tiny.read("bpe", TEXT).ids
    assert list(reading.ids) == strip["ids"] == [begin, *plain]
    assert strip["opening"] == 1 and strip["pieces"][0] == ["<BOS>", "", 0, 0, ""]
    assert merged["steps"] == [] and "before every text" in merged["note"]
    assert tiny.inspect(reading).attention_view.labels[0] == "<BOS>"
    assert read_prompt(tiny, "begun", TEXT).ids == reading.ids


def test_without_a_text_there_is_nothing_but_a_start(tiny, begin):
    assert tiny.read("begun", "").ids == () and tokens.show(tiny, "begun", "", Selection())[0]["pieces"] == []
    assert read_prompt(tiny, "begun", "").ids == (begin,)


@pytest.mark.parametrize("text", [TEXT, LONG])
def test_a_command_reads_the_same_tokens(tiny, text):
    lm, reading = tiny.model("begun"), tiny.read("begun", text)
    assert tuple(lm.encode(text_of(reading))) == reading.ids
    prompt = matters.prompt_of(tiny, "begun", text)
    assert len(prompt.ids) <= tiny.limits.tokens and tuple(lm.prompt(prompt.text)) == prompt.ids


def test_a_file_names_the_text_alone(tiny):
    event = SimpleNamespace(_data={"form": "json"})
    taken = matters.take_heads(tiny, "begun", TEXT, Selection(), "", "zero", [], event)
    assert f"'{TEXT}'" in taken.props["taken"]["command"]
