"""The distribution of the next token as one small message: filters are applied in the browser, without a new pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from ngpl.plots.payload import pack

ROWS = 20  # candidates that are listed


def next_token_payload(
    logits: np.ndarray, seen: Iterable[int], label: Callable[[int], str], rows: int = ROWS
) -> dict[str, Any]:
    """Logits ``(V,)`` as float32, the distinct tokens of the text, and the labels of all that can be listed.

    The repetition penalty alone changes the order, and only makes tokens that were ``seen`` less likely. So the
    ``rows`` best tokens under any settings are among the ``rows + seen`` best of the model.
    """
    logits = np.asarray(logits, np.float32)
    seen = sorted(set(seen))
    count = min(rows + len(seen), logits.size)
    best = np.argsort(-logits, kind="stable")[:count].tolist()
    return {
        "logits": pack(logits),
        "seen": seen,
        "rows": rows,
        "labels": {str(id): label(id) for id in best},
    }
