"""Two passes compared: where attention went elsewhere, and how far the predictions moved."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ngpl.errors import InputError
from ngpl.inspection.forward import Inspection, log_softmax
from ngpl.inspection.views import AttentionView, DifferenceView

Derive = Callable[[AttentionView], AttentionView]


def as_they_are(view: AttentionView) -> AttentionView:
    return view


def difference(
    a: Inspection,
    b: Inspection,
    derive: Derive = as_they_are,
    names: tuple[str, str] = ("the first", "the second"),
) -> DifferenceView:
    """What pass ``b`` does otherwise than ``a``: two texts of one length, or two models that share a tokenizer.

    ``derive`` makes of both passes' maps what is compared, such as their ``combined`` map; ``names`` are what a and b
    are called. ``InputError`` for passes of other lengths, shapes or vocabularies.
    """
    check_alike(a, b)
    first, second = derive(a.attention_view), derive(b.attention_view)
    return DifferenceView(
        weights=second.weights - first.weights,
        kl=divergence(a.logits, b.logits),
        ids_a=a.ids,
        ids_b=b.ids,
        labels_a=a.tokens,
        labels_b=b.tokens,
        implied=a.implied or b.implied,
        n_kv_head=first.n_kv_head if first.n_kv_head == second.n_kv_head else first.n_head,
        notes=first.notes,
        title=first.title,
        names=names,
    )


def divergence(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The Kullback-Leibler divergence of predictions by logits ``b`` from those by ``a``: ``(T, V)`` -> ``(T,)``."""
    log_a, log_b = log_softmax(a.astype(np.float64)), log_softmax(b.astype(np.float64))
    return (np.exp(log_a) * (log_a - log_b)).sum(-1).clip(min=0).astype(np.float32)


def check_alike(a: Inspection, b: Inspection) -> None:
    """``InputError`` unless two passes can be compared position by position and head by head."""
    if len(a.ids) != len(b.ids):
        raise InputError(
            f"only texts of one length can be compared, position by position: the first has {len(a.ids)} tokens, the "
            f"second {len(b.ids)}; replace words by others of as many tokens"
        )
    (layers_a, heads_a), (layers_b, heads_b) = a.attention.shape[:2], b.attention.shape[:2]
    if (layers_a, heads_a) != (layers_b, heads_b):
        raise InputError(
            f"only models of one shape can be compared, head by head: the first has {layers_a} layers of {heads_a} "
            f"heads, the second {layers_b} of {heads_b}"
        )
    if a.logits.shape != b.logits.shape:
        raise InputError(
            f"only models of one vocabulary can be compared: the first has {a.logits.shape[1]} tokens, the second "
            f"{b.logits.shape[1]}"
        )
