"""Custom views: a ``gr.HTML`` with a fixed template, drawn by scripts from ``assets/``.

Data reaches a script as ``props.value`` and is written with ``textContent`` or on a canvas; no text of a user, model or
vocabulary ever becomes part of a template.
"""

from __future__ import annotations

import json
from typing import Any

import gradio as gr

from ngpl.plots.scripts import script

# What a scene of a presentation keeps of a view: the props that it watches, unless its own scripts say otherwise.
SCENE = """\
const watched = [];
const watchProp = watch;
watch = (name, act) => (watched.push(name), watchProp(name, act));
element.dataset.view = {name};
element.scene = () => (props.value ? Object.fromEntries(watched.map((prop) => [prop, props[prop]])) : null);
"""


def view(name: str, value: Any = None, **options: Any) -> gr.HTML:
    """The view ``name``, drawn by its scripts in ``ngpl.plots.scripts``.

    Its element has the id ``name``, or ``elem_id`` where a view is used twice. Events that the scripts trigger are
    attributes: ``view(...).token_select(handler)``.
    """
    return gr.HTML(
        value,
        html_template='<div class="ngpl-view"></div>',
        js_on_load=SCENE.replace("{name}", json.dumps(name)) + script(name),
        apply_default_css=False,
        **({"elem_id": name} | options),
    )
