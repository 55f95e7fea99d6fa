"""Views in one file that still answers the pointer with the network off."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from ngpl.plots.scripts import read_asset, script, style_of

# The browser itself refuses to fetch anything.
POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'"
STYLE = """\
:root { color-scheme: light dark; }
body { margin: 16px auto; max-width: 1240px; padding: 0 12px; font: 16px/1.45 system-ui, sans-serif; background: #fff; }
body.dark { background: #0f1116; color: #f1f3f7; }
.picture + .picture { margin-top: 32px; }
"""
HEAD = f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>NanoGPL: {{title}}</title>
<style>
{{style}}</style>
</head>
"""
PAGE = (
    HEAD
    + """\
<body class="{body}">
<main id="pictures"></main>
<script type="application/json" id="message">{message}</script>
<script>
{before}
{standalone}
standalone(JSON.parse(document.getElementById('message').textContent), document.getElementById('pictures'), {{
{views}
}}, {dark});
{after}
</script>
</body>
</html>
"""
)
VIEW = """\
{name}: (element, trigger, props, watch) => {{
{script}
}},"""


@dataclass(frozen=True)
class Picture:
    """A custom view and what it shows. ``props`` are further ones; ``answers`` hold what Python would say to an event,
    ``{prop, value}`` by ``event_key``."""

    view: str
    value: Mapping[str, Any]
    props: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)


def event_key(name: str, data: Mapping[str, Any]) -> str:
    """An event as ``standalone.js`` writes it."""
    return json.dumps([name, data], separators=(",", ":"))


def offline_page(title: str, pictures: Sequence[Picture]) -> bytes:
    """The file's bytes: the pictures below each other, each script once."""
    views = list(dict.fromkeys(picture.view for picture in pictures))
    message = [
        {"view": picture.view, "props": {"value": picture.value} | dict(picture.props), "answers": picture.answers}
        for picture in pictures
    ]
    return document(
        title=escape(title),
        style="".join(map(style_of, views)),
        message=inert(message),
        views="\n".join(VIEW.format(name=json.dumps(view), script=script(view)) for view in views),
    ).encode("utf-8", "backslashreplace")


def document(
    title: str,
    style: str,
    message: str,
    views: str,
    *,
    before: str = "",
    after: str = "",
    body: str = "",
    dark: str = "null",
) -> str:
    """A page of pictures. ``before`` and ``after`` are scripts around the one that shows them; ``body`` is a class;
    ``dark`` says true or false, or null: what the reader's system says."""
    return PAGE.format(
        title=title,
        style=STYLE + style,
        body=body,
        message=message,
        before=before,
        standalone=read_asset("shared/standalone.js"),
        views=views,
        dark=dark,
        after=after,
    )


def inert(value: Any) -> str:
    """JSON that no HTML parser takes for markup: nothing in it ends a script or opens a comment."""
    text = json.dumps(value, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
