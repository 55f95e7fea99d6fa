"""Presentations: what a deck of scenes is made of, in the app and in the one file that it is exported to.

The browser keeps the scenes and puts files together; here are the parts, with ``@MARKS@`` where it fills something in.
"""

from __future__ import annotations

from functools import cache

from ngpl.paths import ASSETS
from ngpl.plots.offline import HEAD, document
from ngpl.plots.scripts import DECK, SCRIPTS, read_asset, script, style_of

NOT_PICTURES = ("present", "link")
STYLE = "body { margin: 0; }\n"
PAGE = (
    HEAD
    + """\
<body>
<script type="application/json" id="parts">@PARTS@</script>
<script type="application/json" id="scenes">@SCENES@</script>
<script>
{scripts}
const read = (id) => JSON.parse(document.getElementById(id).textContent);
new Deck(read('parts'), read('scenes'), {{ dark: window.matchMedia('(prefers-color-scheme: dark)').matches }});
</script>
</body>
</html>
"""
)
SHARPNESS = "let ratio = @RATIO@; Object.defineProperty(window, 'devicePixelRatio', { get: () => ratio });"


@cache
def deck_parts() -> dict[str, object]:
    """``page``: the file of a presentation, without its ``@SCENES@`` and ``@PARTS@``. ``stage``: the document of one
    scene. ``views`` and ``styles``: scripts and style sheets by the names of views."""
    pictures = [view for view in SCRIPTS if view not in NOT_PICTURES]
    style = read_asset("present/style.css")
    return {
        "page": PAGE.format(title="presentation", style=STYLE + style, scripts="\n".join(map(read_asset, DECK))),
        "stage": document(
            title="scene",
            style=(ASSETS / "style.css").read_text(encoding="utf-8")
            + read_asset("present/stage.css")
            + style
            + "@STYLE@",
            message="@MESSAGE@",
            views="@VIEWS@",
            before=SHARPNESS,
            after=read_asset("present/stage.js") + "listen(window.parent);",
            body="presenting",
            dark="@DARK@",
        ),
        "views": {view: script(view) for view in pictures},
        "styles": {view: style_of(view) for view in pictures},
    }
