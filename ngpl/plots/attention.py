"""All attention maps of a text as one small message for the browser, and the exact numbers of one head."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from ngpl.errors import InputError
from ngpl.plots.colors import DIVERGING, PALETTES
from ngpl.plots.labels import visible_all
from ngpl.plots.payload import pack, pack_signed, pack_u8
from ngpl.plots.style import PLAIN, Style, pooled

if TYPE_CHECKING:
    from ngpl.inspection.views import AttentionView


MOST_TOKENS = 256  # whose maps travel cell by cell; of a longer text the heads are thumbnails until one is asked for
THUMB_CELLS = 128


def attention_payload(
    view: AttentionView, layer: int = 0, head: int = 0, token: int | None = None, style: Style = PLAIN
) -> dict[str, Any]:
    """What the attention picture shows, JSON-able: all heads in 256 levels, the chosen head exactly.

    ``weights`` is ``(L * H, n (n + 1) / 2)``: lower triangles, row by row, of n tokens or, of a long text, of
    ``pooled`` cells that show the largest weight of many. ``token`` is the token pinned, if any.
    """
    check_head(view, layer, head)
    exact = exact_payload(view, layer, head)
    n_token = len(view.labels)
    maps = view.weights.reshape(-1, n_token, n_token)
    short = n_token <= MOST_TOKENS
    return {
        "key": exact["key"],
        "text": text_key(view),
        "n_layer": view.n_layer,
        "n_head": view.n_head,
        "n_kv_head": view.n_kv_head,
        "n_token": n_token,
        "labels": visible_all(view.labels),
        "implied": view.implied,
        "layer": layer,
        "head": head,
        "token": token if token is not None and 0 <= token < n_token else None,
        "pooled": 0 if short else THUMB_CELLS,
        "weights": (pack_signed if view.signed else pack_u8)(triangles(maps if short else pooled(maps, THUMB_CELLS))),
        "exact": exact,
        "title": view.title,
        "sink": view.sink,
        "notes": list(view.notes),
        "signed": view.signed,
        "measures": measures_payload(view) if short else None,
        "kl": view.arrays["kl"].tolist() if view.signed else None,
        "style": asdict(style),
        "palettes": PALETTES,
        "diverging": DIVERGING,
    }


def measures_payload(view: AttentionView) -> dict[str, Any]:
    """What is measured on the maps of each head, ``(L, H)``. Of a long text it takes as long as the pass: ask later."""
    measures = {"entropy": view.entropy, "distance": view.distance}
    return {"key": view_key(view)} | {name: values.round(4).tolist() for name, values in measures.items()}


def exact_payload(view: AttentionView, layer: int, head: int) -> dict[str, Any]:
    """The triangle of one head as float32: the answer to the browser's ``head_select``."""
    check_head(view, layer, head)
    return {"key": view_key(view), "layer": layer, "head": head, "weights": pack(triangles(view.head(layer, head)))}


def combined_payload(
    view: AttentionView, made: AttentionView, combine: str, heads: Sequence[tuple[int, int]]
) -> dict[str, Any]:
    """As ``exact_payload``, of the single map that was ``made`` of some ``heads`` of the view."""
    return {
        "key": view_key(view),
        "combine": combine,
        "heads": [list(head) for head in heads],
        "weights": pack(triangles(made.head(0, 0))),
        "title": made.title,
        "notes": list(made.notes),
    }


def text_key(view: AttentionView) -> str:
    """Tells one text and shape from another, whatever was done to the weights: what is chosen in it stays chosen."""
    return f"{zlib.crc32(repr((view.labels, view.weights.shape)).encode('utf-8', 'surrogatepass')):08x}"


def view_key(view: AttentionView) -> str:
    """Tells the numbers of one text from those of another, so that a late answer is not taken for the new text's.

    The last rows stand for all: what they look from has seen the whole text.
    """
    labels = zlib.crc32("\0".join(view.labels).encode("utf-8", "surrogatepass"))
    return f"{zlib.crc32(np.ascontiguousarray(view.weights[..., -1, :]).data, labels):08x}"


def triangles(weights: np.ndarray) -> np.ndarray:
    """The causal half ``(..., T (T + 1) / 2)`` of maps ``(..., T, T)``, row by row."""
    return weights[..., np.tri(weights.shape[-1], dtype=bool)].astype(np.float32, copy=False)


def check_head(view: AttentionView, layer: int | None, head: int | None) -> None:
    """``InputError`` unless there is such a layer and such a head; ``None`` stands for all of them."""
    for what, index, count in (("layer", layer, view.n_layer), ("head", head, view.n_head)):
        if index is not None and not 0 <= index < count:
            allowed = "only 0" if count == 1 else f"0 to {count - 1}"
            raise InputError(f"there is no {what} {index}: this model has {what}s {allowed}, counted from 0")
