"""A table as a picture: what every view that is neither a map of tokens by tokens nor a curve is made of."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ngpl.errors import InputError

Card = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Scale:
    """What the colours mean: from ``low`` to ``high``; a signed scale goes from ``-high`` over white to ``high``.

    ``unit`` stands behind numbers; ``%`` shows them a hundred times as large. With ``root`` colours are even in the
    square root of the value: small ones keep their detail.
    """

    name: str
    unit: str = ""
    low: float = 0.0
    high: float = 1.0
    signed: bool = False
    root: bool = False

    def __post_init__(self) -> None:
        if not (math.isfinite(self.low) and math.isfinite(self.high)):
            raise InputError(f"scale {self.name!r} goes from {self.low} to {self.high}: both ends must be finite")


@dataclass(frozen=True)
class Sheet:
    """``values`` ``(R, C)`` float32 with a label for every row (first on top) and column; NaN where there is no cell.

    ``title`` and ``note`` say what it is, and in what way it was computed. ``texts`` ``(R, C)`` stand in the cells,
    ``cards`` ``(R, C)`` of pairs (name, value) are told about one. ``arrays`` are the exact numbers for files.
    """

    name: str
    title: str
    note: str
    row_title: str
    column_title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: np.ndarray
    scale: Scale
    texts: Sequence[Sequence[str]] = ()
    cards: Sequence[Sequence[Card]] = ()
    arrays: Mapping[str, np.ndarray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shape = (len(self.rows), len(self.columns))
        if self.values.shape != shape:
            raise InputError(f"sheet {self.name!r} has {shape} labels but values of shape {self.values.shape}")
