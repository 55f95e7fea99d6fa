"""The attention picture in one file that still answers the pointer with the network off."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ngpl.plots.attention import attention_payload, exact_payload
from ngpl.plots.scripts import read_asset, script

if TYPE_CHECKING:
    from ngpl.inspection.views import AttentionView

MOST_EXACT = 3_000_000  # weights that a file holds as float32; beyond them other heads stay at 8 bits, marked so

# The browser itself refuses to fetch anything.
POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'"
STYLE = """\
:root { color-scheme: light dark; }
body { margin: 16px auto; max-width: 1240px; padding: 0 12px; font: 16px/1.45 system-ui, sans-serif; background: #fff; }
body.dark { background: #0f1116; color: #f1f3f7; }
"""
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>NanoGPL: attention</title>
<style>
{style}</style>
</head>
<body>
<main id="picture"></main>
<script type="application/json" id="message">{message}</script>
<script>
{standalone}
standalone(JSON.parse(document.getElementById('message').textContent), document.getElementById('picture'),
(element, trigger, props, watch) => {{
{script}
}});
</script>
</body>
</html>
"""


def html_page(view: AttentionView, layer: int | None = None, head: int | None = None) -> bytes:
    """The file's bytes. All heads are in it; ``layer`` and ``head`` say which one is chosen at first."""
    message = {"value": attention_payload(view, layer or 0, head or 0), "answers": _answers(view)}
    return PAGE.format(
        policy=POLICY,
        style=STYLE + read_asset("attention/style.css"),
        message=inert(message),
        standalone=read_asset("shared/standalone.js"),
        script=script("attention"),
    ).encode("utf-8")


def _answers(view: AttentionView) -> dict[str, Any]:
    """What Python would answer to each ``head_select``, by the event as standalone.js writes it."""
    n = len(view.labels)
    if view.n_layer * view.n_head * n * (n + 1) // 2 > MOST_EXACT:
        return {}
    return {
        json.dumps(["head_select", {"layer": layer, "head": head}], separators=(",", ":")): {
            "prop": "exact",
            "value": exact_payload(view, layer, head),
        }
        for layer in range(view.n_layer)
        for head in range(view.n_head)
    }


def inert(value: Any) -> str:
    """JSON that no HTML parser takes for markup: nothing in it ends a script or opens a comment."""
    text = json.dumps(value, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
