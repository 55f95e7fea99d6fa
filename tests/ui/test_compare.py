"""Two texts compared, in a browser."""

from __future__ import annotations

from playwright.sync_api import expect

TEXT, OTHER = "The cat saw the dog!", "The dog saw the dog!"


def test_a_replaced_word_shows_where_heads_change(page, app_url):
    page.goto(app_url)
    expect(page.locator("#status")).to_contain_text("tokens")
    page.locator("#text textarea").fill(TEXT)
    page.get_by_role("tab", name="Attention").click()
    page.get_by_role("tab", name="Compare").click()
    second = page.locator("#compare-text textarea")
    expect(second).to_have_value(TEXT)
    expect(page.locator(".difference-hint")).to_contain_text("replace a word")
    second.fill(OTHER)
    expect(page.locator(".difference-summary")).to_contain_text("6 tokens each; one differs")
    expect(page.locator(".difference-places .differs")).to_have_count(1)
    expect(page.locator("#attention-difference .attention-chip").nth(1)).to_contain_text("→")
    head = page.locator(".difference-heads button").nth(1)
    name = (head.text_content() or "").partition("head ")
    head.click()
    wanted = f"Layer {name[0].split()[1]} · head {name[2][0]}"
    expect(page.locator("#attention-difference .attention-title")).to_have_text(wanted)
    second.fill(f"{OTHER} Yes")
    expect(page.locator(".difference-hint")).to_contain_text("fewer")
    expect(page.locator("#attention-difference .attention-body")).to_be_hidden()
