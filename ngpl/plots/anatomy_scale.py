"""What of a head's matrices is shown, and in which colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ngpl.plots.sheet import Scale

if TYPE_CHECKING:
    from ngpl.inspection.views import AnatomyStage


def drawn(stage: AnatomyStage) -> np.ndarray:
    """The values with NaN for what a query may not see."""
    hidden = np.isneginf(stage.values)
    if stage.kind == "token" and not np.triu(stage.values, 1).any():
        hidden = ~np.tri(len(stage.values), dtype=bool)
    return np.where(hidden, np.nan, stage.values).astype(np.float32)


def scale_of(stage: AnatomyStage) -> Scale:
    """Weights from 0 to 100 %, other stages up to their own largest number."""
    if stage.name == "weights":
        return Scale("weight", "%", root=True)
    finite = stage.values[np.isfinite(stage.values)]
    high = float(np.abs(finite).max()) or 1.0
    return Scale(stage.name.replace("_", " "), high=high, signed=bool(finite.min() < 0))
