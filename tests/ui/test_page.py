"""The page as a whole in a browser: header, limits, themes, and visitors who do not see each other."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from ngpl.ui.tabs import TABS

LAM = "shakespeare-lam"
ODD = "<img src=x onerror=alert(1)> ${alert(2)} {{value}} \u202eRTL مرحبا 🦊\x07"


def opened(page: Page, url: str) -> Page:
    page.on("dialog", lambda dialog: pytest.fail(f"a text was run: {dialog.message}"))
    page.goto(url)
    expect(page.locator("#status")).to_contain_text("tokens")
    expect(page.locator("#about")).to_contain_text("parameters")
    return page


def choose(page: Page, model: str) -> None:
    page.locator("#model input").click()
    page.get_by_role("option", name=model).click()


def open_tab(page: Page, name: str) -> None:
    """Every tab is on the bar, on a phone too."""
    page.get_by_role("tab", name=name, exact=True).click()
    page.wait_for_timeout(250)


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_another_model_changes_its_description_and_the_examples(page, app_url):
    opened(page, app_url)
    before = page.locator("#text textarea").input_value()
    choose(page, LAM)
    expect(page.locator("#about")).to_contain_text("attention lam")
    expect(page.locator("#examples button").first).to_contain_text("ROMEO")
    expect(page.locator("#status")).to_contain_text(f"{len(before)} of")
    assert page.locator("#text textarea").input_value() == before


def test_examples_fill_the_text_and_stay_on_one_line(page, app_url):
    opened(page, app_url)
    button = page.locator("#examples button").nth(1)
    assert button.bounding_box()["height"] < 40
    start = button.inner_text().rstrip("…")[:20]
    button.click()
    expect(page.locator(".tokens-text .ngpl-chip").first).to_contain_text(start.split()[0])
    assert page.locator("#text textarea").input_value().startswith(start)


def test_a_very_long_text_says_what_is_cut(page, app_url):
    opened(page, app_url)
    page.locator("#text textarea").fill("word " * 10_000)
    expect(page.locator("#status")).to_contain_text("only the first 20,000 of 50,000 characters are read")
    expect(page.locator("#status")).to_contain_text("show the first 256 of")


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_every_tab_fits_the_screen(new_page, app_url, width, theme):
    page = new_page(viewport={"width": width, "height": 844}, color_scheme=theme)
    opened(page, f"{app_url}?__theme={theme}")
    assert page.evaluate("document.body.classList.contains('dark')") == (theme == "dark")
    for name in TABS:
        open_tab(page, name)
        assert overflow(page) <= 0, f"{name} is wider than the screen"
    for box in page.locator("#header .block, #examples").locator("visible=true").all():
        assert box.bounding_box()["x"] + box.bounding_box()["width"] <= width


def test_visitors_do_not_see_each_other(new_page, app_url):
    first, second = opened(new_page(), app_url), opened(new_page(), app_url)
    choose(second, LAM)
    first.locator("#text textarea").fill("the cat sat")
    second.locator("#text textarea").fill("O Romeo")
    expect(first.locator(".tokens-counts dd").nth(1)).to_have_text("11")
    expect(second.locator(".tokens-text .ngpl-chip")).to_have_count(7)
    first.locator('.tokens-text [data-token="1"]').click()
    expect(first.locator(".ngpl-merges")).to_be_visible()
    expect(second.locator('[aria-pressed="true"]')).to_have_count(0)
    expect(first.locator("#about")).to_contain_text("bpe")
    expect(second.locator("#about")).to_contain_text("char")


def test_odd_characters_are_text_everywhere(new_page, app_url):
    page = opened(new_page(), app_url)
    page.locator("#text textarea").fill(ODD)
    expect(page.locator("#status")).to_contain_text(f"{len(ODD)} characters")
    for name in TABS:
        open_tab(page, name)
        page.wait_for_timeout(300)
    assert page.locator("img[src='x']").count() == 0
    open_tab(page, "Tokens")
    text = "".join(page.locator(".tokens-text").all_text_contents()).replace("·", " ")
    assert "<img" in text.replace(" ", "") and "\\u202e" in text and "\\u0007" in text
