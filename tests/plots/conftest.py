"""Maps like a model's: random, causal, rows that sum to one; labels that try to break a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

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


def signed() -> AttentionView:
    """What changes from one text to another of as many tokens."""
    a, b = attention(2, 4, 12), attention(2, 4, 12, 2)
    weights = b.weights[:, ::-1] - a.weights
    arrays: dict[str, np.ndarray] = {"kl": np.linspace(0, 1, 12, dtype=np.float32), "ids_b": np.arange(12)}
    return replace(a, weights=weights, signed=True, arrays=arrays, notes=("difference: b less a",))


@pytest.fixture
def signed_view() -> AttentionView:
    return signed()


@pytest.fixture
def one_view() -> AttentionView:
    """A single map made of several."""
    view = attention(1, 1, 12)
    return replace(view, sink="without_first", notes=("no first", "the mean of it"), title="mean of heads 0.1, 2.3")


@pytest.fixture
def make_view() -> Callable[..., AttentionView]:
    """Makes an ``AttentionView`` of ``layers``, ``heads``, ``tokens``, ``kv_heads``, ``implied``."""
    return attention


@pytest.fixture
def view() -> AttentionView:
    return attention()
