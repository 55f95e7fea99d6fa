"""Many maps as one, and maps without their sinks: derived from the model's own, with a sentence that says so.

A sink is a token that takes weight because it has to go somewhere, mostly the first (Xiao et al., 2023).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from ngpl.errors import InputError, choose
from ngpl.inspection.views import AttentionView

Head = tuple[int, int]


@dataclass(frozen=True)
class Sink:
    """A way to treat sinks. ``apply`` gives the weights ``(L, H, T, T)`` of a view; ``about`` says what they are."""

    about: str
    apply: Callable[[AttentionView], np.ndarray]


@dataclass(frozen=True)
class Combination:
    """A way to make one map of many. ``combine`` takes all maps ``(L, H, T, T)`` and those chosen ``(L, H)``, as bool.

    ``distribution``: maps whose rows sum to one give a map whose rows do.
    """

    about: str
    combine: Callable[[np.ndarray, np.ndarray], np.ndarray]
    distribution: bool = True


def without_first(view: AttentionView) -> np.ndarray:
    """The first key dropped, rows renormalised. The first token looked at nothing else: its row is zero, and so is
    every row that gave the first key all of its weight."""
    kept = view.weights.copy()
    kept[..., 0] = 0
    return renormalised(kept)


def by_value_norm(view: AttentionView) -> np.ndarray:
    """Weights times the norm of the value that they carry into the residual stream (Kobayashi et al., 2020), rows
    renormalised. A row whose values are all zero stays zero."""
    if view.value_norms is None:
        raise InputError("these maps came without the norms of their values; there are: raw, without_first")
    return renormalised(view.weights * view.value_norms[:, :, None, :])


def renormalised(weights: np.ndarray) -> np.ndarray:
    """Rows that sum to one; a row of zeros stays what it is."""
    sums = weights.sum(-1, keepdims=True)
    return np.divide(weights, sums, out=np.zeros_like(weights), where=sums != 0)


def mean(maps: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """The mean of the chosen heads, ``(T, T)``; in each row only of those that look anywhere."""
    picked = maps[chosen]  # (heads, T, T)
    looking = picked.any(-1, keepdims=True).sum(0)  # (T, 1)
    return picked.sum(0) / np.maximum(looking, 1)


def largest(maps: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """The largest weight that any chosen head gives, ``(T, T)``."""
    return maps[chosen].max(0)


def rollout(maps: np.ndarray, chosen: np.ndarray | None = None) -> np.ndarray:
    """Attention followed down from the last layer to the first (Abnar and Zuidema, 2020), ``(T, T)``.

    In each layer half of a token stays where it is, on the residual stream, and half goes where the mean of the chosen
    heads ``(L, H)`` looks, all of them if none are named. A row that looks nowhere stays whole, as does a layer of
    which no head is chosen.
    """
    chosen = np.ones(maps.shape[:2], bool) if chosen is None else chosen
    stay = np.eye(maps.shape[-1], dtype=maps.dtype)
    flow = stay
    for layer, heads in zip(maps, chosen, strict=True):
        if heads.any():
            flow = renormalised(mean(layer, heads) + stay) @ flow
    return flow


SINKS: dict[str, Sink] = {
    "raw": Sink("the weights as the model computed them", lambda view: view.weights),
    "without_first": Sink(
        "the first token removed as a key and each row scaled to sum to 1 again; its own row is empty", without_first
    ),
    "value_norm": Sink(
        "each weight times the norm of the value it carries into the residual stream (Kobayashi et al., 2020), and "
        "each row scaled to sum to 1 again",
        by_value_norm,
    ),
}

COMBINATIONS: dict[str, Combination] = {
    "mean": Combination("the mean of the chosen heads", mean),
    "largest": Combination(
        "the largest weight that any chosen head gives; rows can sum to more than 1", largest, distribution=False
    ),
    "rollout": Combination(
        "attention rollout (Abnar and Zuidema, 2020): the chosen heads' mean followed through the layers, where half "
        "of each token stays on the residual stream; an estimate of the flow, not a weight of the model",
        rollout,
    ),
}


def with_sink(view: AttentionView, name: str) -> AttentionView:
    """The view with its sinks treated as ``SINKS`` says, and said in its notes; ``InputError`` if they already were."""
    sink = choose(SINKS, name, "way to treat sinks")
    if view.sink != "raw":
        raise InputError(f"the sinks of these maps are already treated as {view.sink}; start from the raw ones")
    if name == "raw":
        return view
    return replace(view, weights=sink.apply(view), sink=name, notes=(*view.notes, sink.about))


def combined(view: AttentionView, name: str, heads: Iterable[Head] | None = None) -> AttentionView:
    """A view of one map, made of the chosen ``(layer, head)`` pairs as ``COMBINATIONS`` says; ``None``: of all heads.

    ``InputError`` if there is no such head or none is chosen.
    """
    combination = choose(COMBINATIONS, name, "combination")
    picked = sorted(set(heads)) if heads is not None else [*np.ndindex(view.weights.shape[:2])]
    chosen = _chosen(view, picked)
    weights = combination.combine(view.weights, chosen)[None, None].astype(np.float32)
    return replace(
        view,
        weights=weights,
        n_kv_head=1,
        value_norms=None,
        notes=(*view.notes, combination.about),
        title=f"{name} of {named(chosen)}",
    )


def named(chosen: np.ndarray) -> str:
    """What chosen heads ``(L, H)`` are called: ``all heads``, ``layer 2``, ``heads 0.1, 2.3``."""
    if chosen.all():
        return "all heads"
    layers = np.flatnonzero(chosen.any(1))
    if len(layers) == 1 and chosen[layers[0]].all():
        return f"layer {layers[0]}"
    places = [f"{layer}.{head}" for layer, head in np.argwhere(chosen)]
    return f"head{'s' if len(places) > 1 else ''} {', '.join(places)}"


def _chosen(view: AttentionView, heads: list[Head]) -> np.ndarray:
    if not heads:
        raise InputError("no head is chosen: name at least one")
    chosen = np.zeros(view.weights.shape[:2], bool)
    for layer, head in heads:
        check_head(chosen.shape, layer, head)
        chosen[layer, head] = True
    return chosen


def check_head(shape: tuple[int, ...], layer: int, head: int) -> None:
    """``InputError`` unless a model of ``shape`` (layers, heads) has that head."""
    if not (0 <= layer < shape[0] and 0 <= head < shape[1]):
        last = f"{shape[0] - 1}.{shape[1] - 1}"
        raise InputError(f"there is no head {layer}.{head}: this model's are 0.0 to {last}, as layer.head")
