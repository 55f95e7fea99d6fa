"""Controls read off declared parameters: bounds, steps and help come from the dataclass field."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ngpl.spec import Param


def control(p: Param, **options: Any) -> gr.components.Component:
    """A slider for a bounded number, a box for another, a menu for choices, a tick for yes or no."""
    shared: dict[str, Any] = {"label": p.label, "info": p.help, "value": p.default} | options
    if p.choices:
        return gr.Dropdown(list(p.choices), **shared)
    if p.type is bool:
        return gr.Checkbox(**shared)
    if p.low is not None and p.high is not None:
        return gr.Slider(p.low, p.high, step=p.step or (1 if p.type is int else 0.01), **shared)
    return gr.Number(precision=0 if p.type is int else None, minimum=p.low, **shared)
