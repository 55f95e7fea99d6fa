"""What the handlers of "Compare" answer, called as functions; and that files are those of the command line."""

from __future__ import annotations

import base64
import subprocess
from types import SimpleNamespace

import numpy as np
import pytest

from ngpl.api import difference
from ngpl.cli import main
from ngpl.errors import InputError
from ngpl.hub import list_models, load
from ngpl.plots.attention import triangles
from ngpl.plots.payload import quantise_signed, unpack
from ngpl.ui.context import Context, Selection
from ngpl.ui.tabs.attention.compare import follow, hint_of, misfit, offered, pair_of, point, select_head, show, take
from ngpl.ui.tabs.attention.options import Options

TEXT, OTHER = "The cat sat on the mat.", "The dog sat on the mat."
TWINS = ("shakespeare", "shakespeare-lam")


def event(**data):
    return SimpleNamespace(_data=data)


@pytest.fixture(scope="module")
def context():
    from ngpl.hub.library import settings

    return Context(settings(), "cpu")


def test_the_maps_are_the_second_less_the_first(context):
    changes, maps = show(context, "stories", TEXT, Selection(layer=1, head=2), OTHER, "", Options())
    view = difference(load("stories"), TEXT, OTHER)
    assert changes and maps and maps["signed"] and (maps["layer"], maps["head"]) == (1, 2)
    assert np.array_equal(unpack(maps["weights"]), quantise_signed(triangles(view.weights)).reshape(48, -1))
    assert changes["kl"] == view.kl.tolist() and [a != b for a, b in zip(changes["first"], changes["second"])][1]
    selection, update = select_head(context, "stories", TEXT, Selection(), OTHER, "", event(layer=3, head=4))
    assert (selection.layer, selection.head) == (3, 4)
    assert np.array_equal(unpack(update.props["exact"]["weights"]), triangles(view.weights[3, 4]))


def test_texts_of_other_lengths_get_a_hint_and_no_maps(tiny):
    changes, maps = show(tiny, "char", "the cat", Selection(), "the cats", "", Options())
    assert changes and maps is None and "7 tokens, the second 8" in changes["hint"] and "1 fewer" in changes["hint"]
    changes, _ = show(tiny, "char", "the cat", Selection(), "the cat", "", Options())
    assert changes and "the same" in changes["hint"]
    assert show(tiny, "char", "", Selection(), "", "", Options()) == (None, None)
    with pytest.raises(InputError, match="fewer"):
        select_head(tiny, "char", "the cat", Selection(), "the cats", "", event(layer=0, head=0))


def test_a_second_text_that_was_not_touched_follows_the_first(tiny):
    for second, before, wanted in (("", "", "the cat"), ("a mat", "a mat", "the cat"), ("the dog", "a mat", "the dog")):
        mine, _, text, *_ = follow(tiny, "char", "the cat", Selection(), second, "", before, Options())
        assert (mine, text) == (wanted, "the cat")


@pytest.mark.parametrize("info", list_models(), ids=lambda info: info.name)
def test_only_models_that_fit_are_offered_and_the_others_are_said(info):
    choices, why = offered(info.name)
    for other in list_models():
        fits = other.vocabulary == info.vocabulary and other.shape == info.shape
        assert ((other.name, other.name) in choices) == (fits and other.name != info.name)
        assert (f"{other.name}: " in why) == (not fits)
    assert choices[0][1] == "" and misfit(info, info) == ""


def test_models_of_one_vocabulary_have_the_same_tokens():
    infos = {info.name: info for info in list_models()}
    for name, info in infos.items():
        vocab, other = load(name).tokenizer.vocab(), load("stories").tokenizer.vocab()
        assert (vocab == other) == (info.vocabulary == infos["stories"].vocabulary)


def test_a_model_that_is_not_offered_cannot_be_compared(context):
    with pytest.raises(InputError, match="cannot be compared"):
        pair_of(context, "stories", TEXT, TEXT, "shakespeare")


def test_two_models_on_one_text(context):
    pair = pair_of(context, TWINS[0], TEXT, TEXT, TWINS[1])
    assert hint_of(pair) == "" and pair.compared(context).names == TWINS and not pair.text


def test_what_is_chosen_in_the_lists_is_told_to_the_maps(tiny):
    selection, update = point(tiny, Selection(), event(layer=1, head=2, once=3))
    assert selection == Selection(None, 1, 2) and update.props["select"] == {"layer": 1, "head": 2, "once": 3}
    selection, update = point(tiny, selection, event(token=4, once=4))
    assert selection == Selection(4, 1, 2) and update.props["select"] == {"token": 4, "once": 4}


@pytest.mark.parametrize(
    ("model", "second", "other", "options", "form"),
    [
        ("stories", "-- the dog's\n hat", "", Options(), "npz"),
        ("stories:int8", "-- the dog's\n hat", "", Options("linear", "sea", 0.8), "svg"),
        (TWINS[0], "-- the cat's\n hat", TWINS[1], Options(), "html"),
        (f"{TWINS[1]}:float32", "-- the dog's\n hat", TWINS[0], Options(), "json"),
    ],
)
def test_a_file_is_that_of_its_command(context, model, second, other, options, form, tmp_path, monkeypatch):
    text, selection = "-- the cat's\n hat", Selection(layer=2, head=3)
    update = take(context, model, text, selection, second, other, options, event(form=form))
    file = update.props["taken"]
    script = f"printf '%s\\0' {file['command']}"
    words = subprocess.run(["bash", "-c", script], capture_output=True, check=True).stdout.decode().split("\0")[1:-1]
    monkeypatch.chdir(tmp_path)
    assert main(words) == 0
    assert (tmp_path / f"difference.{form}").read_bytes() == base64.b64decode(file["data"])
