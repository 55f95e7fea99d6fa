"""The handlers of the embeddings tab, called as functions."""

import json

import numpy as np
import pytest
import torch

from ngpl.config import GPTConfig, Limits, Settings
from ngpl.errors import InputError, TextError
from ngpl.hub import LanguageModel
from ngpl.model import GPT
from ngpl.plots.embeddings import KINDS
from ngpl.plots.payload import unpack
from ngpl.tokenizers import TokenizerOptions, train_tokenizer
from ngpl.ui.context import Context, Selection
from ngpl.ui.tabs import embeddings
from ngpl.ui.tabs.embeddings import TOP, Sent

TEXT = "the cat sat, the dog ran"


class Event:
    """What the browser sends with an event."""

    def __init__(self, **data):
        self._data = data


class TinyContext(Context):
    """Two models by name, made on the spot."""

    def __init__(self, **shapes):
        super().__init__(Settings("a", (), Limits(tokens=12)))
        tokenizer = train_tokenizer(
            "bpe", [f"{TEXT} <b> 😀 é 42"] * 9, TokenizerOptions(vocab_size=300, min_frequency=2)
        )
        self.models = {}
        for name, changes in (shapes or {"a": {}, "b": {"tied": False, "position": "learned"}}).items():
            torch.manual_seed(len(self.models))
            shape = {"vocab_size": tokenizer.vocab_size, "block_size": 16, "n_layer": 1, "n_head": 2, "n_embd": 8}
            model = GPT(GPTConfig(**(shape | changes))).eval()
            self.models[name] = LanguageModel(name, model, tokenizer, hash=f"hash of {name}")

    def model(self, name):
        return self.models[name]


@pytest.fixture(scope="module")
def context():
    return TinyContext()


def token(context, label, model="a"):
    return context.model(model).tokenizer.id_of(label)


def test_the_first_visit_gets_map_positions_and_text(context):
    picture, positions, sent = embeddings.show(context, "a", TEXT, Selection(), Sent())
    assert picture.value["key"] == sent.key == "hash of a"
    assert unpack(picture.value["points"]).shape == (context.model("a").config.vocab_size, 3)
    assert picture.props["text"]["ids"] == context.model("a").encode(TEXT)
    assert unpack(positions.value["vectors"]).shape == (12, 4)
    json.dumps([picture.value, picture.props, positions.value, positions.props])


def test_the_map_is_sent_once_a_model(context):
    _, _, sent = embeddings.show(context, "a", TEXT, Selection(), Sent())
    picture, positions, again = embeddings.show(context, "a", TEXT + " cat", Selection(), sent)
    assert picture.value is None and positions.value is None and again == sent
    assert set(picture.props) == {"text"}
    picture, _, _ = embeddings.show(context, "b", TEXT, Selection(), again)
    assert picture.value["key"] == "hash of b"


def test_a_token_selected_elsewhere_comes_with_its_neighbours(context):
    ids = context.model("a").encode(TEXT)
    picture, _, sent = embeddings.show(context, "a", TEXT, Selection(token=1), Sent())
    assert picture.props["text"]["token"] == 1 and picture.props["near"]["id"] == ids[1]
    assert len(picture.props["near"]["neighbours"]) == TOP
    again, _, _ = embeddings.show(context, "a", TEXT, Selection(token=1), sent)
    assert "near" not in again.props
    changed, _, _ = embeddings.show(context, "a", "dog" + TEXT[3:], Selection(token=0), sent)
    assert changed.props["near"]["id"] == changed.props["text"]["ids"][0]


@pytest.mark.parametrize("selected", [99, -1])
def test_a_selection_beyond_the_text_is_none(context, selected):
    picture, _, _ = embeddings.show(context, "a", TEXT, Selection(token=selected), Sent())
    assert picture.props["text"]["token"] is None


@pytest.mark.parametrize("text", ["", None, "\u200b\x00 🧑‍🚀 سلام <img src=x onerror=alert(1)>"])
def test_empty_and_odd_texts(context, text):
    picture, _, _ = embeddings.show(context, "a", text, Selection(token=0), Sent())
    assert (
        len(picture.props["text"]["labels"])
        == len(picture.props["text"]["ids"])
        == min(12, len(picture.props["text"]["ids"]))
    )
    json.dumps(picture.props)


