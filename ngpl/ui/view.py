"""Custom views: a ``gr.HTML`` with a fixed template, drawn by scripts from ``assets/``.

Data reaches a script as ``props.value`` and is written with ``textContent`` or on a canvas; no text of a user, model or
vocabulary ever becomes part of a template.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from ngpl.paths import ASSETS


def view(name: str, scripts: Sequence[str], value: Any = None, **options: Any) -> gr.HTML:
    """The view ``name``, drawn by the files ``scripts`` of ``assets/``, which run as one, in order.

    Its element has the class ``ngpl-view`` and the id ``name``. Events that the scripts trigger are attributes:
    ``view(...).token_select(handler)``.
    """
    code = "\n".join((ASSETS / script).read_text(encoding="utf-8") for script in scripts)
    return gr.HTML(
        value,
        html_template='<div class="ngpl-view"></div>',
        js_on_load=code,
        elem_id=name,
        apply_default_css=False,
        **options,
    )
