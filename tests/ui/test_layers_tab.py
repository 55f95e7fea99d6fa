"""The layers tab in a browser: the lens, what blocks add, patching, and files to take along."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.test_page import LAM, ODD, choose, open_tab, opened, overflow

PARTS = {"Logit lens": "#lens", "Blocks": "#blocks", "Patching": "#patching-counts"}
TEXT = "The dog sat. The cat"


def layers(page: Page, url: str, text: str = TEXT) -> Page:
    opened(page, url)
    page.locator("#text textarea").fill(text)
    open_tab(page, "Layers")
    expect(page.locator("#lens .sheet-title")).to_be_visible()
    return page


def open_part(page: Page, name: str) -> None:
    open_tab(page, name)
    expect(page.locator(PARTS[name])).to_be_visible()


def test_a_cell_of_the_lens_selects_its_token_everywhere(page, app_url):
    layers(page, app_url)
    page.locator("#layers-target textarea, #layers-target input").fill("dog")
    expect(page.locator("#layers-told")).to_contain_text("Target: ·dog")
    page.get_by_label("rank of the target").click()
    cells = page.locator("#lens .sheet-cells")
    expect(page.locator("#lens .sheet-bar")).to_contain_text("1 / rank of ·dog")
    cells.focus()
    for key in ("Home", "ArrowRight", "ArrowRight", "Enter"):
        cells.press(key)
    expect(page.locator("#lens-path .sheet-title")).to_contain_text("·dog comes up after position 2")
    open_part(page, "Blocks")
    expect(page.locator("#blocks .sheet-note")).to_contain_text("position 2")
    expect(page.locator("#blocks-total")).to_contain_text("exact")
    open_tab(page, "Tokens")
    expect(page.locator('.tokens-text [data-token="2"]')).to_have_attribute("aria-pressed", "true")


def test_a_target_that_is_no_token_is_said_and_nothing_is_lost(page, app_url):
    layers(page, app_url)
    page.locator("#layers-target textarea, #layers-target input").fill("<img src=x onerror=alert(1)>")
    expect(page.locator("#layers-told")).to_contain_text("Shown instead: Target")
    expect(page.locator("#lens .sheet-title")).to_be_visible()


def test_patching_from_the_text_to_a_second_one(page, app_url):
    layers(page, app_url)
    open_part(page, "Patching")
    second, counts = page.locator("#patching-second textarea"), page.locator("#patching-counts")
    expect(counts).to_contain_text("they differ in")
    assert second.input_value() not in ("", TEXT)
    second.fill(TEXT + " sat")
    expect(counts).to_contain_text("1 too many")
    second.fill(TEXT.replace("dog", "big"))
    expect(counts).to_contain_text("·dog → ·big")
    page.locator("#patching-go").click()
    expect(page.locator("#patching .sheet-title")).to_contain_text("Which activations bring")
    open_tab(page, "Tokens")
    open_tab(page, "Layers")
    expect(page.locator("#patching .sheet-title")).to_be_visible()
    second.fill(TEXT)
    expect(counts).to_contain_text("the same")
    expect(page.locator("#patching .sheet-title")).to_be_hidden()


def test_a_file_is_taken_along_with_its_command(page, app_url):
    layers(page, app_url)
    page.locator("#lens").get_by_role("button", name="Take it along").click()
    with page.expect_download() as download:
        page.locator("#lens .take-menu button", has_text="CSV").first.click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8"))))
    assert len(rows) > 6 and download.value.suggested_filename == "lens.csv"
    expect(page.locator("#lens .take-again input")).to_have_value(
        f"ngpl lens --model stories --color probability --out lens.csv -- '{TEXT}'"
    )


@pytest.mark.parametrize(("width", "theme"), [(1280, "dark"), (390, "light"), (360, "dark")])
def test_every_part_fits_the_screen(new_page, app_url, width, theme):
    page = new_page(viewport={"width": width, "height": 844}, color_scheme=theme)
    layers(page, f"{app_url}?__theme={theme}", "The dog sat on the mat and saw a big red ball in the park. " * 3)
    for name in PARTS:
        open_part(page, name)
        page.wait_for_timeout(400)
        assert overflow(page) <= 0, f"{name} is wider than the screen"


def test_another_model_odd_characters_and_no_text(page, app_url):
    layers(page, app_url)
    choose(page, LAM)
    expect(page.locator("#lens .sheet-readout")).to_contain_text("probability")
    page.locator("#text textarea").fill(ODD)
    for name in PARTS:
        open_part(page, name)
        page.wait_for_timeout(300)
    assert page.locator("img[src='x']").count() == 0
    page.locator("#text textarea").fill("")
    expect(page.locator("#patching-counts")).to_contain_text("is empty")
    open_part(page, "Logit lens")
    expect(page.locator("#lens .sheet-empty")).to_be_visible()
