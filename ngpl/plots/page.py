"""The attention picture in one file that still answers the pointer with the network off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ngpl.plots.attention import attention_payload, exact_payload
from ngpl.plots.offline import Picture, event_key, offline_page
from ngpl.plots.style import PLAIN, Style

if TYPE_CHECKING:
    from ngpl.inspection.views import AttentionView

MOST_EXACT = 3_000_000  # weights that a file holds as float32; beyond them other heads stay at 8 bits, marked so


def html_page(view: AttentionView, layer: int | None = None, head: int | None = None, style: Style = PLAIN) -> bytes:
    """The file's bytes. All heads are in it; ``layer`` and ``head`` say which one is chosen at first."""
    value = attention_payload(view, layer or 0, head or 0, style=style)
    return offline_page("attention", [Picture("attention", value, answers=_answers(view))])


def _answers(view: AttentionView) -> dict[str, Any]:
    """What Python would answer to each ``head_select``."""
    n = len(view.labels)
    if view.n_layer * view.n_head * n * (n + 1) // 2 > MOST_EXACT:
        return {}
    return {
        event_key("head_select", {"layer": layer, "head": head}): {
            "prop": "exact",
            "value": exact_payload(view, layer, head),
        }
        for layer in range(view.n_layer)
        for head in range(view.n_head)
    }
