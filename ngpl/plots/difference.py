"""What changes from one pass to another as a message for the browser, drawn by the view ``difference``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ngpl.plots.labels import visible_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ngpl.inspection.views import DifferenceView

MOST_HEADS = 12  # that are listed


def difference_payload(view: DifferenceView) -> dict[str, Any]:
    """The tokens of both sides, how far the prediction moved after each (nats), and the heads that changed most."""
    shares = moved(view.weights)
    order = np.argsort(-shares, axis=None, kind="stable")[:MOST_HEADS].tolist()
    heads = [(*divmod(place, shares.shape[1]), float(shares.flat[place])) for place in order]
    return tokens_payload(view.labels_a, view.labels_b) | {
        "names": list(view.names),
        "kl": view.kl.tolist(),
        "heads": [{"layer": layer, "head": head, "moved": share} for layer, head, share in heads],
        "n_head": shares.size,
    }


def tokens_payload(first: Sequence[str], second: Sequence[str], hint: str = "") -> dict[str, Any]:
    """The tokens of two texts, and what has to be done before they can be compared."""
    return {"first": visible_all(first), "second": visible_all(second), "hint": hint}


def moved(weights: np.ndarray) -> np.ndarray:
    """The share of its attention that each head moves, 0 to 1: half of what its weights change, the mean of its rows.

    ``(L, H, T, T)`` -> ``(L, H)``. The first token has no choice and does not count.
    """
    rows = np.abs(weights).sum(-1)[..., 1:] / 2
    return rows.mean(-1) if rows.shape[-1] else np.zeros(weights.shape[:2], np.float32)
