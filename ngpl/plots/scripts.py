"""Scripts and styles of the custom views, as text for the page and for files of their own."""

from __future__ import annotations

from pathlib import Path

from ngpl.errors import choose
from ngpl.paths import ASSETS

VIEWS = ASSETS / "views"

COMMON = ("shared/common.js",)
ARRAYS = (*COMMON, "shared/arrays.js")
DECK = (*COMMON, "present/deck_page.js", "present/deck.js")
DECODING = (*COMMON, "decoding/format.js")

# The files of a view in order: joined, they are the body of one function of (element, trigger, props, watch).
SCRIPTS: dict[str, tuple[str, ...]] = {
    "tokens": (*COMMON, "tokens/strip.js"),
    "merges": (*COMMON, "tokens/merges.js"),
    "tokenizers": (*COMMON, "tokens/tokenizers.js"),
    "embedding-map": (
        *(*ARRAYS, "embeddings/data.js", "embeddings/draw.js", "embeddings/marks.js", "embeddings/page.js"),
        *("embeddings/main.js", "embeddings/pointer.js"),
    ),
    "position-vectors": (*ARRAYS, "embeddings/positions_draw.js", "embeddings/positions.js"),
    "attention": (
        *(*ARRAYS, "shared/canvas.js", "shared/take.js", "attention/data.js", "attention/numbers.js"),
        *("attention/paint.js", "attention/grid.js", "attention/map.js", "attention/lines.js", "attention/chips.js"),
        *("attention/words.js", "attention/tags.js", "attention/fields.js", "attention/page.js", "attention/tables.js"),
        *("attention/state.js", "attention/choose.js", "attention/messages.js", "attention/view.js"),
        "attention/pointer.js",
    ),
    "film": (
        *(*ARRAYS, "shared/canvas.js", "shared/take.js", "attention/numbers.js", "attention/paint.js", "film/data.js"),
        *("film/words.js", "film/page.js", "film/draw.js", "film/main.js"),
    ),
    "sheet": (
        *(*ARRAYS, "shared/canvas.js", "shared/take.js", "sheet/data.js", "sheet/layout.js", "sheet/draw.js"),
        *("sheet/page.js", "sheet/main.js"),
    ),
    "anatomy": (
        *(*ARRAYS, "shared/canvas.js", "shared/take.js", "sheet/data.js", "anatomy/data.js", "anatomy/words.js"),
        *("anatomy/matrix.js", "anatomy/page.js", "anatomy/main.js"),
    ),
    "difference": (*COMMON, "difference/main.js"),
    "decoding-next": (*DECODING, "decoding/filters.js", "decoding/next.js"),
    "decoding-compare": (
        *(*DECODING, "decoding/card.js", "decoding/branches.js", "decoding/tree.js", "decoding/column.js"),
        "decoding/compare.js",
    ),
    "chat-prompt": (*COMMON, "chat/prompt.js"),
    "link": (*COMMON, "link/main.js"),
    "transcript": (*COMMON, "present/transcript.js"),
    "present": (*DECK, "present/keep.js", "present/list.js", "present/main.js"),
}


def script(view: str) -> str:
    """The ``js_on_load`` of a custom view."""
    return "\n".join(read_asset(part) for part in choose(SCRIPTS, view, "view"))


def style_of(view: str) -> str:
    """The style sheet in the folder of a view's last script; nothing if there is none."""
    path = VIEWS / Path(choose(SCRIPTS, view, "view")[-1]).with_name("style.css")
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def styles() -> list[Path]:
    """The style sheets of the page and of its views."""
    return [ASSETS / "style.css", *sorted(VIEWS.glob("*/style.css"))]


def read_asset(name: str) -> str:
    return (VIEWS / name).read_text(encoding="utf-8")
