"""Sheets as files, by suffix: numbers, pictures, a page of their own. Same input, same bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ngpl.errors import InputError, choose
from ngpl.files import write_whole
from ngpl.plots.colors import PALETTE, PALETTES
from ngpl.plots.offline import Picture, offline_page
from ngpl.plots.sheet import Sheet
from ngpl.plots.sheet_figure import sheet_figure
from ngpl.plots.sheet_payload import sheet_payload
from ngpl.plots.sheet_svg import sheet_svg
from ngpl.plots.sheet_tables import npz, to_csv, to_json

Writer = Callable[[Sequence[Sheet], str], bytes]


def _png(sheets: Sequence[Sheet], palette: str) -> bytes:
    from ngpl.plots.sheet_png import sheet_png  # Pillow is loaded only when a PNG is asked for

    return sheet_png(sheet_figure(sheets, palette))


def _html(sheets: Sequence[Sheet], palette: str) -> bytes:
    pictures = [Picture("sheet", sheet_payload(sheet), {"palette": palette}) for sheet in sheets]
    return offline_page(sheets[0].title, pictures)


WRITERS: dict[str, Writer] = {
    ".npz": lambda sheets, palette: npz(sheets),
    ".json": lambda sheets, palette: to_json(sheets),
    ".csv": lambda sheets, palette: to_csv(sheets),
    ".png": _png,
    ".svg": lambda sheets, palette: sheet_svg(sheet_figure(sheets, palette), sheets[0].title),
    ".html": _html,
}


def write_sheet(sheets: Sheet | Sequence[Sheet], path: str | Path, palette: str = PALETTE) -> None:
    """Write one sheet, or several below each other, in the form that the suffix names.

    ``palette`` is one of ``ngpl.plots.colors.PALETTES``, for pictures of values without a sign. ``InputError`` if the
    suffix is none of ``WRITERS`` or the file cannot be written, ``ConfigError`` if there is no such palette.
    """
    write_whole(path, sheet_bytes(sheets, Path(path).suffix, palette))


def sheet_bytes(sheets: Sheet | Sequence[Sheet], suffix: str, palette: str = PALETTE) -> bytes:
    """What ``write_sheet`` writes; for a download button, say."""
    writer = WRITERS.get(suffix.lower())
    if writer is None:
        given = repr(suffix) if suffix else "a file without a suffix"
        raise InputError(f"a sheet cannot be written as {given}; there are: {', '.join(WRITERS)}")
    choose(PALETTES, palette, "palette")
    chosen = [sheets] if isinstance(sheets, Sheet) else list(sheets)
    if not chosen:
        raise InputError("there is no sheet to write")
    return writer(chosen, palette)
