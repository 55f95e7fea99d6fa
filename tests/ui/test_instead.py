"""Baselines on the page: what a tab shows instead, and what the others show of them; handlers called as functions."""

from __future__ import annotations

import numpy as np
import pytest

from ngpl.hub import LanguageModel
from ngpl.model import Bigram, BigramConfig, NGram, NGramConfig
from ngpl.ui.context import Selection
from ngpl.ui.header import choices, inside, types_of
from ngpl.ui.instead import panel_of
from ngpl.ui.page import or_nothing
from ngpl.ui.tabs import embeddings
from ngpl.ui.tabs.attention import maps
from ngpl.ui.tabs.attention.options import Options
from ngpl.ui.tabs.decoding.next_token import Chosen, distribution

NEEDED = {"attention": lambda lm: lm.gpt, "embeddings": lambda lm: lm.embedded}


@pytest.fixture(scope="module")
def context(tiny):
    words = tiny.models["char"].tokenizer
    ids, size = np.array(words.encode("the cat sat on the mat, <the> dog ran" * 9)), words.vocab_size
    made = {
        "bigram": Bigram(BigramConfig(size, counted=True)).counted(ids),
        "ngram": NGram(NGramConfig(size, order=3)).counted(ids),
    }
    for name, model in made.items():
        tiny.models[name] = LanguageModel(name, model, words, hash=name, stored=model.storage)
    yield tiny
    for name in made:
        del tiny.models[name]


@pytest.mark.parametrize(
    ("name", "tab", "said"),
    [
        ("bigram", "attention", "No attention here: a bigram looks at one token only"),
        ("ngram", "attention", "No attention here: a model of 3-grams"),
        ("ngram", "embeddings", "No embeddings here"),
        ("bigram", "embeddings", ""),
        ("char", "attention", ""),
        ("char", "embeddings", ""),
    ],
)
def test_the_panel_takes_the_place_of_what_is_not_there(context, name, tab, said):
    panel = panel_of(context.model(name), NEEDED[tab])
    assert said in panel and bool(panel) == bool(said)


def test_handlers_of_hidden_content_change_nothing(context):
    args = (context, "bigram", "the cat", Selection(), Options())
    assert or_nothing(maps.show, 1, *args)["__type__"] == "update"
    assert len(or_nothing(maps.show, 3, *args)) == 3
    assert or_nothing(maps.show, 1, context, "char", *args[2:])["n_head"] == 2


def test_the_table_of_a_bigram_is_shown_as_one(context):
    picture, positions, _ = embeddings.show(context, "bigram", "the cat", Selection(token=1), embeddings.Sent())
    assert "rows of" in picture.value["about"] and picture.props["near"]["neighbours"]
    assert "where it stands makes no difference" in positions.value["about"]


@pytest.mark.parametrize(("name", "note"), [("bigram", "“t”"), ("ngram", "after “at”, the last 2 of at most 2 tokens")])
def test_the_next_token_tells_what_it_rests_on(context, name, note):
    shown = distribution(context, name, "the cat", Selection(), Chosen())
    assert note in shown["prompt"]["notes"][-1] and shown["labels"]


def test_the_header_tells_that_there_is_no_attention(context):
    for name, stored in (("bigram", "float32"), ("ngram", "counts")):
        lm = context.model(name)
        assert "no attention" in inside(lm.config)
        menu = types_of(lm)
        assert (
            menu.value == "auto" and [value for _, value in menu.choices] == ["auto"] and stored in menu.choices[0][0]
        )


def test_the_shipped_baselines_are_in_the_picker():
    from ngpl.hub import list_models

    labels = {name: label for label, name in choices(list_models())}
    assert labels["shakespeare-bigram"].endswith("no attention") and labels["shakespeare"].endswith("softmax")
    assert labels["shakespeare-ngram"].endswith("no attention")
