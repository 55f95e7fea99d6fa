"""Maps like a model's: random, causal, rows that sum to one; labels that try to break a picture."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from ngpl.inspection.views import AttentionView

NASTY = (
    *(
        "<BOS>",
        "Once",
        " upon",
        " ",
        "\n",
        "\t",
        "東京",
        "\\xF0\\x9F",
        "😀",
        "👩‍👩‍👧",
        "naïve",
        "हिन्दी",
        "a,b",
        '"',
        "'",
    ),
    *(
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "<!--",
        "${alert(1)}",
        "{{value}}",
        "&amp;",
    ),
    *("http://example.org/x.js", "\u202eevil", "\u200b", "\x00", "\u2028", "supercalifragilisticexpialidocious"),
)


def attention(
    layers: int = 2, heads: int = 4, tokens: int = len(NASTY), kv_heads: int = 0, implied: bool = False
) -> AttentionView:
    random = np.random.default_rng(layers * heads * tokens)
    scores = random.normal(scale=2.5, size=(layers, heads, tokens, tokens)).astype(np.float32)
    weights = np.exp(scores) * np.tri(tokens, dtype=np.float32)
    weights /= weights.sum(-1, keepdims=True)
    labels = tuple(NASTY[i % len(NASTY)] for i in range(tokens))
    return AttentionView(weights, tuple(range(tokens)), labels, implied, kv_heads or heads)


@pytest.fixture
def make_view() -> Callable[..., AttentionView]:
    """Makes an ``AttentionView`` of ``layers``, ``heads``, ``tokens``, ``kv_heads``, ``implied``."""
    return attention


@pytest.fixture
def view() -> AttentionView:
    return attention()
