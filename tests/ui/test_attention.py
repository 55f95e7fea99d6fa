"""The attention tab in a browser: what it says is what the model did."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

import ngpl
from ngpl.ui.context import Selection
from ngpl.ui.tabs.attention import show

TEXT = "The cat saw the dog!"


def opened(page: Page, url: str, text: str = TEXT) -> Page:
    page.goto(url)
    expect(page.locator("#status")).to_contain_text("tokens")
    page.locator("#text textarea").fill(text)
    page.get_by_role("tab", name="Attention").click()
    return page


def chips(page: Page) -> Locator:
    return page.locator("#attention .attention-chip")


def loaded(page: Page, text: str) -> Page:
    expect(chips(page).last).to_have_text(text)
    return page


def head(page: Page, layer: int, number: int) -> None:
    """Choose a head by the keyboard, from the first one."""
    grid = page.locator("#attention canvas[aria-label^='All heads']")
    grid.focus()
    for key in ["ArrowDown"] * layer + ["ArrowRight"] * number:
        grid.press(key)
    expect(page.locator(".attention-title")).to_have_text(f"Layer {layer} · head {number}")
    expect(page.locator(".ngpl-attention")).to_have_attribute("data-exact", "true")


def test_the_sentence_tells_the_models_own_weights(page, app_url):
    loaded(opened(page, app_url), "!")
    head(page, 2, 3)
    chips(page).nth(4).click()
    weights = ngpl.inspect(ngpl.load("stories", device="cpu"), TEXT).attention[2, 3, 4]
    said = page.locator(".attention-sentence").text_content() or ""
    best = int(np.argmax(weights))
    label = "itself" if best == 4 else f"“{(chips(page).nth(best).text_content() or '').lstrip('·')}”"
    share = float(re.search(r"looks ([\d.]+) % at", said)[1])
    assert share == pytest.approx(100 * weights[best], abs=0.06) and f"% at {label}" in said
    assert re.match(r"layer 2 head 3: “dog”", said)


def test_pointing_at_the_map_reads_out_query_key_and_weight(page, app_url):
    loaded(opened(page, app_url), "!")
    head(page, 1, 1)
    canvas = page.locator("#attention canvas[aria-label^='Map of']")
    canvas.focus()
    canvas.press("ArrowLeft")
    canvas.press("ArrowLeft")
    readout = page.locator(".attention-readout")
    expect(readout).to_contain_text(re.compile(r"query 5 “!” → key 3 “·the”: [\d.]+ %"))
    weight = ngpl.inspect(ngpl.load("stories", device="cpu"), TEXT).attention[1, 1, 5, 3]
    said = re.search(r"([\d.]+) %", readout.text_content() or "")
    assert said and float(said[1]) == pytest.approx(100 * weight, abs=0.06)


def test_what_is_selected_stays_selected_in_the_other_tabs(page, app_url):
    loaded(opened(page, app_url), "!")
    head(page, 1, 2)
    chips(page).nth(1).click()
    expect(chips(page).nth(1)).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(400)
    page.get_by_role("tab", name="Tokens").click()
    expect(page.locator('.tokens-text [data-token="1"]')).to_have_attribute("aria-pressed", "true")
    page.locator('.tokens-text [data-token="4"]').click()
    page.wait_for_timeout(400)
    page.get_by_role("tab", name="Attention").click()
    expect(chips(page).nth(4)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".attention-title")).to_have_text("Layer 1 · head 2")


def test_implied_maps_are_labelled(page, app_url):
    opened(page, app_url)
    page.locator("#model input").click()
    page.get_by_role("option", name=re.compile("shakespeare-lam")).click()
    expect(page.locator(".attention-badge")).to_contain_text("implied map of linear attention")
    expect(chips(page)).to_have_count(len(TEXT))


def test_an_empty_text_and_html_in_a_text(page, app_url):
    opened(page, app_url, "")
    expect(page.locator(".attention-empty")).to_be_visible()
    page.locator("#text textarea").fill("<img src=x onerror=alert(1)> ${1+1} {{2}}")
    expect(chips(page).first).to_be_visible()
    shown = "".join(chips(page).all_text_contents()).replace("·", " ")
    assert shown == "<img src=x onerror=alert(1)> ${1+1} {{2}}"


def test_the_handler_keeps_to_the_models_heads(tiny):
    payload = show(tiny, "bpe", "the cat sat", Selection(token=99, layer=9, head=9))
    assert payload is not None and (payload["layer"], payload["head"], payload["token"]) == (0, 1, None)
    assert show(tiny, "bpe", "", Selection()) is None
