"""Views: what Gradio tells the browser of them, and what they are told."""

from __future__ import annotations

import json

import gradio as gr
import pytest

from ngpl.plots.scripts import SCRIPTS
from ngpl.ui.view import packed_for, view

VALUES = [None, 0, "a\u2028b \ud83e", [1, [2.5, None]], {"text": '</script>"', "list": []}]


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_view_is_described_by_plain_data(name):
    json.dumps(view(name, answer=None).get_config())


@pytest.mark.parametrize("value", VALUES)
def test_a_view_is_told_json_and_other_components_what_they_take(value):
    first, second, box = view("sheet"), view("film"), gr.Textbox()
    assert json.loads(packed_for([first], value)) == value
    update, untouched, text = packed_for([first, second, box], [gr.HTML(value, taken=value), gr.skip(), value])
    assert {prop: json.loads(said) for prop, said in update.constructor_args.items()} == {
        "value": value,
        "taken": value,
    }
    assert untouched == gr.skip() and text == value
    named = packed_for([first, box], {first: value, box: value})
    assert json.loads(named[first]) == named[box] == value


def test_numbers_that_json_lacks_are_no_message():
    with pytest.raises(ValueError, match="not JSON compliant"):
        packed_for([view("sheet")], [float("nan")])
