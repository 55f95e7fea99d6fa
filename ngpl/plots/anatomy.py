"""One head taken apart, as sheets below each other and as files; see ``anatomy_payload`` for the page."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ngpl.errors import choose
from ngpl.files import write_whole
from ngpl.plots.anatomy_payload import anatomy_payload
from ngpl.plots.anatomy_scale import drawn, scale_of
from ngpl.plots.colors import PALETTE, PALETTES
from ngpl.plots.offline import Picture, offline_page
from ngpl.plots.sheet import Sheet
from ngpl.plots.sheet_export import sheet_bytes
from ngpl.plots.sheet_scale import digits
from ngpl.plots.tables import shortest

if TYPE_CHECKING:
    from ngpl.inspection.views import AnatomyStage, AnatomyView

MOST_TEXTS = 16  # columns of a matrix whose cells have room for their numbers


def anatomy_sheets(view: AnatomyView) -> list[Sheet]:
    """One sheet a stage, in order; the last one says how well the weights reproduce the output."""
    check = f"; the weights times the values above differ from it by {view.error:.1e} at most"
    last = len(view.stages) - 1
    return [_sheet(view, i, stage, check if i == last else "") for i, stage in enumerate(view.stages)]


def _sheet(view: AnatomyView, i: int, stage: AnatomyStage, check: str) -> Sheet:
    values = drawn(stage)
    scale = scale_of(stage)
    tokens = stage.kind == "token"
    few = values.shape[1] <= MOST_TEXTS
    return Sheet(
        name=stage.name,
        title=f"{i + 1}. {stage.name.replace('_', ' ')} · layer {view.layer} head {view.head}",
        note=stage.about + check,
        row_title="query" if tokens else "token",
        column_title="key" if tokens else stage.kind,
        rows=view.labels,
        columns=view.labels if tokens else stage.columns,
        values=values,
        scale=scale,
        texts=[["" if np.isnan(value) else digits(scale, value) for value in row] for row in values] if few else (),
    )


def write_anatomy(view: AnatomyView, path: str | Path, palette: str = PALETTE) -> None:
    """Write all stages in the form that the suffix names; ``InputError`` for one that no sheet can be written in."""
    write_whole(path, anatomy_bytes(view, Path(path).suffix, palette))


def anatomy_bytes(view: AnatomyView, suffix: str, palette: str = PALETTE) -> bytes:
    """What ``write_anatomy`` writes: ``.npz`` and ``.json`` hold the stages by name, ``.html`` is the page's own view
    of them, other forms are their sheets."""
    if suffix.lower() == ".html":
        return _html(view, palette)
    own = {".npz": _npz, ".json": _json}.get(suffix.lower())
    return own(view) if own else sheet_bytes(anatomy_sheets(view), suffix, palette)


def _html(view: AnatomyView, palette: str) -> bytes:
    choose(PALETTES, palette, "palette")
    title = f"inside layer {view.layer} head {view.head}"
    return offline_page(title, [Picture("anatomy", anatomy_payload(view), {"palette": palette})])


def _npz(view: AnatomyView) -> bytes:
    """Every stage ``(T, columns)`` float32 by its name; ``ids``, ``tokens``, ``layer``, ``head``, ``error``
    and, where memories fade, ``gamma``."""
    arrays: dict[str, Any] = {
        "ids": np.array(view.ids, np.int64),
        "tokens": np.array(view.labels, np.str_),
        "layer": np.array(view.layer),
        "head": np.array(view.head),
        "error": np.array(view.error),
    }
    if view.gamma is not None:
        arrays["gamma"] = np.array(view.gamma)
    file = io.BytesIO()
    np.savez_compressed(file, **(arrays | {stage.name: stage.values for stage in view.stages}))
    return file.getvalue()


def _json(view: AnatomyView) -> bytes:
    """The same with what each stage is; ``null`` stands for what a query may not see."""
    stages = [
        {
            "name": stage.name,
            "about": stage.about,
            "kind": stage.kind,
            "columns": stage.columns,
            "values": [[value if np.isfinite(value) else None for value in row] for row in shortest(stage.values)],
        }
        for stage in view.stages
    ]
    record = {name: getattr(view, name) for name in ("layer", "head", "implied", "error", "gamma", "ids")}
    text = json.dumps({**record, "tokens": view.labels, "stages": stages}, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace")
