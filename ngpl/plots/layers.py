"""How a prediction forms, as sheets: the logit lens, what each part adds to a logit, the length of the stream.

``label`` gives the label of any token by its id. Sheets of the stream begin with the last layer and end with the
embedding, as the stream is drawn, those of heads with layer 0; ``arrays`` are always in the model's order.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from ngpl.errors import InputError, choose
from ngpl.plots.anatomy import MOST_TEXTS
from ngpl.plots.labels import visible
from ngpl.plots.sheet import Card, Scale, Sheet
from ngpl.plots.sheet_scale import amount

if TYPE_CHECKING:
    from ngpl.inspection.views import AttributionView, LensView

Label = Callable[[int], str]
Colored = tuple[np.ndarray, Scale]

PERCENT, NATS = Scale("probability", "%"), Scale("entropy", "nats")


def numbered(what: str, n: int) -> tuple[str, ...]:
    """``layer 0``, ``layer 1``, ..."""
    return tuple(f"{what} {number}" for number in range(n))


def depths(n_layer: int) -> tuple[str, ...]:
    """What the depths of a stream are called, from the last one down."""
    return (*numbered("layer", n_layer)[::-1], "embedding")


def texts_of(values: np.ndarray, scale: Scale) -> list[list[str]]:
    """The numbers, to stand in their cells: with as many decimals as give the largest three digits. None where there
    are too many columns."""
    factor = 100 if scale.unit == "%" else 1
    decimals = max(0, 2 - math.floor(math.log10(factor * scale.high)))
    form = f"{'+' if scale.signed else ''}z.{decimals}f"
    if values.shape[1] > MOST_TEXTS:
        return []
    return [
        ["" if np.isnan(value) else f"{factor * value:{form}}".replace("-", "−") for value in row] for row in values
    ]


def largest(values: np.ndarray) -> float:
    """How far a scale must reach to hold all ``values``."""
    return float(np.nanmax(np.abs(values), initial=0)) or 1.0


# The logit lens


def by_probability(view: LensView, word: str) -> Colored:
    return view.probs[..., 0], Scale("probability of the token shown", "%")


def by_entropy(view: LensView, word: str) -> Colored:
    return view.entropy, Scale("entropy", "nats", high=largest(view.entropy))


def by_target(view: LensView, word: str) -> Colored:
    return np.asarray(view.target_probs), Scale(f"probability of {word}", "%", root=True)


def by_rank(view: LensView, word: str) -> Colored:
    return 1 / np.asarray(view.target_ranks), Scale(f"1 / rank of {word}", root=True)


LENS_COLORS: dict[str, Callable[[LensView, str], Colored]] = {
    "probability": by_probability,
    "entropy": by_entropy,
    "target": by_target,
    "rank": by_rank,
}
"""What the colours of the lens can mean: values ``(L + 1, T)`` from the embedding up, and their scale."""


def lens_sheet(view: LensView, label: Label, color: str = "probability") -> Sheet:
    """The best token of every depth and position; where colours mean the rank of the chosen token, that rank instead.

    ``color`` is a name of ``LENS_COLORS``; ``InputError`` for ``target`` and ``rank`` of a view without a target.
    """
    colored = choose(LENS_COLORS, color, "colour of the lens")
    if view.target is None and colored in (by_target, by_rank):
        raise InputError(f"colours cannot mean {color} where no token was chosen: name a target")
    word = "" if view.target is None else visible(label(view.target))
    values, scale = colored(view, word)
    rows, places = range(len(values))[::-1], range(len(view.labels))
    shown = view.target_ranks if color == "rank" else None
    return Sheet(
        name="lens",
        title="Logit lens: what each layer would predict next if it were the last",
        note="Every depth of the residual stream, unembedded as the last one is, without any fit (nostalgebraist, "
        "2020): early layers need not speak the language of the last one. The top row is the model's own prediction.",
        row_title="after",
        column_title="token",
        rows=depths(len(values) - 1),
        columns=view.labels,
        values=values[::-1].astype(np.float32),
        scale=scale,
        texts=[[label(view.ids[i, j, 0]) if shown is None else str(shown[i, j]) for j in places] for i in rows],
        cards=[[_lens_card(view, label, word, i, j) for j in places] for i in rows],
        arrays=_lens_arrays(view),
    )


def _lens_card(view: LensView, label: Label, word: str, depth: int, at: int) -> Card:
    """The candidates of one depth and position, its entropy, and where the chosen token stands."""
    best = zip(view.ids[depth, at].tolist(), view.probs[depth, at].tolist(), strict=True)
    card = [(visible(label(id)), amount(PERCENT, prob)) for id, prob in best]
    card.append(("entropy", amount(NATS, view.entropy[depth, at])))
    if view.target_probs is not None and view.target_ranks is not None:
        card.append((f"rank of {word}", f"{view.target_ranks[depth, at]:,}"))
        card.append((f"probability of {word}", amount(PERCENT, view.target_probs[depth, at])))
    return card


def path_sheet(view: LensView, label: Label, at: int) -> Sheet:
    """How the chosen token comes up at position ``at``: its probability and rank at every depth, beside the best token
    there. ``InputError`` for a view without a target."""
    if view.target is None or view.target_probs is None or view.target_ranks is None:
        raise InputError("there is no way to show where no token was chosen: name a target")
    probs, ranks = view.target_probs[::-1, at], view.target_ranks[::-1, at]
    values = np.stack([view.probs[::-1, at, 0], probs, 1 / ranks], 1).astype(np.float32)
    word, depths_down = visible(label(view.target)), range(len(values))[::-1]
    best = [label(id) for id in view.ids[::-1, at, 0].tolist()]
    told = [[amount(PERCENT, prob), f"{rank:,}"] for prob, rank in zip(probs, ranks, strict=True)]
    return Sheet(
        name="path",
        title=f"How {word} comes up after position {at} ({visible(view.labels[at])})",
        note=f"Read by the logit lens. best: the most probable token of each depth; target: the probability of {word}; "
        "rank: its place among all tokens, 1 for the most probable.",
        row_title="after",
        column_title="",
        rows=depths(len(values) - 1),
        columns=("best", "target", "rank"),
        values=values,
        scale=Scale("probability, or 1 / rank", root=True),
        texts=[[token, *texts] for token, texts in zip(best, told, strict=True)],
        cards=[[_lens_card(view, label, word, depth, at)] * 3 for depth in depths_down],
        arrays={"position": np.asarray(at)} | {name: array[:, at] for name, array in _lens_arrays(view).items()},
    )


def _lens_arrays(view: LensView) -> dict[str, np.ndarray]:
    named = {name: getattr(view, name) for name in ("ids", "probs", "entropy", "target_probs", "target_ranks")}
    return {name: array for name, array in named.items() if array is not None}


# What each part adds to a logit


def blocks_sheet(view: AttributionView, label: Label) -> Sheet:
    """What attention and MLP of every layer add, both together, and the embedding: the last column sums up to the
    logit."""
    word = visible(label(view.target))
    layers = np.stack([view.attention, view.mlp, view.attention + view.mlp], 1)[::-1]
    ground = {"embedding": view.embedding} | ({"bias of the norm": view.offset} if view.offset else {})
    below = np.array([[np.nan, np.nan, value] for value in ground.values()])
    values = np.concatenate([layers, below]).astype(np.float32)
    scale = Scale(f"added to the logit of {word}", high=largest(values), signed=True)
    return Sheet(
        name="blocks",
        title=f"What adds up to the logit of {word}: {view.logit:.2f}",
        note=f"What each part writes to the residual stream at {_place(view, label)}, as the unembedding of {word} "
        "reads it. The scale of the final norm is held at its value in this pass, so the sum, "
        f"{view.total:.2f}, is exact; only differences to the logits of other tokens decide what is predicted.",
        row_title="part",
        column_title="by",
        rows=(*numbered("layer", len(layers))[::-1], *ground),
        columns=("attention", "MLP", "sum"),
        values=values,
        scale=scale,
        texts=texts_of(values, scale),
        arrays={name: np.asarray(getattr(view, name)) for name in ("attention", "mlp", "embedding", "offset", "logit")},
    )


def heads_sheet(view: AttributionView, label: Label) -> Sheet:
    """What every head adds, layer 0 first."""
    word = visible(label(view.target))
    values = view.heads.astype(np.float32)
    scale = Scale(f"added to the logit of {word}", high=largest(values), signed=True)
    return Sheet(
        name="heads",
        title=f"What each head adds to the logit of {word}",
        note=f"What each head writes to the residual stream at {_place(view, label)}, with the scale of the final norm "
        "held at its value in this pass. The heads of a layer sum up to its attention, but for a bias of no head.",
        row_title="layer",
        column_title="head",
        rows=numbered("layer", len(values)),
        columns=numbered("head", values.shape[1]),
        values=values,
        scale=scale,
        texts=texts_of(values, scale),
        arrays={"heads": view.heads},
    )


def norms_sheet(view: AttributionView, label: Label) -> Sheet:
    """The length of the residual stream at every depth and position."""
    values = view.norms[::-1].astype(np.float32)
    scale = Scale("length", high=largest(values))
    return Sheet(
        name="norms",
        title="Length of the residual stream",
        note="The Euclidean norm of the stream after the embedding and after each layer. What a layer adds counts less "
        "the longer the stream is, since every block reads it through a norm.",
        row_title="after",
        column_title="token",
        rows=depths(len(view.norms) - 1),
        columns=tuple(label(id) for id in view.ids),
        values=values,
        scale=scale,
        texts=texts_of(values, scale),
        arrays={"norms": view.norms},
    )


def _place(view: AttributionView, label: Label) -> str:
    return f"position {view.position} ({visible(label(view.ids[view.position]))})"


ATTRIBUTIONS: dict[str, Callable[[AttributionView, Label], Sheet]] = {
    "blocks": blocks_sheet,
    "heads": heads_sheet,
    "norms": norms_sheet,
}
"""The sheets of an attribution."""
