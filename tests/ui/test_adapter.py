"""The adapter of the decoding tab: its handlers called as functions, and the slider in a browser."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Page, expect

import ngpl
from ngpl.config import AdapterOffer, Limits, Offer, Settings
from ngpl.decoding import STRATEGIES
from ngpl.errors import ConfigError, InputError
from ngpl.hub import library, load
from ngpl.inspection.forward import next_logits
from ngpl.plots.payload import unpack
from ngpl.ui.context import Context, Selection
from ngpl.ui.tabs.decoding import adapter
from ngpl.ui.tabs.decoding.next_token import Chosen, distribution
from ngpl.ui.tabs.decoding.writing import settings_of, write
from tests.ui.decoding_page import opened

TEXT = "Once upon a time, there was a"


@pytest.fixture(scope="module")
def context() -> Context:
    return Context(library.settings(), "cpu")


def logits(context: Context, name: str | None, strength: float, model: str = "stories") -> np.ndarray:
    return unpack(distribution(context, model, TEXT, Selection(), Chosen(), name, strength)["logits"])


def test_the_distribution_is_that_of_the_command_line(context):
    alone = logits(context, "bard", 0.0)
    lm = load("stories", "cpu")
    np.testing.assert_array_equal(alone, next_logits(lm.model, lm.prompt(TEXT)))
    for strength in (0.05, 1.0, 2.0):
        lm = load("stories", "cpu", adapter="bard", adapter_strength=strength)
        found = logits(context, "bard", strength)
        np.testing.assert_array_equal(found, next_logits(lm.model, lm.prompt(TEXT)))
        assert np.abs(found - alone).max() > 0.1


def test_the_type_of_weights_is_kept(context):
    found = distribution(context, "stories:int8", TEXT, Selection(), Chosen(), "bard", 0.5)
    lm = load("stories", "cpu", "int8", adapter="bard", adapter_strength=0.5)
    np.testing.assert_array_equal(unpack(found["logits"]), next_logits(lm.model, lm.prompt(TEXT)))
    assert found["prompt"]["model"] == "stories + 0.5 bard"


def test_an_adapter_of_another_model_is_left_out(context):
    np.testing.assert_array_equal(logits(context, "bard", 1.0, "shakespeare"), logits(context, None, 0, "shakespeare"))
    np.testing.assert_array_equal(logits(context, "none such", 1.0), logits(context, None, 0.0))


def test_strategies_write_what_the_command_line_does(context):
    settings = [p.default for name in STRATEGIES for p in settings_of(name)]
    messages = list(write(context, "stories", TEXT, "bard", 1.5, ["greedy"], 0, 12, *settings))
    assert messages[0]["prompt"]["model"] == "stories + 1.5 bard"
    lm = load("stories", "cpu", adapter="bard", adapter_strength=1.5)
    text = "".join(event["text"] for message in messages[1:] for _, event in message["events"])
    plain = ngpl.generate(load("stories", "cpu"), TEXT, "greedy", max_new_tokens=12).text
    assert text == ngpl.generate(lm, TEXT, "greedy", max_new_tokens=12).text != plain


@pytest.mark.parametrize("strength", [-0.5, 2.05, float("nan"), "much"])
def test_a_strength_out_of_bounds(context, strength):
    with pytest.raises(ConfigError, match="strength must be"):
        logits(context, "bard", strength)


def test_what_is_offered(context):
    part, chosen = adapter.offer(context, "stories:float16", None)
    assert part.visible and chosen.value == "bard" and [name for _, name in chosen.choices] == ["bard"]
    part, chosen = adapter.offer(context, "shakespeare", "bard")
    assert not part.visible and chosen.value is None
    several = tuple(AdapterOffer(name, "m", "") for name in ("a", "b"))
    other = Context(Settings("m", (Offer("m", "m.gpl"),), Limits(), several), "cpu")
    assert adapter.offer(other, "m", "b")[1].value == "b" and adapter.offer(other, "m", "c")[1].value == "a"


def test_what_is_said(context):
    said = adapter.describe(context, "stories", "bard")
    assert "Shakespeare" in said and "201,216 parameters beside the model's 4,738,376 (4.2 %)" in said
    assert "402 kFLOPs a token beside 13.2 MFLOPs" in said
    assert adapter.describe(context, "shakespeare", "bard") == "" == adapter.describe(context, "stories", None)


def test_links_name_adapters_of_their_model(context):
    reading = context.read("stories", TEXT)
    assert adapter.offered_for(context, "bard", reading) == "bard"
    for said, model in ("other", "stories"), ("bard", "shakespeare"):
        with pytest.raises(InputError, match=f"there is no '{said}'"):
            adapter.offered_for(context, said, context.read(model, TEXT))


def rows(page: Page) -> dict[int, float]:
    read = "rows => rows.map(row => [Number(row.dataset.id), Number(row.dataset.prob)])"
    return {int(id): prob for id, prob in page.eval_on_selector_all("button.decoding-row", read)}


def expected(strength: float) -> dict[int, float]:
    lm = ngpl.load("stories", adapter="bard", adapter_strength=strength)
    scores = np.exp(next_logits(lm.model, lm.prompt(TEXT)).astype(float))
    return {int(id): float(scores[id] / scores.sum()) for id in np.argsort(-scores)[:10]}


def assert_shown(page: Page, strength: float) -> None:
    wanted = expected(strength)
    first = page.locator("button.decoding-row").first
    expect(first).to_have_attribute("data-id", str(next(iter(wanted))))
    expect(page.locator(".decoding-prompt b").first).to_have_text(f"stories + {strength:g} bard")
    found = rows(page)
    assert {id: found[id] for id in wanted} == pytest.approx(wanted, rel=1e-3)


def test_the_slider_moves_the_distribution(page, app_url):
    opened(page, app_url)
    page.locator("#text textarea").fill(TEXT)
    expect(page.locator(".decoding-tail").first).to_have_text("Once·upon·a·time,·there·was·a")
    box = page.locator("#adapter-strength input[type=number]")
    expect(page.locator("#adapter-about")).to_contain_text("201,216 parameters")
    before = rows(page)
    for strength in (1.5, 0.3):
        box.fill(str(strength))
        box.press("Enter")
        assert_shown(page, strength)
    slider = page.locator("#adapter-strength input[type=range]")
    slider.focus()
    slider.press("ArrowRight")
    assert_shown(page, 0.35)
    page.locator("#decoding-go").click()
    expect(page.locator("#decoding-compare .decoding-prompt b")).to_have_text("stories + 0.35 bard")
    box.fill("0")
    box.press("Enter")
    expect(page.locator(".decoding-prompt b").first).to_have_text("stories")
    assert rows(page) == before


def test_it_is_there_for_its_model_alone(page, app_url):
    opened(page, f"{app_url}?model=shakespeare&tab=Decoding")
    expect(page.locator("#adapter-strength")).to_be_hidden()


def test_a_link_carries_it(page, app_url):
    opened(page, f"{app_url}?text=Once%20upon&tab=Decoding&strength=0.5")
    expect(page.locator(".decoding-prompt b").first).to_have_text("stories + 0.5 bard")
    expect(page.locator("#adapter-strength input[type=number]")).to_have_value("0.5")
    expect(page.locator("#adapter-about")).to_contain_text("Shakespeare")