def test_it_says_which_embedding_it_is(context):
    values = [embeddings.show(context, name, "", Selection(), Sent())[0].value for name in "ab"]
    assert "(tied)" in values[0]["about"] and "(not tied)" in values[1]["about"]


def test_kinds_of_the_vocabulary(context):
    value = embeddings.map_payload(context.model("a"))
    kinds = [KINDS[kind] for kind in unpack(value["kinds"])]
    assert kinds[token(context, "<PAD>")] == "special token"
    assert kinds[token(context, "\\xE2")] == "part of a character"
    assert kinds[token(context, " the")] == "space, then letters"


@pytest.mark.parametrize(
    ("position", "words"), [("rotary", "turned"), ("sinusoidal", "added"), ("none", "nothing is added")]
)
def test_positions_are_described(position, words):
    context = TinyContext(a={"position": position})
    _, positions, _ = embeddings.show(context, "a", "", Selection(), Sent())
    assert words in positions.value["about"]


def test_a_point_is_picked(context):
    near = embeddings.pick(context, "a", Event(id=5)).props["near"]
    cosines = [row["cosine"] for row in near["neighbours"]]
    assert near["id"] == 5 and 5 not in [row["id"] for row in near["neighbours"]]
    assert cosines == sorted(cosines, reverse=True)
    table = context.model("a").model.embedding.detach().numpy()
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    assert near["neighbours"][0]["cosine"] == pytest.approx(np.sort(unit @ unit[5])[-2], abs=1e-5)


@pytest.mark.parametrize("id", [-1, 10**6])
def test_a_token_that_is_not_there_is_refused(context, id):
    with pytest.raises(InputError, match="no token"):
        embeddings.pick(context, "a", Event(id=id))


@pytest.mark.parametrize("data", [{}, {"id": "5"}, {"id": True}, {"id": None}])
def test_an_odd_message_selects_nothing(context, data):
    assert embeddings.pick(context, "a", Event(**data)).props["near"]["neighbours"] == []


def test_a_token_of_the_text_is_selected_for_all_tabs(context):
    selection, picture, sent = embeddings.choose(context, "a", TEXT, Selection(layer=2, head=1), Event(token=1))
    assert selection == Selection(token=1, layer=2, head=1)
    assert picture.props["near"]["id"] == sent.id == context.model("a").encode(TEXT)[1]
    selection, picture, _ = embeddings.choose(context, "a", TEXT, selection, Event(token=None))
    assert selection.token is None and picture.props["near"]["id"] is None


def test_search(context):
    for query in (" the", "the", "·the", '" the"'):
        assert embeddings.find(context, "a", query).props["near"]["id"] == token(context, " the")
    near = embeddings.find(context, "a", '"the"').props["near"]
    assert near["id"] == token(context, "the") and near["twin"] == token(context, " the")


def test_search_tells_what_is_near(context):
    with pytest.raises(TextError, match=r"Near it: .*the"):
        embeddings.find(context, "a", "thee")
    with pytest.raises(InputError, match="nothing to search"):
        embeddings.find(context, "a", "")
    with pytest.raises(TextError):
        embeddings.find(context, "a", "x" * 100_000)


def test_sums(context):
    found = embeddings.add_up(context, "a", "the, cat", '" dog"').props["sum"]
    assert found["plus"] == [token(context, " the"), token(context, " cat")]
    assert found["minus"] == [token(context, " dog")]
    assert not {row["id"] for row in found["neighbours"]} & {*found["plus"], *found["minus"]}
    with pytest.raises(InputError, match="nothing to add"):
        embeddings.add_up(context, "a", "", None)
    with pytest.raises(InputError, match="zero"):
        embeddings.add_up(context, "a", "the", "the")


def test_the_selected_token_goes_into_a_sum(context):
    the = token(context, " the")
    assert embeddings.extend(context, "a", "", "x", Event(id=the, sign="plus")) == ("·the", "x")
    assert embeddings.extend(context, "a", "y", "x", Event(id=the, sign="minus")) == ("y", "x, ·the")
    assert embeddings.extend(context, "a", "y", "x", Event(sign="minus")) == ("y", "x")
