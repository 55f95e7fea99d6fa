"""What changes when a part of the model is taken out, or put in from another text, as sheets.

``label`` gives the label of any token by its id.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ngpl.plots.labels import visible
from ngpl.plots.layers import PERCENT, Label, largest, numbered, texts_of
from ngpl.plots.sheet import Card, Scale, Sheet
from ngpl.plots.sheet_scale import amount

if TYPE_CHECKING:
    from ngpl.inspection.views import AblationView, PatchView, WithoutView

NO_SUM = "Changes of several heads do not add up: later heads make up for earlier ones."


def ablation_sheet(view: AblationView, label: Label) -> Sheet:
    """The change of the target's log-probability with each head off, layer 0 first as in a grid of heads."""
    word, change = visible(label(view.target)), view.change.astype(np.float32)
    scale = Scale("change of the log-probability", "nats", high=largest(change), signed=True)
    before = amount(PERCENT, np.exp(view.logprob))
    return Sheet(
        name="ablation",
        title=f"Which heads matter for {word} after this text",
        note=f"Each head off in turn: {view.about}. With all heads {word} has {before}; negative: without the head "
        f"it is less probable, so the head speaks for it. {NO_SUM}",
        row_title="layer",
        column_title="head",
        rows=numbered("layer", len(change)),
        columns=numbered("head", change.shape[1]),
        values=change,
        scale=scale,
        texts=texts_of(change, scale),
        cards=[[_off_card(view, word, scale, value) for value in row] for row in change.tolist()],
        arrays={"change": view.change, "logprob": np.asarray(view.logprob), "ids": np.asarray(view.ids)},
    )


def _off_card(view: AblationView, word: str, scale: Scale, change: float) -> Card:
    after = np.exp(view.logprob + change)
    return [("change", amount(scale, change)), (f"{word} without this head", amount(PERCENT, after))]


def without_sheet(view: WithoutView, label: Label) -> Sheet:
    """The candidates for the next token with all heads, and without some."""
    values = np.stack([view.before, view.after], 1).astype(np.float32)
    silent = ", ".join(f"{layer}.{head}" for layer, head in view.heads) or "none"
    return Sheet(
        name="without",
        title="The next token, before and after",
        note=f"Heads off (layer.head): {silent}; of each, {view.about}.",
        row_title="candidate",
        column_title="with",
        rows=tuple(label(id) for id in view.candidates),
        columns=("all heads", "some off"),
        values=values,
        scale=replace(PERCENT, root=True),
        texts=[[amount(PERCENT, value) for value in row] for row in values],
        arrays={"candidates": np.asarray(view.candidates), "before": view.before, "after": view.after},
    )


def patch_sheet(view: PatchView, label: Label) -> Sheet:
    """How much of the prediction each patch restores, the last layer first."""
    word, restored = visible(label(view.target)), view.restored[::-1].astype(np.float32)
    pairs = [_pair(label(a), label(b)) for a, b in zip(view.clean_ids, view.corrupt_ids, strict=True)]
    scale = Scale("restored", "%", high=max(1.0, largest(restored)), signed=True)
    measured = f"log-probability of {word}"
    if view.against is not None:
        measured = f"logit of {word} less that of {visible(label(view.against))}"
    return Sheet(
        name="patching",
        title=f"Which activations bring {word} back",
        note=f"What is put from the clean run into the corrupt one, at one layer and position: {view.about}. "
        f"100 %: the {measured} is back from {view.corrupt:.2f} (corrupt) to {view.clean:.2f} (clean). "
        "Columns name both tokens where the texts differ.",
        row_title="layer",
        column_title="token",
        rows=numbered("layer", len(restored))[::-1],
        columns=tuple(pairs),
        values=restored,
        scale=scale,
        texts=texts_of(restored, scale),
        arrays={
            "restored": view.restored,
            "clean_ids": np.asarray(view.clean_ids),
            "corrupt_ids": np.asarray(view.corrupt_ids),
            "measured": np.array([view.clean, view.corrupt]),
        },
    )


def _pair(clean: str, corrupt: str) -> str:
    return clean if clean == corrupt else f"{visible(clean)}→{visible(corrupt)}"
