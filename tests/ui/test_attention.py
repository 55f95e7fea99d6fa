"""The attention tab in a browser: what it says is what the model did."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

import ngpl
from ngpl.inspection import with_sink

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
    expect(title(page)).to_have_text(f"Layer {layer} · head {number}")
    exact(page)


def exact(page: Page) -> None:
    """Wait for the exact weights of what is chosen."""
    expect(page.locator("#attention .ngpl-attention")).to_have_attribute("data-exact", "true")


def title(page: Page) -> Locator:
    return page.locator("#attention .attention-title")


def sentence(page: Page) -> Locator:
    return page.locator("#attention .attention-sentence")


def model_view():
    return ngpl.inspect(ngpl.load("stories", device="cpu"), TEXT).attention_view


def percent(weight: float) -> str:
    return f"{100 * weight:#.3g} %"


def test_the_sentence_tells_the_models_own_weights(page, app_url):
    loaded(opened(page, app_url), "!")
    head(page, 2, 3)
    chips(page).nth(4).click()
    weights = ngpl.inspect(ngpl.load("stories", device="cpu"), TEXT).attention[2, 3, 4]
    said = sentence(page).text_content() or ""
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
    readout = page.locator("#attention .attention-readout")
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
    expect(title(page)).to_have_text("Layer 1 · head 2")


def test_implied_maps_are_labelled(page, app_url):
    opened(page, app_url)
    page.locator("#model input").click()
    page.get_by_role("option", name=re.compile("shakespeare-lam")).click()
    expect(page.locator("#attention .attention-badge")).to_contain_text("implied map of linear attention")
    expect(chips(page)).to_have_count(len(TEXT))


def test_an_empty_text_and_html_in_a_text(page, app_url):
    opened(page, app_url, "")
    expect(page.locator("#attention .attention-empty")).to_be_visible()
    page.locator("#text textarea").fill("<img src=x onerror=alert(1)> ${1+1} {{2}}")
    expect(chips(page).first).to_be_visible()
    shown = "".join(chips(page).all_text_contents()).replace("·", " ")
    assert shown == "<img src=x onerror=alert(1)> ${1+1} {{2}}"


def test_heads_are_combined_exactly_by_pointer_and_keys(page, app_url):
    loaded(opened(page, app_url), "!")
    head(page, 1, 2)
    grid = page.locator("#attention canvas[aria-label^='All heads']")
    grid.press(" ")
    grid.press("ArrowDown")
    grid.press(" ")
    expect(title(page)).to_have_text("Mean of heads 1.2, 2.2")
    exact(page)
    chips(page).nth(4).click()
    weights = model_view().weights
    row = (weights[1, 2, 4] + weights[2, 2, 4]) / 2
    expect(sentence(page)).to_contain_text(f"mean of heads 1.2, 2.2: “dog” looks {percent(row.max())} at ")
    page.locator("#attention").get_by_label("combined by").select_option("largest")
    row = np.maximum(weights[1, 2, 4], weights[2, 2, 4])
    expect(sentence(page)).to_contain_text(f"“dog” looks {percent(row.max())} at ")
    box = grid.bounding_box()
    grid.click(position={"x": 8, "y": 22 + (box["height"] - 22) * 0.95})
    expect(title(page)).to_have_text("Largest of 10 heads")
    grid.press("Enter")
    expect(title(page)).to_have_text("Layer 5 · head 0")


def test_sinks_and_the_threshold_are_said_in_words(page, app_url):
    loaded(opened(page, app_url), "!")
    words = page.locator("#attention .attention-treatment")
    expect(words).to_contain_text("The weights as the model computed them.")
    page.locator("#attention").get_by_label("Weights", exact=True).select_option("without_first")
    expect(words).to_contain_text("The first token removed as a key")
    head(page, 3, 1)
    chips(page).nth(4).click()
    row = with_sink(model_view(), "without_first").weights[3, 1, 4]
    expect(sentence(page)).to_contain_text(f"looks {percent(row.max())} at ")
    page.locator("#attention .attention-slider input").fill("0.5")
    expect(words).to_contain_text("only the largest weights until 50 % of its sum")
    page.locator("#text textarea").fill("The cat saw the dog! It ran")
    loaded(page, "·ran")
    expect(words).to_contain_text("The first token removed as a key")


def test_heads_tell_what_they_are_called(page, app_url):
    loaded(opened(page, app_url), "!")
    only = page.locator("#attention").get_by_label("Only", exact=True)
    expect(only).to_be_visible(timeout=60_000)
    scores = ngpl.api.head_scores(ngpl.load("stories", device="cpu")).of("local", "text").scores
    best = np.unravel_index(scores.argmax(), scores.shape)
    page.locator("#attention").get_by_label("Order", exact=True).select_option("local")
    page.locator("#attention summary").nth(1).click()
    row = page.locator("#attention tbody tr").nth(int(best[0]) * scores.shape[1] + int(best[1]))
    expect(row.locator("th")).to_have_text(f"{best[0]}.{best[1]}")
    expect(row).to_contain_text("local")
    expect(page.locator("#attention .attention-marks")).to_contain_text("L local")


def test_what_is_shown_can_be_taken_along(page, app_url, tmp_path):
    loaded(opened(page, app_url), "!")
    head(page, 1, 3)
    page.locator("#attention").get_by_role("button", name="linear").click()
    page.locator("#attention").get_by_label("colours", exact=True).select_option("cividis")
    page.locator("#attention").get_by_role("button", name="Take it along").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="SVG").click()
    download.value.save_as(tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text().startswith("<svg")
    command = page.locator("#attention").get_by_label("the command that remakes this file").input_value()
    flags = "--model stories --layer 1 --head 3 --scale linear --palette cividis --out attention.svg"
    assert command == f"ngpl attention {flags} -- '{TEXT}'"
