"""Sheets of every kind, some of which try to break a picture."""

from __future__ import annotations

from typing import Any

import numpy as np

from ngpl.plots.sheet import Scale, Sheet
from tests.plots.conftest import NASTY

RANDOM = np.random.default_rng(4)


def sheet(values: Any, scale: Scale | None = None, name: str = "plain", **options) -> Sheet:
    values = np.asarray(values, np.float32)
    rows, columns = (tuple(f"{what}{i}" for i in range(n)) for what, n in zip("LH", values.shape))
    labels = {"rows": rows, "columns": columns} | options
    scale = scale or Scale("weight", "%", root=True)
    return Sheet(name, "A sheet", "made up", "layer", "head", values=values, scale=scale, **labels)


def lens() -> Sheet:
    values = RANDOM.random((3, len(NASTY))) ** 3
    texts = [[NASTY[(i * 7 + j) % len(NASTY)] for j in range(len(NASTY))] for i in range(3)]
    cards = [[[("next", text), ("<b>", "</script><script>alert(1)</script>")] for text in row] for row in texts]
    arrays = {"probs": np.zeros((3, 5), np.float32), "ids": np.arange(3)}
    return sheet(values, name="hostile", columns=NASTY, texts=texts, cards=cards, arrays=arrays)


def holes() -> Sheet:
    values = np.where(np.tri(6, dtype=bool), RANDOM.normal(size=(6, 6)), np.nan)
    return sheet(values, Scale("change", "nats", high=2, signed=True), "holes")


SHEETS = {
    "plain": sheet(RANDOM.random((6, 8))),
    "hostile": lens(),
    "holes": holes(),
    "rank": sheet([[1, 12], [50257, 999.6]], Scale("rank", low=1, high=50257), "rank"),
    "infinite": sheet([[-np.inf, np.nan], [0.5, np.inf]], Scale("log-probability", "nats", low=-5, high=0), "infinite"),
    "flat": sheet(np.zeros((1, 300)), Scale("norm", low=0, high=0), "flat"),
    "nothing": sheet(np.full((2, 2), np.nan), name="nothing"),
    "no rows": sheet(np.zeros((0, 3)), name="no rows"),
    "no columns": sheet(np.zeros((3, 0)), name="no columns"),
}
