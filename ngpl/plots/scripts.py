"""Scripts and styles of the custom views, as text for the page and for files of their own."""

from __future__ import annotations

from ngpl.errors import choose
from ngpl.paths import ASSETS

# The files of a view in order: joined, they are the body of one function of (element, trigger, props, watch).
SCRIPTS: dict[str, tuple[str, ...]] = {
    "attention": (
        *("common.js", "arrays.js", "attention_data.js", "attention_draw.js", "attention_map.js", "attention_text.js"),
        "attention.js",
    ),
}


def script(view: str) -> str:
    """The ``js_on_load`` of a custom view."""
    return "\n".join(read_asset(part) for part in choose(SCRIPTS, view, "view"))


def read_asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")
