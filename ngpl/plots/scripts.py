"""Scripts and styles of the custom views, as text for the page and for files of their own."""

from __future__ import annotations

from pathlib import Path

from ngpl.errors import choose
from ngpl.paths import ASSETS

VIEWS = ASSETS / "views"

COMMON = ("shared/common.js",)
ARRAYS = (*COMMON, "shared/arrays.js")
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
        *(*ARRAYS, "attention/data.js", "attention/draw.js", "attention/map.js", "attention/text.js"),
        "attention/main.js",
    ),
    "decoding-next": (*DECODING, "decoding/filters.js", "decoding/next.js"),
    "decoding-compare": (
        *(*DECODING, "decoding/card.js", "decoding/tree.js", "decoding/column.js", "decoding/compare.js"),
    ),
    "chat-prompt": (*COMMON, "chat/prompt.js"),
}


def script(view: str) -> str:
    """The ``js_on_load`` of a custom view."""
    return "\n".join(read_asset(part) for part in choose(SCRIPTS, view, "view"))


def styles() -> list[Path]:
    """The style sheets of the page and of its views."""
    return [ASSETS / "style.css", *sorted(VIEWS.glob("*/style.css"))]


def read_asset(name: str) -> str:
    return (VIEWS / name).read_text(encoding="utf-8")
