"""Where everything of a printed attention picture stands, in units of CSS pixels; svg.py and png.py draw it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ngpl.plots.labels import clip, visible_all, width
from ngpl.plots.picks import Picks

INK, FAINT, LINE = "#14161c", "#4b5262", "#b6bcc8"
ASPECT = 0.602  # width of a monospaced character of size 1
MARGIN = 16
TITLE = 66  # height of the lines above a picture
THUMB, GAP, GROUP_GAP = 96, 6, 10
THUMB_CELLS = 64
LABEL = 20  # columns of a token's label at most
SCALE_TICKS = (0.0, 0.05, 0.2, 0.5, 1.0)
DERIVED = "implied map of linear attention: derived from the feature maps, not a softmax"
NOTE = "rows are queries, columns are keys"


@dataclass(frozen=True)
class Text:
    """A line of text whose anchor is at ``(x, y)``, y in the middle of its height; ``turned`` reads upwards."""

    x: float
    y: float
    text: str
    size: float = 12
    anchor: Literal["start", "middle", "end"] = "start"
    color: str = INK
    bold: bool = False
    turned: bool = False


@dataclass(frozen=True)
class Heat:
    """A causal map ``(T, T)`` as a square of side ``size``; colours are even in the square root of the weight."""

    x: float
    y: float
    size: float
    weights: np.ndarray


@dataclass(frozen=True)
class Bar:
    """The ramp of colours from 0 to 100 %, left to right."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Figure:
    """A picture: its size and what is on it."""

    width: float
    height: float
    texts: tuple[Text, ...]
    heats: tuple[Heat, ...]
    bar: Bar


def attention_figure(picks: Picks) -> Figure:
    """One map with its tokens, or a grid of all those chosen."""
    texts, heats, right, bottom = _single(picks) if picks.single else _grid(picks)
    breadth = max(right + MARGIN, 780 if picks.view.implied else 420)
    bar = Bar(breadth - MARGIN - 190, 16, 180, 10)
    return Figure(breadth, bottom + MARGIN, (*_title(picks), *_ticks(bar), *texts), tuple(heats), bar)


def _title(picks: Picks) -> list[Text]:
    layers, heads = (
        f"{what} {chosen[0]}" if len(chosen) == 1 else f"{len(chosen)} {what}s"
        for what, chosen in (("layer", picks.layers), ("head", picks.heads))
    )
    note = f"{NOTE}; {DERIVED}" if picks.view.implied else NOTE
    return [Text(MARGIN, 20, f"{layers} · {heads}", 15, bold=True), Text(MARGIN, 48, note, 10.5, color=FAINT)]


def _ticks(bar: Bar) -> list[Text]:
    marks = [(tick, f"{tick * 100:g}" + (" %" if tick == 1 else "")) for tick in SCALE_TICKS]
    return [Text(bar.x + bar.width * tick**0.5, bar.y + 18, mark, 8.5, "middle", FAINT) for tick, mark in marks]


def _single(picks: Picks) -> tuple[list[Text], list[Heat], float, float]:
    """The map with labels on both axes, thinned where they would touch."""
    n = len(picks.view.labels)
    cell = min(40.0, max(640 / n, 2.5))
    font = min(12.0, max(8.0, cell * 0.7))
    labels = [clip(label, LABEL) for label in visible_all(picks.view.labels)]
    gutter = max(map(width, labels)) * font * ASPECT + 8
    left, top, size = MARGIN + gutter, float(TITLE), cell * n
    texts = []
    for i in range(0, n, max(1, int(np.ceil((font + 1.5) / cell)))):
        at = (i + 0.5) * cell
        texts.append(Text(left - 6, top + at, labels[i], font, "end", FAINT))
        texts.append(Text(left + at, top + size + 6, labels[i], font, "end", FAINT, turned=True))
    return texts, [Heat(left, top, size, picks.weights[0, 0])], left + size, top + size + gutter


def _grid(picks: Picks) -> tuple[list[Text], list[Heat], float, float]:
    """Thumbnails, a row a layer; a gap between the groups of heads that share keys."""
    group = picks.view.n_head // picks.view.n_kv_head
    left, top, step = MARGIN + 30, TITLE + 16, THUMB + GAP
    gaps = [head // group if group > 1 and len(picks.heads) > 1 else 0 for head in picks.heads]
    xs = [left + j * step + gap * GROUP_GAP for j, gap in enumerate(gaps)]
    ys = [top + i * step for i in range(len(picks.layers))]
    texts = [Text(x + THUMB / 2, top - 10, f"H{head}", 11, "middle", FAINT) for x, head in zip(xs, picks.heads)]
    texts += [Text(left - 6, y + THUMB / 2, f"L{layer}", 11, "end", FAINT) for y, layer in zip(ys, picks.layers)]
    heats = [
        Heat(x, y, THUMB, pool(picks.weights[i, j], THUMB_CELLS)) for i, y in enumerate(ys) for j, x in enumerate(xs)
    ]
    return texts, heats, xs[-1] + THUMB, ys[-1] + THUMB


def pool(weights: np.ndarray, most: int) -> np.ndarray:
    """A map with at most ``most`` rows, each cell the largest of those it covers: a thin diagonal stays bright."""
    n = len(weights)
    if n <= most:
        return weights
    starts = np.arange(most) * n // most
    return np.maximum.reduceat(np.maximum.reduceat(weights, starts, 0), starts, 1)
