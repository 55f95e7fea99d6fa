"""Where everything of a printed attention picture stands, in units of CSS pixels; svg.py and png.py draw it."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ngpl.plots.labels import clip, visible_all, width
from ngpl.plots.picks import Picks
from ngpl.plots.sheet import Scale
from ngpl.plots.sheet_scale import ticks
from ngpl.plots.style import PLAIN, Style, largest, pooled

INK, FAINT, LINE = "#14161c", "#4b5262", "#b6bcc8"
ASPECT = 0.602  # width of a monospaced character of size 1
MARGIN = 16
TITLE = 50  # height of what stands above a picture
NARROWEST = 420
NOTE_SIZE, NOTE_LINE = 10.5, 15
THUMB, GAP, GROUP_GAP = 96, 6, 10
THUMB_CELLS = 64
LABEL = 20  # columns of a token's label at most
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
    """A map ``(T, T)`` as a square of side ``size``; NaN where nothing is drawn."""

    x: float
    y: float
    size: float
    weights: np.ndarray


@dataclass(frozen=True)
class Bar:
    """The colours of the scale, left to right."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Figure:
    """A picture: its size, what is on it, and what the colours of its maps mean."""

    width: float
    height: float
    texts: tuple[Text, ...]
    heats: tuple[Heat, ...]
    bar: Bar
    scale: Scale
    palette: str


def attention_figure(picks: Picks, style: Style = PLAIN) -> Figure:
    """One map with its tokens, or a grid of all those chosen; what was done to the weights stands below."""
    drawn = np.where(largest(picks.weights, style.threshold), picks.weights, np.nan)
    texts, heats, right, bottom = _single(picks, drawn) if picks.single else _grid(picks, drawn)
    title = clip(title_of(picks), 60)
    breadth = max(right + MARGIN, NARROWEST, 2 * MARGIN + width(title) * 15 * ASPECT + 230)
    bar, scale = Bar(breadth - MARGIN - 190, 16, 180, 10), style.scale_of(picks.view.signed)
    notes, bottom = _notes(notes_of(picks, style), breadth, bottom + MARGIN)
    heading = Text(MARGIN, 20, title, 15, bold=True)
    texts = [heading, *_ticks(bar, scale), *texts, *notes]
    return Figure(breadth, bottom + MARGIN, tuple(texts), tuple(heats), bar, scale, style.palette)


def title_of(picks: Picks) -> str:
    """Which maps these are."""
    if picks.view.title:
        return picks.view.title
    layers, heads = (
        f"{what} {chosen[0]}" if len(chosen) == 1 else f"{len(chosen)} {what}s"
        for what, chosen in (("layer", picks.layers), ("head", picks.heads))
    )
    return f"{layers} · {heads}"


def notes_of(picks: Picks, style: Style) -> list[str]:
    """How to read the maps, and what was done to them, in order."""
    kept = f"only the largest weights of each row that make {style.threshold * 100:g} % of it are drawn"
    derived = [DERIVED] if picks.view.implied else []
    return [NOTE, *derived, *picks.view.notes, *([kept] if style.threshold < 1 else [])]


def _notes(notes: list[str], breadth: float, top: float) -> tuple[list[Text], float]:
    columns = int((breadth - 2 * MARGIN) / (NOTE_SIZE * ASPECT))
    lines = [line for note in notes for line in textwrap.wrap(note, columns)]
    texts = [Text(MARGIN, top + (i + 0.5) * NOTE_LINE, line, NOTE_SIZE, color=FAINT) for i, line in enumerate(lines)]
    return texts, top + len(lines) * NOTE_LINE


def _ticks(bar: Bar, scale: Scale) -> list[Text]:
    *first, last = ticks(scale)
    marks = [*first, (last[0], f"{last[1]} {scale.unit}")]
    return [Text(bar.x + bar.width * at, bar.y + 18, mark, 8.5, "middle", FAINT) for at, mark in marks]


def _single(picks: Picks, drawn: np.ndarray) -> tuple[list[Text], list[Heat], float, float]:
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
    return texts, [Heat(left, top, size, drawn[0, 0])], left + size, top + size + gutter


def _grid(picks: Picks, drawn: np.ndarray) -> tuple[list[Text], list[Heat], float, float]:
    """Thumbnails, a row a layer; a gap between the groups of heads that share keys."""
    group = picks.view.n_head // picks.view.n_kv_head
    left, top, step = MARGIN + 30, TITLE + 16, THUMB + GAP
    gaps = [head // group if group > 1 and len(picks.heads) > 1 else 0 for head in picks.heads]
    xs = [left + j * step + gap * GROUP_GAP for j, gap in enumerate(gaps)]
    ys = [top + i * step for i in range(len(picks.layers))]
    texts = [Text(x + THUMB / 2, top - 10, f"H{head}", 11, "middle", FAINT) for x, head in zip(xs, picks.heads)]
    texts += [Text(left - 6, y + THUMB / 2, f"L{layer}", 11, "end", FAINT) for y, layer in zip(ys, picks.layers)]
    heats = [Heat(x, y, THUMB, pooled(drawn[i, j], THUMB_CELLS)) for i, y in enumerate(ys) for j, x in enumerate(xs)]
    return texts, heats, xs[-1] + THUMB, ys[-1] + THUMB
