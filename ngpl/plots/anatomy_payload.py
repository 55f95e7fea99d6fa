"""One head taken apart as a message for the browser, drawn by the view ``anatomy``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ngpl.plots.anatomy_scale import drawn, scale_of
from ngpl.plots.colors import DIVERGING, PALETTES
from ngpl.plots.labels import visible_all
from ngpl.plots.payload import pack
from ngpl.plots.sheet_scale import record

if TYPE_CHECKING:
    from ngpl.inspection.views import AnatomyStage, AnatomyView


def anatomy_payload(view: AnatomyView) -> dict[str, Any]:
    """All matrices of a head with their exact numbers, JSON-able: the browser cuts out what is looked at."""
    return {
        "layer": view.layer,
        "head": view.head,
        "labels": visible_all(view.labels),
        "implied": view.implied,
        "gamma": view.gamma,
        "error": view.error,
        "stages": [_stage(stage) for stage in view.stages],
        "palettes": PALETTES,
        "diverging": DIVERGING,
    }


def _stage(stage: AnatomyStage) -> dict[str, Any]:
    """NaN stands for what a query may not see."""
    return {
        "name": stage.name,
        "about": stage.about,
        "kind": stage.kind,
        "columns": list(stage.columns),
        "scale": record(scale_of(stage)),
        "values": pack(drawn(stage)),
    }
