"""Baselines in a browser: chosen in the picker, shown where there is something to see, and else a panel."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.ui.test_page import choose, open_tab, opened

BIGRAM, NGRAM = "shakespeare-bigram", "shakespeare-ngram"


def test_a_bigram_says_what_it_is_and_shows_what_it_has(page, app_url):
    opened(page, app_url)
    choose(page, BIGRAM)
    expect(page.locator("#about")).to_contain_text("no attention")
    page.locator("#text textarea").fill("ROMEO")
    for tab in ("Attention", "Layers"):
        open_tab(page, tab)
        expect(page.locator(f"#{tab.lower()}-instead")).to_contain_text("a bigram looks at one token only")
        expect(page.locator(f"#{tab.lower()}-content")).to_be_hidden()
    open_tab(page, "Embeddings")
    expect(page.locator("#embedding-map")).to_contain_text("rows of 260 probabilities")
    open_tab(page, "Decoding")
    expect(page.locator("#decoding-next")).to_contain_text("the row of its table for the last token, “O”")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_panel_goes_when_a_transformer_is_chosen(page, app_url):
    opened(page, app_url)
    open_tab(page, "Attention")
    expect(page.locator("#attention canvas").first).to_be_visible()
    choose(page, NGRAM)
    expect(page.locator("#attention-instead")).to_contain_text("a model of 5-grams")
    expect(page.locator("#attention-content")).to_be_hidden()
    open_tab(page, "Embeddings")
    expect(page.locator("#embeddings-instead")).to_contain_text("No embeddings here")
    open_tab(page, "Attention")
    choose(page, "shakespeare · ")
    expect(page.locator("#attention-instead")).to_be_hidden()
    expect(page.locator("#attention canvas").first).to_be_visible()
    expect(page.locator("#attention-content textarea").locator("visible=true")).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)
