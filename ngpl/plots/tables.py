"""Attention maps as numbers: NumPy archive, JSON, CSV. Tokens are written exactly, not as a picture shows them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import numpy as np

from ngpl.plots.picks import Picks

COLUMNS = ("layer", "head", "query", "key", "query_token", "key_token", "weight")


def npz(picks: Picks) -> bytes:
    """``attention`` ``(L, H, T, T)`` float32, ``ids`` and ``tokens`` ``(T,)``, the ``layers`` and ``heads`` chosen.

    ``notes`` say what was done to the model's weights; a difference has ``kl`` and the ids of the second text too.
    """
    arrays: dict[str, Any] = {
        "attention": picks.weights,
        "ids": np.array(picks.view.ids, np.int64),
        "tokens": np.array(picks.view.labels, np.str_),
        "layers": np.array(picks.layers, np.int64),
        "heads": np.array(picks.heads, np.int64),
        "notes": np.array(picks.view.notes, np.str_),
    }
    file = io.BytesIO()
    np.savez_compressed(file, **(arrays | dict(picks.view.arrays)))
    return file.getvalue()


def to_json(picks: Picks) -> bytes:
    """The same as ``npz``; each weight has as many digits as tell its float32 from the next."""
    record = {
        "tokens": picks.view.labels,
        "ids": picks.view.ids,
        "layers": picks.layers,
        "heads": picks.heads,
        "shape": picks.weights.shape,
        "implied": picks.view.implied,
        "title": picks.view.title,
        "notes": picks.view.notes,
        **{name: shortest(array) for name, array in picks.view.arrays.items()},
        "attention": shortest(picks.weights),
    }
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace")


def shortest(array: np.ndarray) -> Any:
    """Nested lists; each float32 with as many digits as tell it from the next."""
    return (array.astype(np.str_).astype(np.float64) if array.dtype == np.float32 else array).tolist()


def to_csv(picks: Picks) -> bytes:
    """One line a weight of the causal half, by layer, head, query, key."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    tokens = picks.view.labels
    queries, keys = np.tril_indices(len(tokens))
    names = [(q, k, tokens[q], tokens[k]) for q, k in zip(queries.tolist(), keys.tolist())]
    for i, layer in enumerate(picks.layers):
        for j, head in enumerate(picks.heads):
            weights = picks.weights[i, j, queries, keys].astype(np.str_).tolist()
            writer.writerows((layer, head, *name, weight) for name, weight in zip(names, weights))
    return text.getvalue().encode("utf-8", "backslashreplace")
