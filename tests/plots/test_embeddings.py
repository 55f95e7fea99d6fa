"""What the browser is told of a vocabulary and of positions."""

import json

import numpy as np
import pytest

from ngpl.inspection.views import EmbeddingView, Neighbour, PositionView
from ngpl.plots.embeddings import (
    KINDS,
    SCHEMES,
    embedding_payload,
    kind_of,
    kinds_of,
    neighbour_rows,
    position_payload,
    similarity,
)
from ngpl.plots.payload import unpack

KNOWN = {
    " cat": "space, then letters",
    "cat": "letters",
    " Lily": "capital letter first",
    "The": "capital letter first",
    "42": "number",
    " 7": "number",
    "½": "number",
    ".": "punctuation",
    ' "': "punctuation",
    "😀": "punctuation",
    "<b>": "punctuation",
    "": "white space",
    " \n": "white space",
    "猫": "letters",
    " سلام": "space, then letters",
    "\u0301": "letters",
}


@pytest.mark.parametrize("label", KNOWN)
def test_kinds_of_labels(label):
    assert KINDS[kind_of(label)] == KNOWN[label]


def test_special_tokens_and_parts_of_characters_are_told_by_id():
    kinds = kinds_of(["<PAD>", "\\xE2", "a"], special=[0], partial=[1])
    assert [KINDS[kind] for kind in kinds] == ["special token", "part of a character", "letters"]
    assert kinds.dtype == np.uint8


def test_the_vocabulary_goes_whole_and_exact():
    points = np.random.default_rng(0).normal(size=(300, 3)).astype(np.float32)
    labels = tuple(f"<b>{i}\n${{x}}" for i in range(300))
    view = EmbeddingView(points, labels, np.array([0.5, 0.25, 0.125], np.float32))
    sent = json.loads(json.dumps(embedding_payload(view, np.zeros(300, np.uint8), "k", "about")))
    np.testing.assert_array_equal(unpack(sent["points"]), points)
    assert sent["labels"] == list(labels) and sent["explained"] == [0.5, 0.25, 0.125]
    assert unpack(sent["kinds"]).shape == (300,) and (sent["key"], sent["about"]) == ("k", "about")


def test_fifty_thousand_tokens_stay_small():
    points = np.random.default_rng(0).normal(size=(50_000, 3)).astype(np.float32)
    view = EmbeddingView(points, tuple(f" token{i}" for i in range(50_000)), np.ones(3, np.float32) / 3)
    assert len(json.dumps(embedding_payload(view, np.zeros(50_000, np.uint8), "k"))) < 2_000_000


def test_similarity_is_the_cosine_of_every_pair():
    vectors = np.array([[1, 0], [2, 0], [0, 3], [-1, 0], [0, 0]], np.float32)
    expected = [[1, 1, 0, -1, 0], [1, 1, 0, -1, 0], [0, 0, 1, 0, 0], [-1, -1, 0, 1, 0], [0, 0, 0, 0, 0]]
    np.testing.assert_allclose(similarity(vectors), expected, atol=1e-6)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_positions_say_what_they_are(scheme):
    vectors = None if scheme == "none" else np.eye(4, 6, dtype=np.float32)
    view = PositionView(scheme, vectors, rotated=scheme == "rotary")
    sent = json.loads(json.dumps(position_payload(view, "k", 100)))
    assert sent["about"].startswith(SCHEMES[scheme])
    if vectors is None:
        assert sent["vectors"] is None and sent["similarity"] is None
        return
    np.testing.assert_array_equal(unpack(sent["vectors"]), vectors)
    assert unpack(sent["similarity"]).shape == (4, 4)
    assert "first 4 of 100" in sent["about"] and sent["rotated"] == (scheme == "rotary")


@pytest.mark.parametrize(
    ("vectors", "rotated", "words"), [(None, False, "no vectors"), (1, False, "added"), (1, True, "turned")]
)
def test_a_scheme_without_words_of_its_own_is_described_by_what_it_does(vectors, rotated, words):
    view = PositionView("alibi", None if vectors is None else np.ones((2, 2), np.float32), rotated)
    assert words in position_payload(view, "k")["about"]


def test_neighbours_as_rows():
    assert neighbour_rows([Neighbour(3, 0.5)]) == [{"id": 3, "cosine": 0.5}]
