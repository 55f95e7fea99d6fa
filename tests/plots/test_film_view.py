"""The film in a real browser, as the file that plays with the network off. The page fails on any error or request."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from ngpl.film import film
from ngpl.plots.film import film_bytes
from tests import tiny

PHONE = {
    "viewport": {"width": 360, "height": 740},
    "color_scheme": "dark",
    "has_touch": True,
    "reduced_motion": "reduce",
}


@pytest.fixture(scope="module")
def view():
    return film(tiny.language_model(), "The cat sat", "sample", max_new_tokens=9, seed=3)


@pytest.fixture
def opened(new_page, view, tmp_path):
    def go(layer=None, head=None, **options):
        path = tmp_path / "film.html"
        path.write_bytes(film_bytes(view, ".html", layer, head))
        page = new_page(**options)
        page.goto(path.as_uri())
        expect(page.locator(".ngpl-film")).to_have_attribute("data-step", "0")
        return page

    return go


def test_keys_go_through_the_steps(opened, view):
    page = opened(1, 0)
    root, last = page.locator(".ngpl-film"), len(view.chosen) - 1
    page.locator(".film-text").focus()
    for key, step in {"ArrowRight": 1, "End": last, "ArrowLeft": last - 1, "Home": 0}.items():
        page.keyboard.press(key)
        expect(root).to_have_attribute("data-step", str(step))
    page.get_by_role("slider", name="step").focus()
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-step", "1")
    expect(page.locator(".film-chip:visible")).to_have_count(view.prompt + 2)
    row = view.maps.weights[1, 0, view.prompt, : view.prompt + 1]
    said = page.locator(".film-sentence").text_content() or ""
    assert said.startswith(f"Step 2 of {last + 1}: layer 1 head 0 looks from")
    assert float(re.search(r"≈([\d.]+) %", said)[1]) == pytest.approx(100 * row.max(), rel=0.06)
    expect(page.locator(".film-live")).to_have_text(said)
    expect(page.locator(".film-candidates tbody tr")).to_have_count(view.candidates.shape[1])
    chosen = page.locator(".film-candidates tr.chosen")
    expect(chosen).to_have_count(1)
    shown = float((chosen.locator("td").first.text_content() or "").removesuffix(" %"))
    assert shown == pytest.approx(100 * view.probs[1, view.places[1]], rel=0.01)


def test_it_plays_to_its_end_on_a_phone(opened, view):
    page = opened(**PHONE)
    root = page.locator(".ngpl-film")
    page.get_by_label("Speed").select_option("8")
    page.get_by_role("button", name="Play").click()
    expect(root).to_have_attribute("data-playing", "true")
    expect(root).to_have_attribute("data-step", str(len(view.chosen) - 1))
    expect(root).to_have_attribute("data-playing", "false")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_layers_mean_is_the_mean_of_its_heads(opened, view):
    page = opened()
    expect(page.locator(".film-sentence")).to_contain_text("mean of all heads")
    page.get_by_label("Layer").select_option("1")
    expect(page.locator(".film-sentence")).to_contain_text("mean of layer 1")
    row = view.maps.weights[1, :, view.prompt - 1, : view.prompt].mean(0)
    titles = [chip.get_attribute("title") or "" for chip in page.locator(".film-chip:visible").all()][: view.prompt]
    shown = [float(title.removeprefix("≈").removesuffix(" %")) for title in titles]
    assert shown == pytest.approx((100 * row).tolist(), rel=0.08)
    page.get_by_text("All steps as a table").click()
    expect(page.locator(".film-tablebox tbody tr")).to_have_count(len(view.chosen))
