"""Links in a browser: what was shown is shown again elsewhere, and what an address says is never run."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

TEXT = "The cat saw the <b>dog</b>!\n🦊 1 + 1 = 2 & more"
LAM = "shakespeare-lam"
TARGET, AGAINST = "#layers-target textarea", "#patching-against textarea"
COPIED = {"permissions": ["clipboard-read", "clipboard-write"]}
NO_CLIPBOARD = """() => {
  document.execCommand = () => false;
  navigator.clipboard.writeText = () => Promise.reject();
}"""


def opened(page: Page, url: str) -> Page:
    page.on("dialog", lambda dialog: pytest.fail(f"a link was run: {dialog.message}"))
    page.goto(url)
    expect(page.locator("#about")).to_contain_text("parameters")
    return page


def choose(page: Page, picker: str, option: str) -> None:
    page.locator(f"{picker} input").click()
    page.get_by_role("option", name=option).click()


def told(page: Page):
    return page.locator("#link-status [role=status]")


def linked(page: Page, holds: str = "", tries: int = 8) -> str:
    """The link to what a page shows, once it ``holds`` what was changed last."""
    for _ in range(tries):
        page.wait_for_timeout(600)
        page.locator("#link").click()
        expect(told(page)).to_contain_text("link copied")
        if holds in page.url:
            break
    return page.url


def open_tabs(page: Page) -> list[str]:
    return page.locator("[role=tab][aria-selected=true]:visible").all_inner_texts()


def title(page: Page):
    return page.locator("#attention .attention-title")


def drawn_options(page: Page) -> None:
    expect(title(page)).to_have_text("Layer 1 · head 2")
    expect(page.locator("#attention .attention-slider input")).to_have_value("0.5")
    expect(page.locator("#attention").get_by_label("colours", exact=True)).to_have_value("cividis")
    expect(page.locator("#attention").get_by_label("Order", exact=True)).to_have_value("distance")
    expect(page.locator("#attention .attention-chip").nth(3)).to_have_attribute("aria-pressed", "true")


def test_a_view_of_attention_comes_back_in_another_browser(new_page, app_url):
    page = opened(new_page(**COPIED), app_url)
    choose(page, "#model", LAM)
    expect(page.locator("#about")).to_contain_text("attention lam")
    choose(page, "#weights", "int8")
    page.locator("#text textarea").fill(TEXT)
    page.get_by_role("tab", name="Attention", exact=True).click()
    expect(page.locator("#attention .attention-chip").last).to_have_text("e")
    grid = page.locator("#attention canvas[aria-label^='All heads']")
    grid.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        grid.press(key)
    page.locator("#attention .attention-slider input").fill("0.5")
    page.locator("#attention").get_by_label("colours", exact=True).select_option("cividis")
    page.locator("#attention").get_by_label("Order", exact=True).select_option("distance")
    page.locator("#attention .attention-chip").nth(3).click()
    drawn_options(page)
    url = linked(page, "distance")
    assert page.evaluate("navigator.clipboard.readText()") == url
    expect(told(page)).to_have_text(f"link copied: {LAM}, {len(TEXT)} characters of text")
    assert parse_qs(urlsplit(url).query)["model"] == [f"{LAM}:int8"]

    other = opened(new_page(), url)
    expect(told(other)).to_have_text(re.compile(rf"Link: {LAM}, same weights \(\w{{6}}…\)\."))
    drawn_options(other)
    assert other.locator("#text textarea").input_value() == TEXT
    assert open_tabs(other) == open_tabs(page) and len(open_tabs(page)) == 2
    expect(other.locator("#about")).to_contain_text("weights int8")
    expect(other.locator("#model input")).to_have_value(re.compile(LAM))
    expect(other.locator("#weights input")).to_have_value(re.compile("^int8"))
    expect(other.locator("#examples button").first).to_contain_text("ROMEO")
    assert linked(new_linked(other), "distance") == url


def new_linked(page: Page) -> Page:
    """A page on which links can be copied."""
    page.context.grant_permissions(COPIED["permissions"])
    return page


def test_a_part_of_the_layers_tab_comes_back(new_page, app_url):
    page = opened(new_page(**COPIED), app_url)
    page.get_by_role("tab", name="Layers", exact=True).click()
    page.locator(TARGET).fill("dog")
    page.get_by_role("tab", name="Patching", exact=True).click()
    expect(page.locator("#patching-counts")).to_contain_text("they differ in")
    page.locator(AGAINST).fill("cat")
    other = opened(new_page(), linked(page))
    expect(other.locator("#patching-counts")).to_contain_text("they differ in")
    assert open_tabs(other) == ["Layers", "Patching"]
    expect(other.locator(TARGET)).to_have_value("dog")
    expect(other.locator(AGAINST)).to_have_value("cat")
    assert "second" not in parse_qs(urlsplit(page.url).query)  # it was not touched


def test_weights_that_differ_are_told(page, app_url):
    opened(page, f"{app_url}?model=stories&weights=0123456789ab&text=hi")
    expect(told(page)).to_have_text(
        re.compile(r"Link: stories, other weights: the link is from 012345…, this copy has ")
    )
    expect(page.locator("#text textarea")).to_have_value("hi")


def test_what_is_wrong_is_told_and_never_run(page, app_url):
    script = "%3Cimg src=x onerror=alert(1)%3E"
    opened(
        page, f"{app_url}?model={script}&text={script}&tab=Attention/{script}&layer={script}&head=3&options={script}"
    )
    expect(title(page)).to_have_text("Layer 0 · head 3")
    expect(told(page)).to_contain_text("is not on offer")
    for words in ("stories is shown instead", "tab not set", "layer not set: there is no '<img src=x"):
        expect(told(page)).to_contain_text(words)
    assert page.locator("#text textarea").input_value() == "<img src=x onerror=alert(1)>"
    assert page.locator("img[src='x']").count() == 0


def test_the_link_can_be_copied_by_hand_where_pages_may_not(page, app_url):
    opened(page, app_url)
    page.evaluate(NO_CLIPBOARD)
    page.locator("#link").click()
    expect(told(page)).to_contain_text("Press the link to copy it")
    expect(page.get_by_label("the link")).to_have_value(page.url)
    assert "weights=" in page.url


def test_a_token_is_marked_in_the_tab_that_is_open_from_the_start(page, app_url):
    opened(page, f"{app_url}?tab=Tokens&token=3")
    expect(page.locator('#tokens .tokens-text [data-token="3"]')).to_have_attribute("aria-pressed", "true")


def test_an_address_that_is_no_link_changes_nothing(page, app_url):
    opened(page, f"{app_url}?__theme=dark")
    expect(page.locator("#text textarea")).to_have_value(re.compile("^Once upon a time"))
    expect(told(page)).to_have_text("")
    assert open_tabs(page) == ["Tokens"]
