"""Attention maps as files, by suffix: numbers, pictures, a page of their own. Same input, same bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ngpl.errors import InputError
from ngpl.files import write_whole
from ngpl.plots.figure import attention_figure
from ngpl.plots.page import html_page
from ngpl.plots.picks import pick
from ngpl.plots.style import PLAIN, Style
from ngpl.plots.svg import svg
from ngpl.plots.tables import npz, to_csv, to_json

if TYPE_CHECKING:
    from ngpl.inspection.views import AttentionView

Writer = Callable[["AttentionView", "int | None", "int | None", Style], bytes]


def _png(view: AttentionView, layer: int | None, head: int | None, style: Style) -> bytes:
    from ngpl.plots.png import png  # Pillow is loaded only when a PNG is asked for

    return png(attention_figure(pick(view, layer, head), style))


WRITERS: dict[str, Writer] = {
    ".npz": lambda view, layer, head, style: npz(pick(view, layer, head)),
    ".json": lambda view, layer, head, style: to_json(pick(view, layer, head)),
    ".csv": lambda view, layer, head, style: to_csv(pick(view, layer, head)),
    ".png": _png,
    ".svg": lambda view, layer, head, style: svg(attention_figure(pick(view, layer, head), style)),
    ".html": html_page,
}


def write_attention(
    view: AttentionView, path: str | Path, layer: int | None = None, head: int | None = None, style: Style = PLAIN
) -> tuple[int, ...]:
    """Write the maps in the form that the suffix names; the shape ``(L, H, T, T)`` of what was chosen.

    ``layer`` and ``head`` count from 0; ``None`` stands for all of them. ``style`` is how pictures are drawn; files of
    numbers hold them all. ``InputError`` if the suffix is none of ``WRITERS``, if there is no such layer or head, or if
    the file cannot be written.
    """
    write_whole(path, attention_bytes(view, Path(path).suffix, layer, head, style))
    return pick(view, layer, head).weights.shape


def attention_bytes(
    view: AttentionView, suffix: str, layer: int | None = None, head: int | None = None, style: Style = PLAIN
) -> bytes:
    """What ``write_attention`` writes; for a download button, say."""
    writer = WRITERS.get(suffix.lower())
    if writer is None:
        given = repr(suffix) if suffix else "a file without a suffix"
        raise InputError(f"attention cannot be written as {given}; there are: {', '.join(WRITERS)}")
    return writer(view, layer, head, style)
