"""Custom views: a ``gr.HTML`` with a fixed template, drawn by scripts from ``assets/``.

Data reaches a script as ``props.value`` and is written with ``textContent`` or on a canvas; no text of a user, model or
vocabulary ever becomes part of a template.

What a view is told travels as one JSON text a prop. Gradio (6.31) copies nested values in the browser number by number,
at every event of the page, and goes wrong over streamed ones in which several nested lists shrink at once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import gradio as gr
from gradio.components import Component

from ngpl.plots.scripts import script

# The first function reads the props. The rest says what a scene of a presentation keeps of a view: the props that it
# watches, unless its own scripts say otherwise.
PREFACE = """\
const [texts, read] = [props, {}];
props = new Proxy(texts, {
  get(_, name) {
    if (typeof texts[name] !== 'string') return texts[name];
    if (read[name]?.text !== texts[name]) read[name] = { text: texts[name], value: JSON.parse(texts[name] || 'null') };
    return read[name].value;
  },
});
const watched = [];
const watchProp = watch;
watch = (name, act) => (watched.push(name), watchProp(name, act));
element.dataset.view = {name};
element.scene = () => (props.value ? Object.fromEntries(watched.map((prop) => [prop, props[prop]])) : null);
"""


TEMPLATE = '<div class="ngpl-view"></div>'


def view(name: str, *, elem_id: str = "", **props: Any) -> gr.HTML:
    """The view ``name``, drawn by its scripts in ``ngpl.plots.scripts``.

    Its element has the id ``name``, or ``elem_id`` where a view is used twice. Events that the scripts trigger are
    attributes: ``view(...).token_select(handler)``.
    """
    told: dict[str, Any] = {prop: packed(value) for prop, value in props.items()}
    code = PREFACE.replace("{name}", json.dumps(name)) + script(name)
    return gr.HTML(html_template=TEMPLATE, js_on_load=code, apply_default_css=False, elem_id=elem_id or name, **told)


def packed(value: Any) -> str:
    """A value as scripts read it: JSON."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def packed_for(outputs: Sequence[Any], answer: Any) -> Any:
    """A handler's answer, in which views are told what they are told as JSON."""
    if isinstance(answer, dict) and any(isinstance(key, Component) for key in answer):
        return {output: _packed_for(output, value) for output, value in answer.items()}
    if len(outputs) == 1:
        return _packed_for(outputs[0], answer)
    return [_packed_for(output, value) for output, value in zip(outputs, answer, strict=True)]


def _packed_for(output: Any, value: Any) -> Any:
    if getattr(output, "html_template", "") != TEMPLATE or value == gr.skip():
        return value
    if isinstance(value, gr.HTML):
        told: dict[str, Any] = {prop: packed(said) for prop, said in value.constructor_args.items()}
        return gr.HTML(**told)
    return packed(value)
