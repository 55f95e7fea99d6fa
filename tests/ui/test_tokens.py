"""The tokens tab in a browser."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from ngpl.plots.labels import visible
from ngpl.plots.scripts import read_asset
from ngpl.ui.context import Selection
from ngpl.ui.tabs import tokens
from tests.ui.decoding_page import draw_alone


def opened(page: Page, url: str, text: str | None = None) -> Page:
    page.goto(url)
    expect(piece(page, 0)).to_be_visible()
    expect(page.locator("#status")).to_contain_text("tokens")
    if text is not None:
        write(page, text)
    return page


def write(page: Page, text: str) -> None:
    page.locator("#text textarea").fill(text)
    expect(page.locator(".tokens-counts dd").nth(1)).to_have_text(f"{len(text):,}")


def piece(page: Page, token: int) -> Locator:
    return page.locator(f'.tokens-text [data-token="{token}"]')


def number(page: Page, token: int) -> Locator:
    return page.locator(f'.tokens-ids [data-token="{token}"]')


def test_pieces_follow_the_typing(page, app_url):
    opened(page, app_url, "The")
    page.locator("#text textarea").press_sequentially(" dog ran.", delay=15)
    expect(page.locator(".tokens-counts dd").nth(1)).to_have_text("12")
    shown = page.locator(".tokens-text .ngpl-chip").all_text_contents()
    assert "".join(shown).replace("·", " ") == "The dog ran."
    assert len(shown) == page.locator(".tokens-ids .ngpl-chip").count()


def test_pointing_lights_up_both_and_tells_the_bytes(page, app_url):
    opened(page, app_url, "Once upon é")
    for one, other in ((piece, number), (number, piece)):
        one(page, 1).hover()
        expect(other(page, 1)).to_have_class(re.compile("lit"))
        expect(other(page, 0)).not_to_have_class(re.compile("lit"))
    first, second = (piece(page, i).inner_text().replace("·", " ") for i in (0, 1))
    place = f"bytes {len(first)}–{len(first + second)}"
    tip = page.get_by_role("tooltip").first
    for part in ("token1", "text", f"bytes{second.encode().hex(' ').upper()}", place, "BPE token"):
        expect(tip).to_contain_text(part)
    page.keyboard.press("Escape")
    piece(page, 1).focus()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_by_keyboard(page, app_url):
    opened(page, app_url, "the cat sat")
    assert page.locator('.tokens-text [tabindex="0"]').count() == 1
    piece(page, 0).focus()
    page.keyboard.press("ArrowRight")
    expect(piece(page, 1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(piece(page, 1)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".tokens-detail")).to_contain_text(f"Selected: token 1, id {number(page, 1).inner_text()}, “")
    expect(page.locator(".tokens-detail")).to_contain_text("of 11)")


def test_what_stands_before_every_text_is_named(page, tiny):
    shown, _ = tokens.show(tiny, "begun", "the cat", Selection(token=0))
    draw_alone(page, "tokens", shown)
    expect(piece(page, 0)).to_have_text("<BOS>")
    expect(page.locator(".ngpl-note")).to_have_text(
        "This tokenizer puts <BOS> before every text, as its model was trained."
    )
    told = page.locator(".tokens-detail")
    expect(told).to_contain_text("“<BOS>”, no bytes, special token before every text.")
    piece(page, 0).hover()
    expect(page.locator(".ngpl-tip")).to_contain_text("before the text")


def test_the_selected_word_and_its_merges(page, app_url):
    opened(page, app_url, "the unbelievable")
    expect(page.locator(".ngpl-merges")).to_be_hidden()
    token = page.locator(".tokens-text .ngpl-chip").count() - 1
    piece(page, token).click()
    rows = page.locator(".merges-table tr")
    expect(rows.first).to_contain_text("bytes")
    assert rows.first.locator(".ngpl-chip").all_text_contents() == list("·unbelievable")
    last = rows.last.locator(".ngpl-chip").all_text_contents()
    assert "".join(last) == "·unbelievable" and len(last) < 13
    number(page, token).click()
    expect(page.locator(".ngpl-merges")).to_be_hidden()


def test_white_space_is_shown_on_demand(page, app_url):
    opened(page, app_url, "a b\n\nc\td")
    box = page.locator(".tokens-text")
    assert "·" in box.inner_text() and "↵" in box.inner_text() and "⇥" in box.inner_text()
    assert box.locator("br").count() == 2
    height = box.locator(".ngpl-chip").last.bounding_box()["y"] - box.locator(".ngpl-chip").first.bounding_box()["y"]
    assert height > 40
    page.get_by_label("Show white space").uncheck()
    assert not set("·↵⇥") & set(box.inner_text())


def test_parts_of_a_character_stand_together(page, app_url):
    opened(page, app_url, "a🦊b")
    group = page.locator(".tokens-whole")
    assert group.locator(".ngpl-chip").all_text_contents() == ["\\xF0", "\\x9F", "\\xA6", "\\x8A"]
    expect(group).to_contain_text("🦊")
    assert "�" not in page.locator(".ngpl-tokens").inner_text()


def test_ids_are_copied_as_json(new_page, app_url):
    page = opened(new_page(permissions=["clipboard-read", "clipboard-write"]), app_url, "the cat sat")
    ids = [int(text) for text in page.locator(".tokens-ids .ngpl-chip").all_text_contents()]
    page.get_by_role("button", name="Copy ids as JSON").click()
    expect(page.get_by_role("button", name=f"Copied {len(ids)} ids")).to_be_visible()
    assert json.loads(page.evaluate("navigator.clipboard.readText()")) == ids


def test_several_tokenizers(page, app_url):
    opened(page, app_url, "naïve\n")
    cards = page.locator(".tokenizers-card")
    expect(cards.last).to_contain_text("plain UTF-8")
    expect(cards.last).to_contain_text("7 tokens")
    for card in cards.all():
        expect(card).to_contain_text("✓ yes, exactly")


def test_a_long_text_says_what_is_not_drawn(page, app_url):
    opened(page, app_url)
    page.locator("#text textarea").fill("a b! " * 5_000)
    expect(page.locator(".ngpl-tokens .ngpl-note")).to_contain_text("Drawn are the first 2,000 of")
    assert page.locator(".tokens-text .ngpl-chip").count() == 2_000
    expect(page.locator(".tokens-limit")).to_contain_text("other tabs look this far: 256 tokens")


def test_no_text(page, app_url):
    opened(page, app_url)
    page.locator("#text textarea").fill("")
    expect(page.locator("#tokens")).to_contain_text("Type a text above")
    expect(page.locator(".tokens-panes")).to_be_hidden()


@pytest.mark.parametrize(
    "text",
    [
        " a\n\t\r",
        "\x00\x1f\x7f",
        "\u200b\u202e\ufeff",
        "é 日本 ع",
        "👨‍👩‍👧",
        "\u200d",
        "",
        "\U000e0041",
        "\u00a0\u2028",
    ],
)
def test_marks_are_those_of_the_pictures(page, text):
    script = read_asset("shared/common.js")
    assert page.evaluate(f"text => {{ {script}\nreturn visible(text); }}", text) == visible(text)
