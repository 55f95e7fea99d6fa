"""Links as functions: what is written is read back, whatever the control; and what cannot be set is told."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

import gradio as gr
import pytest
from gradio.components import Component
from hypothesis import given, settings
from hypothesis import strategies as st

from ngpl.errors import InputError
from ngpl.hub.library import settings as app_settings
from ngpl.looks import Looks
from ngpl.spec import params_of
from ngpl.ui import header, link
from ngpl.ui.context import Context, Selection
from ngpl.ui.link_fields import Field, number_in
from ngpl.ui.page import Page, build_tabs
from ngpl.ui.tabs import TABS, attention, layers
from ngpl.ui.tabs.attention.options import Options, parsed, written

TEXT = "The cat sat on the mat."
PARTS = {"Attention": attention.PARTS, "Layers": layers.PARTS}
PLACES = [(tab, *part) for tab in TABS for part in ([(name,) for name in PARTS[tab]] if tab in PARTS else [()])]
HEADS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7)), unique=True, max_size=9).map(sorted)


@pytest.fixture(scope="module")
def context() -> Context:
    return Context(app_settings(), "cpu")


@pytest.fixture(scope="module")
def page(context: Context) -> Page:
    with gr.Blocks() as demo:
        page, _ = header.build(context, demo)
        build_tabs(page, TABS, [page.text.change], "tabs")
        link.build(page)
    return page


def options() -> st.SearchStrategy[Options]:
    looks = {p.name: st.sampled_from(p.choices) if p.choices else st.floats(p.low, p.high) for p in params_of(Looks)}
    short = st.text(max_size=40)
    return st.builds(Options, heads=HEADS.map(tuple), picture=short, sort=short, only=short, **looks)


VALUES = {
    gr.Textbox: lambda control: st.text(max_size=60),
    gr.Radio: lambda control: st.sampled_from([value for _, value in control.choices]),
    gr.CheckboxGroup: lambda control: st.lists(st.sampled_from([value for _, value in control.choices]), unique=True),
    gr.Slider: lambda control: whole_or_not(control),
    gr.Number: lambda control: st.integers(0, 2**31 - 1),
    gr.Checkbox: lambda control: st.booleans(),
    gr.State: lambda control: options(),
}
BY_NAME = {  # whose choices hang on the model
    "off": HEADS.map(lambda heads: [f"{layer}.{head}" for layer, head in heads]),
    "second_model": st.just(""),
    "form": st.sampled_from(["continuation", "transcript"]),
}


def whole_or_not(control: gr.Slider) -> st.SearchStrategy[float]:
    low, high = control.minimum, control.maximum
    return st.integers(int(low), int(high)) if control.step == 1 else st.floats(low, high).map(lambda x: round(x, 9))


def values_of(one: Field) -> st.SearchStrategy:
    if one.name in BY_NAME:
        return BY_NAME[one.name]
    return VALUES[gr.Radio if isinstance(one.control, gr.Dropdown) else type(one.control)](one.control)


def set_to(change):
    return change.value if isinstance(change, Component) else change


def shown(page: Page, place: tuple[str, ...]) -> dict:
    """What all components hold, with the tabs of a place open."""
    held = {component: component.value for component in page.links.sources}
    return held | {bar.active: name for bar, name in zip(bars(page, place), place)}


def bars(page: Page, place: tuple[str, ...]) -> list:
    return [page.links.bars[place[:depth]] for depth in range(len(place))]


def sent(query: str) -> dict[str, str]:
    """As a browser sends it and Starlette reads it."""
    return dict(parse_qsl(query, keep_blank_values=True))


def test_a_second_model_is_read_back_if_it_fits_the_first(context, page):
    (second,) = (one for one in page.links.fields if one.name == "second_model")
    reading = context.read("shakespeare", "a text")
    assert second.form.read("shakespeare-lam", reading).value == "shakespeare-lam"
    with pytest.raises(InputError, match="there is no 'movies'"):
        second.form.read("movies", reading)


@pytest.mark.parametrize("place", PLACES, ids="/".join)
@settings(max_examples=12)
@given(data=st.data())
def test_what_a_link_carries_comes_back(context, page, place, data):
    held, fields = shown(page, place), page.links.of(place)
    for one in fields:
        held[one.control] = data.draw(values_of(one), one.name)
    text, head = data.draw(st.text(max_size=80)), data.draw(st.sampled_from([(0, 0), (5, 7), (2, 3)]))
    found = link.opened(
        page, context, sent(link.query_of(page, context, "stories", text, Selection(None, *head), held))
    )
    assert len(found.told) == 1 and "same weights" in found.told[0]
    assert (found.changes[page.model], found.changes[page.text]) == ("stories", text)
    assert found.changes[page.selection] == Selection(None, *head)
    assert [found.changes[bar.active] for bar in bars(page, place)] == list(place)
    for one in fields:
        change = set_to(found.changes.get(one.control, one.control.value))
        assert one.form.write(change) == one.form.write(held[one.control]), one.name


@given(options())
def test_options_come_back_exactly(chosen):
    assert parsed(written(chosen), None) == chosen
    assert written(Options()) == ""


def test_a_link_has_only_what_differs_and_belongs_to_the_open_tab(context, page):
    held, at = (
        shown(page, ("Layers", "Logit lens")),
        {one.name: one.control for one in page.links.of(("Layers", "Logit lens"))},
    )
    held[at["target"]], held[page.links.fields[0].control] = " dog", "cat"
    said = sent(link.query_of(page, context, "stories:int8", TEXT, Selection(3, 99, 1), held))
    weights = context.model("stories:int8").hash[:12]
    expected = {"model": "stories:int8", "weights": weights, "text": TEXT, "tab": "Layers/Logit lens", "layer": "5"}
    assert said == expected | {"head": "1", "token": "3", "target": " dog"}


WRONG = [
    ({"tab": "Nope"}, r"tab not set: there is no 'Nope'; there are: Tokens, "),
    ({"tab": "Attention/Nope/Maps"}, r"tab not set: there is no 'Nope'; there are: Maps, "),
    ({"tab": "Tokens/Maps"}, r"tab not set: there is no 'Maps'; there is none"),
    ({"layer": "999"}, r"layer not set: there is no '999'; there are 0 to 5"),
    ({"head": "-1"}, r"head not set: there is no '-1'; there are 0 to 7"),
    ({"token": "٣"}, r"token not set: there is no '٣'; there are 0 to \d"),
    ({"token": "9" * 9_000}, r"token not set: there is no '9{39}…'; there are"),
    ({"tab": "Attention/Maps", "options": "rubbish"}, r"options not set: there is no 'rubbish'; there are: scale, "),
    ({"tab": "Attention", "options": "threshold:nan"}, r"options not set: 'nan' is no number"),
    ({"tab": "Attention", "options": "threshold:7"}, r"options not set: threshold must be from 0.01 to 1"),
    ({"tab": "Attention", "options": "heads:1.x"}, r"options not set: heads must be .* such as 2\.3"),
    ({"tab": "Attention", "options": "sink:<b>"}, r"options not set: sink must be one of raw, "),
    ({"tab": "Attention/Compare", "second_model": "evil"}, r"second_model not set: there is no 'evil'"),
    ({"tab": "Attention/Ablation", "off": "0.1,9.9"}, r"off not set: there is no head 9\.9 in 6 layers of 8 heads"),
    ({"tab": "Attention/Generation", "seed": "-5"}, r"seed not set: seed must be from 0 to 2147483647, not -5"),
    ({"tab": "Layers", "color": "red"}, r"color not set: there is no 'red'; there are: probability, "),
    ({"tab": "Decoding", "strategies": "greedy,foo"}, r"strategies not set: there is no 'foo'; there are: greedy, "),
    ({"tab": "Chat", "form": "template"}, r"form not set: there is no 'template'; there are: "),
    ({"weights": "<b>"}, r"stories; its weights are not known: '<b>' are not 12 hexadecimal digits"),
    (
        {"weights": "0123456789ab"},
        r"stories, other weights: the link is from 012345…, this copy has \w{6}…; figures may",
    ),
    ({"model": "evil"}, r"model 'evil' is not on offer; there are: stories, .*; stories is shown instead"),
    ({"model": "stories:int4"}, r"int4.*; stories is shown instead"),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG, ids=[next(reversed(wrong)) for wrong, _ in WRONG])
def test_what_is_wrong_is_told_in_one_sentence_and_the_rest_is_set(context, page, wrong, said):
    found = link.opened(page, context, {"text": TEXT, "weights": context.model("stories").hash[:12]} | wrong)
    assert len([sentence for sentence in found.told if re.search(said, sentence)]) == 1 and len(found.told) <= 2
    assert found.changes[page.text] == TEXT


def test_a_text_that_is_too_long_stays_out(context, page):
    found = link.opened(page, context, {"text": "x" * 200_000, "layer": "2"})
    assert found.told[1] == "text not set: it has 200,000 characters; a link holds 60,000 at most"
    assert page.text not in found.changes and found.changes[page.selection].layer == 2


@pytest.mark.parametrize(
    ("text", "wrong"), [("a" * 70_000, "70,0.. characters; servers take 60,000"), ("half \ud83e", "U\\+D83E")]
)
def test_what_no_address_can_carry_is_refused(context, page, text, wrong):
    held = shown(page, ("Tokens",))
    with pytest.raises(InputError, match=wrong):
        link.query_of(page, context, "stories", text, Selection(), held)


def test_half_a_character_in_a_control_is_refused(context, page):
    held = shown(page, ("Layers", "Patching"))
    held |= {one.control: "\ud83e" for one in page.links.of(("Layers", "Patching")) if one.name == "against"}
    with pytest.raises(InputError, match="half a character"):
        link.query_of(page, context, "stories", TEXT, Selection(), held)


@pytest.mark.parametrize(("length", "warned"), [(7_000, False), (9_000, True)])
def test_a_long_link_warns(context, page, length, warned):
    values = shown(page, ("Tokens",)).values()
    words = link.make(page, context, "stories", "a" * length, Selection(), *values).props["made"]["words"]
    assert words.startswith(f"stories, {length:,} characters of text") and ("programs cut links" in words) == warned


@pytest.mark.parametrize("said", ["", "nan", "inf", "1e999", "0x1", "1" * 99, "١"])
def test_no_number(said):
    with pytest.raises(InputError, match="is no number"):
        number_in(said)
