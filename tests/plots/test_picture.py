"""The attention picture in a real browser, from the file that needs no app. The page fails on any error or request."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from ngpl.plots.export import write_attention

WHOLE = "document.documentElement.scrollWidth <= window.innerWidth"


@pytest.fixture
def open_picture(tmp_path, new_page):
    def go(view, layer=0, head=0, **options):
        write_attention(view, tmp_path / "a.html", layer, head)
        page = new_page(**options)
        page.goto((tmp_path / "a.html").as_uri())
        expect(page.locator(".ngpl-attention")).to_have_attribute("data-head", f"{layer},{head}")
        return page

    return go


def test_pointer_and_keys(view, open_picture):
    page = open_picture(view, 1, 2)
    picture, chips = page.locator(".ngpl-attention"), page.locator(".attention-chip")
    expect(chips).to_have_count(len(view.labels))
    chips.nth(5).hover()
    best = int(view.weights[1, 2, 5].argmax())
    share = f"{100 * view.weights[1, 2, 5, best]:#.3g} %"
    expect(page.locator(".attention-sentence")).to_contain_text(f"layer 1 head 2: “⇥” looks {share} at ")
    expect(chips.nth(best)).to_have_attribute("title", share)
    chips.nth(5).click()
    expect(chips.nth(5)).to_have_attribute("aria-pressed", "true")
    page.locator(".attention-grid canvas").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    expect(picture).to_have_attribute("data-head", "0,3")
    expect(picture).to_have_attribute("data-exact", "true")
    expect(page.locator(".attention-live")).to_contain_text("layer 0 head 3: “⇥” looks")
    page.keyboard.press("Escape")
    expect(chips.nth(5)).to_have_attribute("aria-pressed", "false")


def test_cells_read_their_weight(view, open_picture):
    page = open_picture(view, 0, 1)
    page.locator(".attention-map canvas").focus()
    page.keyboard.press("ArrowLeft")
    last = len(view.labels) - 1
    share = re.escape(f"{100 * view.weights[0, 1, last, last - 1]:#.3g} %")
    expect(page.locator(".attention-readout")).to_have_text(re.compile(rf"query {last} .* key {last - 1} .*: {share}$"))


def test_phone_in_the_dark(make_view, open_picture):
    view = make_view(3, 6, 64, kv_heads=2, implied=True)
    page = open_picture(view, viewport={"width": 360, "height": 740}, color_scheme="dark", has_touch=True)
    expect(page.get_by_text("not a softmax")).to_be_visible()
    page.locator(".attention-chip").nth(9).tap()
    expect(page.locator(".attention-chip").nth(9)).to_have_attribute("aria-pressed", "true")
    page.locator(".attention-scale button").last.tap()
    expect(page.get_by_role("button", name="linear")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(WHOLE)
    expect(page.locator("body")).to_have_class("dark")


def test_one_token(make_view, open_picture):
    page = open_picture(make_view(1, 1, 1))
    page.locator(".attention-chip").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".attention-sentence")).to_have_text("layer 0 head 0: “<BOS>” looks 100 % at itself.")
