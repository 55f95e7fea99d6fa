"""A text while it is written: as a message for the browser, which plays it, and as files."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ngpl.files import write_whole
from ngpl.plots.attention import check_head, triangles
from ngpl.plots.colors import PALETTES
from ngpl.plots.export import attention_bytes
from ngpl.plots.labels import visible_all
from ngpl.plots.offline import Picture, offline_page
from ngpl.plots.payload import pack, pack_u8
from ngpl.plots.style import PLAIN, Style

if TYPE_CHECKING:
    from ngpl.inspection.views import FilmView

COLUMNS = ("step", "position", "after", "candidate", "candidate_token", "prob", "left", "chosen", "rank", "entropy")


def film_payload(view: FilmView, layer: int | None = None, head: int | None = None) -> dict[str, Any]:
    """Everything that is seen of a film, JSON-able: weights ``(L * H, T (T + 1) / 2)`` in 256 levels as in
    ``attention_payload``, whatever the length; probabilities exactly.

    ``layer`` and ``head`` are what is chosen at first, ``None`` for the mean of all.
    """
    check_head(view.maps, layer, head)
    maps = view.maps
    return {
        "labels": visible_all(maps.labels),
        "prompt": view.prompt,
        "n_layer": maps.n_layer,
        "n_head": maps.n_head,
        "implied": maps.implied,
        "title": maps.title,
        "notes": list(maps.notes),
        "how": view.how,
        "layer": layer,
        "head": head,
        "weights": pack_u8(triangles(maps.weights).reshape(maps.n_layer * maps.n_head, -1)),
        "candidates": [visible_all(row) for row in view.labels],
        "probs": pack(view.probs),
        "left": pack(view.left),
        "places": view.places.tolist(),
        "ranks": view.ranks.tolist(),
        "entropy": view.entropy.round(4).tolist(),
        "palettes": PALETTES,
    }


def write_film(
    view: FilmView, path: str | Path, layer: int | None = None, head: int | None = None, style: Style = PLAIN
) -> None:
    """Write a film in the form that the suffix names: see ``film_bytes``. ``InputError`` if it cannot be written."""
    write_whole(path, film_bytes(view, Path(path).suffix, layer, head, style))


def film_bytes(
    view: FilmView, suffix: str, layer: int | None = None, head: int | None = None, style: Style = PLAIN
) -> bytes:
    """``.html`` plays with the network off, ``.csv`` holds a line for each candidate of each step; all other forms are
    those of ``attention_bytes``, of the maps of the whole text, and have the steps beside them if they hold numbers."""
    if suffix.lower() == ".html":
        return film_page(view, layer, head)
    if suffix.lower() == ".csv":
        return steps_csv(view)
    return attention_bytes(view.attention_view, suffix, layer, head, style)


def film_page(view: FilmView, layer: int | None = None, head: int | None = None) -> bytes:
    """The film in one file that plays with the network off."""
    return offline_page("while generating", [Picture("film", film_payload(view, layer, head))])


def steps_csv(view: FilmView) -> bytes:
    """One line a candidate, step by step; ``position`` is the place of the token chosen, ``rank`` its own."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    probs, left = (array.astype("str").tolist() for array in (view.probs, view.left))
    entropy = view.entropy.astype("float32").astype("str").tolist()
    for t, ids in enumerate(view.candidates.tolist()):
        at = view.prompt + t
        for k, id in enumerate(ids):
            chosen = int(k == view.places[t])
            own = (id, view.labels[t][k], probs[t][k], left[t][k], chosen, view.ranks[t], entropy[t])
            writer.writerow((t + 1, at, view.maps.labels[at - 1], *own))
    return text.getvalue().encode("utf-8", "backslashreplace")
