"""The type of a model's weights: chosen in the header, followed by every tab, and named by other programs."""

from __future__ import annotations

import pytest
from gradio_client import Client
from playwright.sync_api import Page, expect

from ngpl.errors import ConfigError
from ngpl.hub import list_models
from ngpl.hub.library import settings
from ngpl.ui.context import Context, parted
from ngpl.ui.header import describe, weights

TEXT = "The little dog"


def label(model: str, dtype: str) -> str:
    """What the picker of weights says of a type: its size follows from the model's parameters."""
    info = next(info for info in list_models() if info.name == model)
    return {name: text for text, name in weights(info.storage, info.parameters)}[dtype]


def choose(page: Page, picker: str, option: str) -> None:
    page.locator(f"{picker} input").click()
    page.get_by_role("option", name=option).click()


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_the_weights_are_chosen_in_the_header(new_page, app_url, width, theme):
    page = new_page(viewport={"width": width, "height": 844}, color_scheme=theme)
    page.goto(f"{app_url}?__theme={theme}")
    expect(page.locator("#about")).to_contain_text("weights float16 · on")
    expect(page.locator("#weights input")).to_have_value(label("stories", "auto"))
    choose(page, "#weights", label("stories", "int8"))
    expect(page.locator("#about")).to_contain_text("weights int8, stored as float16")
    choose(page, "#model", "shakespeare-lam")  # the type stays, its sizes are the other model's
    expect(page.locator("#weights input")).to_have_value(label("shakespeare-lam", "int8"))
    expect(page.locator("#about")).to_contain_text("attention lam")
    expect(page.locator("#about")).to_contain_text("weights int8")
    choose(page, "#weights", "stored")
    expect(page.locator("#about")).to_contain_text("weights float16 · on")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_endpoints_take_a_type_beside_the_name(app_url):
    client = Client(app_url, verbose=False)
    found = [client.predict(TEXT, 3, name, api_name="/next_token") for name in ("stories:float32", "stories:int8")]
    wide, small = ([candidate["prob"] for candidate in one["candidates"]] for one in found)
    assert wide != small and max(abs(a - b) for a, b in zip(wide, small, strict=True)) < 0.05


def test_passes_over_the_same_text_in_two_types_are_two():
    context = Context(settings(), "cpu")
    float32, int8 = (context.inspect(context.read(f"stories:{name}", TEXT)) for name in ("float32", "int8"))
    assert (float32.logits != int8.logits).any()
    assert describe(context, "stories:int8")[0].count("int8") == 1


def test_what_a_visitor_may_name():
    context = Context(settings(), "cpu")
    for name in ("/etc/passwd", "stories:float32:int8", "", ":int8"):
        with pytest.raises(ConfigError, match="not on offer"):
            context.model(name)
    with pytest.raises(ConfigError, match="int4"):
        context.model("stories:int4")
    assert not context.library.loaded()


def test_names_and_sizes():
    assert parted("stories:int8") == ("stories", "int8") and parted("stories") == ("stories", "auto")
    assert [label for label, _ in weights("int8", 2_000_000)] == [
        "stored: int8 · 2.0 MB",
        "float32 · 8.0 MB",
        "float16 · 4.0 MB",
        "int8 · 2.0 MB",
    ]
