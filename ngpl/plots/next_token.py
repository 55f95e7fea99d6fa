"""The distribution of the next token as one small message: filters are applied in the browser, without a new pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ngpl.plots.payload import pack

ROWS = 20  # candidates that are listed
LABELS = 200  # of the most probable tokens


def next_token_payload(
    logits: np.ndarray, seen: Sequence[int], label: Callable[[int], str], rows: int = ROWS
) -> dict[str, Any]:
    """Logits ``(V,)`` as float32, the tokens of the text as they were ``seen``, and the labels of those to be listed.

    Filters may remove the tokens that were seen, or make them less likely; all others but ``typical_p`` keep the best.
    So the ``rows`` best are among the ``rows + seen`` best of the model. Typical ones may lie deeper, rarely below
    the first ``LABELS``; the browser has numbers for the rest.
    """
    logits = np.asarray(logits, np.float32)
    count = min(max(rows, LABELS) + len(set(seen)), logits.size)
    best = np.argsort(-logits, kind="stable")[:count].tolist()
    return {
        "logits": pack(logits),
        "seen": list(seen),
        "rows": rows,
        "labels": {str(id): label(id) for id in best},
    }
