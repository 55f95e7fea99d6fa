"""The map of a vocabulary and its position vectors as messages for the browser, each sent once a model."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ngpl.plots.payload import pack

if TYPE_CHECKING:
    from ngpl.inspection.views import EmbeddingView, Neighbour, PositionView

# What a token can be, in the order of the legend; the page gives each a shape and a colour.
KINDS = (
    "special token",
    "part of a character",
    "white space",
    "number",
    "punctuation",
    "capital letter first",
    "space, then letters",
    "letters",
)

SCHEMES = {
    "learned": "Learned positions: one vector a position, trained with the rest and added to the token's embedding.",
    "sinusoidal": "Sinusoidal positions: fixed sines and cosines, added to the token's embedding.",
    "rotary": (
        "Rotary positions: nothing is added to the embedding. Inside every head, queries and keys are turned by angles "
        "that grow with the position. Shown are the cosines of these angles, one a pair of channels, then their sines."
    ),
    "bigram": "No positions: a bigram looks at one token only, so where it stands makes no difference.",
    "none": "No position vectors: nothing is added and nothing is turned. Order comes from the causal mask alone.",
}
ADDED = "{scheme} positions: these vectors are added to the token's embedding."
TURNED = "{scheme} positions: queries and keys are turned; shown are the cosines, then the sines of the angles."
NOTHING = "{scheme} positions: no vectors to show."


def embedding_payload(view: EmbeddingView, kinds: np.ndarray, key: str, about: str = "") -> dict[str, Any]:
    """The whole vocabulary, JSON-able: ``points`` ``(V, 3)`` float32, ``kinds`` ``(V,)`` as of ``kinds_of``.

    ``key`` names the model, so that a message about another one is not taken for this one's.
    """
    return {
        "key": key,
        "about": about,
        "labels": list(view.labels),
        "points": pack(view.points),
        "kinds": pack(kinds),
        "kind_names": list(KINDS),
        "explained": [float(share) for share in view.explained],
    }


def neighbour_rows(found: Sequence[Neighbour]) -> list[dict[str, Any]]:
    return [{"id": n.id, "cosine": n.cosine} for n in found]


def kinds_of(labels: Sequence[str], special: Collection[int], partial: Collection[int]) -> np.ndarray:
    """What each token is, ``(V,)`` uint8 into ``KINDS``; ``partial`` are those that hold half a character."""
    special, partial = set(special), set(partial)
    kinds = [0 if id in special else 1 if id in partial else kind_of(label) for id, label in enumerate(labels)]
    return np.array(kinds, np.uint8)


def kind_of(label: str) -> int:
    """The index into ``KINDS`` of a token of whole characters."""
    text = label.strip()
    if not text:
        return KINDS.index("white space")
    if text[0].isnumeric():
        return KINDS.index("number")
    if unicodedata.category(text[0])[0] not in "LM":
        return KINDS.index("punctuation")
    if text[0].isupper():
        return KINDS.index("capital letter first")
    return KINDS.index("letters" if label[0] == text[0] else "space, then letters")


def position_payload(view: PositionView, key: str, limit: int | None = None) -> dict[str, Any]:
    """Position vectors ``(n, C)`` and their cosines ``(n, n)``, JSON-able; both ``None`` where there are none.

    ``limit`` is the model's last position, if it has one.
    """
    about = scheme_line(view)
    if view.vectors is None:
        return {"key": key, "about": about, "vectors": None, "similarity": None, "rotated": False}
    vectors = view.vectors.astype(np.float32, copy=False)
    n = len(vectors)
    if limit and limit > n:
        about += f" These are the first {n:,} of {limit:,} positions."
    return {
        "key": key,
        "about": about,
        "vectors": pack(vectors),
        "similarity": pack(similarity(vectors)),
        "rotated": view.rotated,
    }


def scheme_line(view: PositionView) -> str:
    """What the positions of a model are, in a sentence."""
    other = NOTHING if view.vectors is None else TURNED if view.rotated else ADDED
    return SCHEMES.get(view.scheme) or other.format(scheme=view.scheme.capitalize())


def similarity(vectors: np.ndarray) -> np.ndarray:
    """The cosine of every pair of rows: ``(n, n)`` float32; 0 where a row is all zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return np.clip(unit @ unit.T, -1, 1).astype(np.float32)
