"""The attention picture in a real browser, from the file that needs no app. The page fails on any error or request."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from ngpl.plots.attention import attention_payload
from ngpl.plots.export import write_attention
from ngpl.plots.offline import Picture, offline_page
from ngpl.plots.style import PLAIN, Style, largest

WHOLE = "document.documentElement.scrollWidth <= window.innerWidth"


@pytest.fixture
def open_picture(tmp_path, new_page):
    def go(view, layer=0, head=0, style=PLAIN, **options):
        write_attention(view, tmp_path / "a.html", layer, head, style)
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
    page.get_by_role("button", name="linear").tap()
    expect(page.get_by_role("button", name="linear")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="lines").tap()
    expect(page.locator(".attention-lines canvas")).to_be_visible()
    assert page.evaluate(WHOLE)
    expect(page.locator("body")).to_have_class("dark")


def test_one_token(make_view, open_picture):
    page = open_picture(make_view(1, 1, 1))
    page.locator(".attention-chip").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".attention-sentence")).to_have_text("layer 0 head 0: “<BOS>” looks 100 % at itself.")


def test_lines_by_the_keyboard(view, open_picture):
    page = open_picture(view, 1, 0)
    page.get_by_role("button", name="lines").click()
    expect(page.locator(".attention-map canvas")).to_be_hidden()
    page.locator(".attention-lines canvas").focus()
    for key in ["ArrowDown"] * 5 + ["Enter"]:
        page.keyboard.press(key)
    best = 100 * view.weights[1, 0, 4].max()
    expect(page.locator(".attention-sentence")).to_contain_text(f"layer 1 head 0: “↵” looks {best:#.3g} % at ")
    expect(page.locator(".attention-chip").nth(4)).to_have_attribute("aria-pressed", "true")


def test_heads_are_combined_without_python_to_8_bits(view, open_picture):
    page = open_picture(view)
    grid = page.locator(".attention-grid canvas")
    grid.focus()
    for key in (" ", "ArrowRight", " "):
        page.keyboard.press(key)
    expect(page.locator(".attention-title")).to_have_text("Mean of heads 0.0, 0.1")
    page.locator(".attention-chip").nth(9).click()
    said = page.locator(".attention-sentence").text_content() or ""
    share = float(re.search(r"looks ≈([\d.]+) %", said)[1]) / 100
    assert share == pytest.approx(view.weights[0, :2, 9].mean(0).max(), abs=0.01)
    page.keyboard.press("Escape")
    grid.focus()
    page.keyboard.press("a")
    expect(page.locator(".attention-title")).to_have_text("Mean of all heads")


def test_the_style_of_a_file_is_that_of_the_page(view, open_picture):
    page = open_picture(view, style=Style("linear", "cividis", 0.5))
    expect(page.get_by_role("button", name="linear")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("colours", exact=True)).to_have_value("cividis")
    expect(page.locator(".attention-treatment")).to_contain_text("largest weights until 50 % of its sum")
    page.locator(".attention-map canvas").focus()
    page.keyboard.press("ArrowUp")
    q = len(view.labels) - 2
    kept = bool(largest(view.weights[0, 0], 0.5)[q, q])
    words = f": {100 * view.weights[0, 0, q, q]:#.3g} %" + ("" if kept else " (below the threshold)")
    expect(page.locator(".attention-readout")).to_have_text(re.compile(re.escape(words) + "$"))


def test_options_that_a_link_brings_back(view, tmp_path, page):
    options = {"combine": "largest", "heads": [[0, 1], [1, 2]], "picture": "lines", "sort": "distance", "scale": 3}
    picture = Picture("attention", attention_payload(view) | {"options": options})
    (tmp_path / "a.html").write_bytes(offline_page("attention", [picture]))
    page.goto((tmp_path / "a.html").as_uri())
    expect(page.locator(".attention-title")).to_have_text("Largest of heads 0.1, 1.2")
    expect(page.locator(".attention-lines canvas")).to_be_visible()
    expect(page.get_by_label("Order", exact=True)).to_have_value("distance")
    expect(page.get_by_role("button", name="sqrt")).to_have_attribute("aria-pressed", "true")


def test_heads_in_order_of_what_they_do(view, open_picture):
    page = open_picture(view)
    page.get_by_label("Order", exact=True).select_option("entropy")
    expect(page.locator(".attention-grid")).to_contain_text("entropy of its rows in nats")
    page.locator(".attention-grid canvas").focus()
    for _ in range(view.weights.shape[0] * view.weights.shape[1]):
        page.keyboard.press("ArrowLeft")
    layer, head = (int(i) for i in np.unravel_index(view.entropy.argmin(), view.entropy.shape))
    expect(page.locator(".ngpl-attention")).to_have_attribute("data-head", f"{layer},{head}")


def test_tables_say_the_same(view, open_picture):
    page = open_picture(view, 1, 3)
    page.locator("summary").nth(0).click()
    row = page.locator("tbody tr").nth(7)
    best = int(view.weights[1, 3, 7].argmax())
    expect(row.locator("td").first).to_contain_text(f"{100 * view.weights[1, 3, 7, best]:#.3g} %")
    page.locator("summary").nth(1).click()
    cell = page.locator("table").nth(1).locator("tbody tr").nth(6).locator("td").first
    expect(cell).to_have_text(f"{view.entropy[1, 2]:.2f}")


def test_differences_have_a_sign(signed_view, open_picture):
    page = open_picture(signed_view, 1, 1)
    page.locator(".attention-map canvas").focus()
    last = len(signed_view.labels) - 1
    page.keyboard.press("ArrowLeft")
    weight = 100 * signed_view.weights[1, 1, last, last - 1]
    sign = "−" if weight < 0 else "+"
    expect(page.locator(".attention-readout")).to_contain_text(f": {sign}{abs(weight):#.3g} %")
    expect(page.get_by_role("button", name="several")).to_be_hidden()


def test_a_map_made_of_many_says_so(one_view, open_picture):
    page = open_picture(one_view)
    expect(page.locator(".attention-title")).to_have_text("Mean of heads 0.1, 2.3")
    expect(page.locator(".attention-treatment")).to_contain_text("No first. The mean of it.")
    expect(page.locator(".attention-grid canvas")).to_be_hidden()


def test_a_long_text(make_view, open_picture):
    view = make_view(1, 2, 300)
    page = open_picture(view, 0, 1, viewport={"width": 360, "height": 740})
    page.locator(".attention-chip").nth(290).click()
    best = 100 * view.weights[0, 1, 290].max()
    expect(page.locator(".attention-sentence")).to_contain_text(f"looks {best:#.3g} % at ")
    page.locator(".attention-grid canvas").focus()
    page.keyboard.press("ArrowLeft")
    best = 100 * view.weights[0, 0, 290].max()
    expect(page.locator(".attention-sentence")).to_contain_text(f"layer 0 head 0: “&amp;” looks {best:#.3g} % at ")
    assert page.evaluate(WHOLE)
