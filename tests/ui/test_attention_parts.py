"""Which heads matter, and while generating, in the app."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

import ngpl
from ngpl.film import film

TEXT = "The cat sat on the"
PATIENCE = 60_000


@pytest.fixture
def attention(page: Page, app_url: str):
    """Opens a part of the attention tab."""

    def go(part: str) -> Page:
        page.set_default_timeout(PATIENCE)
        page.goto(app_url)
        expect(page.locator("#status")).to_contain_text("tokens", timeout=PATIENCE)
        page.locator("#text textarea").fill(TEXT)
        page.get_by_role("tab", name="Attention").click()
        page.get_by_role("tab", name=part).click()
        return page

    return go


def test_a_head_is_chosen_kept_off_and_written_without(attention):
    page = attention("Ablation")
    heads, table = page.locator("#matters-heads .ngpl-sheet"), page.locator("#matters-table .sheet-note")
    expect(heads).to_have_attribute("data-chosen", "0,0", timeout=PATIENCE)
    page.locator("#matters-heads .sheet-cells").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(heads).to_have_attribute("data-chosen", "1,2")
    expect(table).to_contain_text("1.2;", timeout=PATIENCE)
    page.get_by_role("button", name="Keep the chosen head off").click()
    expect(page.locator("#matters-off")).to_contain_text("1.2", timeout=PATIENCE)
    page.get_by_label("New tokens").first.fill("5")
    page.get_by_role("button", name="Write on").click()
    columns = page.locator("#matters-writing .decoding-column")
    expect(columns).to_have_count(4, timeout=PATIENCE)
    expect(page.locator("#matters-writing [role=status]")).to_have_text("done", timeout=PATIENCE)
    expect(columns.nth(1)).to_have_attribute("aria-label", "greedy, without 1.2")


def test_a_head_chosen_in_one_part_is_chosen_in_the_others(attention):
    page = attention("Maps")
    title = page.locator("#attention .attention-title")
    expect(title).to_have_text("Layer 0 · head 0", timeout=PATIENCE)
    page.get_by_role("tab", name="Ablation").click()
    heads = page.locator("#matters-heads .ngpl-sheet")
    expect(heads).to_have_attribute("data-chosen", "0,0", timeout=PATIENCE)
    page.locator("#matters-heads .sheet-cells").focus()
    for key in ("ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#matters-table .sheet-note")).to_contain_text("1.1;", timeout=PATIENCE)
    page.get_by_role("tab", name="Maps").click()
    expect(title).to_have_text("Layer 1 · head 1", timeout=PATIENCE)


def test_the_film_follows_the_text(attention):
    page = attention("Generation")
    view = film(ngpl.load("stories", device="cpu"), TEXT, max_new_tokens=24)
    root = page.locator("#film .ngpl-film")
    expect(root).to_have_attribute("data-step", "0", timeout=PATIENCE)
    expect(page.locator("#film .film-count")).to_have_text(f"1 / {len(view.chosen)}", timeout=PATIENCE)
    page.locator("#film .film-track input").focus()
    page.keyboard.press("End")
    expect(root).to_have_attribute("data-step", str(len(view.chosen) - 1))
    rows = page.locator("#film .film-candidates tbody tr")
    expect(rows.nth(int(view.places[-1]))).to_contain_text("✓")
