"""All attention maps of a text as one small message for the browser, and the exact numbers of one head."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

from ngpl.errors import InputError
from ngpl.plots.colors import RAMPS
from ngpl.plots.labels import visible_all
from ngpl.plots.payload import pack, pack_u8

if TYPE_CHECKING:
    from ngpl.inspection.views import AttentionView


def attention_payload(view: AttentionView, layer: int = 0, head: int = 0, token: int | None = None) -> dict[str, Any]:
    """What the attention picture shows, JSON-able: all heads in 256 levels, the chosen head exactly.

    ``weights`` is ``(L * H, T (T + 1) / 2)``: lower triangles, row by row. ``token`` is the token pinned, if any.
    """
    check_head(view, layer, head)
    exact = exact_payload(view, layer, head)
    n_token = len(view.labels)
    return {
        "key": exact["key"],
        "n_layer": view.n_layer,
        "n_head": view.n_head,
        "n_kv_head": view.n_kv_head,
        "n_token": n_token,
        "labels": visible_all(view.labels),
        "implied": view.implied,
        "layer": layer,
        "head": head,
        "token": token if token is not None and 0 <= token < n_token else None,
        "weights": pack_u8(triangles(view.weights.reshape(-1, n_token, n_token))),
        "exact": exact,
        "ramps": {theme: list(stops) for theme, stops in RAMPS.items()},
    }


def exact_payload(view: AttentionView, layer: int, head: int) -> dict[str, Any]:
    """The triangle of one head as float32: the answer to the browser's ``head_select``."""
    check_head(view, layer, head)
    return {"key": view_key(view), "layer": layer, "head": head, "weights": pack(triangles(view.head(layer, head)))}


def view_key(view: AttentionView) -> str:
    """Tells the numbers of one text from those of another, so that a late answer is not taken for the new text's."""
    labels = zlib.crc32("\0".join(view.labels).encode("utf-8", "surrogatepass"))
    return f"{zlib.crc32(np.ascontiguousarray(view.weights).data, labels):08x}"


def triangles(weights: np.ndarray) -> np.ndarray:
    """The causal half ``(..., T (T + 1) / 2)`` of maps ``(..., T, T)``, row by row."""
    rows, columns = np.tril_indices(weights.shape[-1])
    return weights[..., rows, columns].astype(np.float32, copy=False)


def check_head(view: AttentionView, layer: int | None, head: int | None) -> None:
    """``InputError`` unless there is such a layer and such a head; ``None`` stands for all of them."""
    for what, index, count in (("layer", layer, view.n_layer), ("head", head, view.n_head)):
        if index is not None and not 0 <= index < count:
            allowed = "only 0" if count == 1 else f"0 to {count - 1}"
            raise InputError(f"there is no {what} {index}: this model has {what}s {allowed}, counted from 0")
