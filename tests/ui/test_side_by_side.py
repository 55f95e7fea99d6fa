"""Strategies side by side in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

import ngpl
from ngpl.decoding import STRATEGIES
from ngpl.ui.tabs.decoding.writing import title
from tests.ui.decoding_page import draw_alone, opened

Sample = STRATEGIES["sample"]
PROMPT = "The cat sat on the"
NASTY = ["<b>", "${alert(1)}", " <img src=x onerror=alert(2)>", "\n", "\\xF0\\x9F", "😀", "\u202e", " "]


def token(id, text, **changes):
    stages = [["model", 9, [0, 1], [0.5, 0.25]], ["temperature"], ["top_k", 1, [0], [1.0]]]
    facts = {"logprob": -0.5, "rank": 1, "entropy": 1.0, "seconds": 0.01, "again": False, "stages": stages}
    return {"id": id, "text": text, **facts, **changes}


def begin(page: Page, *names: str) -> None:
    columns = {name: {"title": name, "settings": "no filters"} for name in names}
    prompt = {"model": "m", "tail": "a b", "tokens": 2, "notes": []}
    tell(page, columns=columns, prompt=prompt, seed=0, repeated=6)


def tell(page: Page, **message) -> None:
    page.evaluate("send", {"run": "1", **message})


def events(page: Page, number: int, *said, **more) -> None:
    labels = {str(i): label for i, label in enumerate(NASTY)}
    tell(page, number=number, events=[["greedy", event] for event in said], labels=labels, **more)


def test_tokens_are_chips_and_the_text_is_exact(page):
    draw_alone(page, "decoding-compare")
    begin(page, "greedy")
    events(page, 0, *(token(id, "" if id == 4 else NASTY[id]) for id in range(7)))
    chips = page.locator(".decoding-token[data-index]")
    assert [chip.inner_text() for chip in chips.all()][2:6] == [
        " <img src=x onerror=alert(2)>",
        "↵",
        "\\xF0\\x9F",
        "😀",
    ]
    events(page, 0, token(0, "twice"))  # a message that comes again is not taken again
    events(page, 1, token(0, "<b>", logprob=-6.0, again=True), {"end": "end of text", "text": ""}, done=True)
    expect(chips).to_have_count(8)
    assert [chips.nth(i).get_attribute("data-level") for i in (0, 7)] == ["1", "5"]
    expect(page.locator(".decoding-repeats")).to_contain_text("1 of 8")
    expect(page.locator(".decoding-stats")).to_contain_text(
        "8 tokens · log-prob −9.50 total, −1.19 a token · 100 tokens/s"
    )
    page.get_by_role("button", name="text", exact=True).click()
    exact = "".join([*NASTY[:4], NASTY[5], NASTY[6], "<b>"])
    assert page.locator(".decoding-text").evaluate("node => node.textContent") == exact
    page.get_by_label("visible white space").check()
    expect(page.locator(".decoding-text")).to_contain_text("·<img·src=x·onerror=alert(2)>↵")


def test_the_card_shows_candidates_before_and_after_each_filter(page):
    draw_alone(page, "decoding-compare")
    begin(page, "greedy")
    events(page, 0, token(5, "😀", rank=7), token(0, "<b>"))
    card = page.locator(".decoding-card")
    page.locator(".decoding-token[data-index]").first.hover()
    for part in (
        "probability60.7 %",
        "log-prob−0.50",
        "rank7",
        "entropy1.00 nats",
        "9 kept",
        "temperature: changes nothing",
    ):
        expect(card).to_contain_text(part)
    expect(card.locator("h5")).to_have_text(["model9 kept", "after top-k1 kept"])
    expect(card.locator(".chosen").first).to_contain_text("further down")
    page.locator(".decoding-token[data-index]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(card.locator(".chosen").first).to_contain_text("50.0 %")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_beam_search_shows_its_best_branch_and_what_was_cut(page):
    draw_alone(page, "decoding-compare")
    begin(page, "greedy")
    first = {
        "kept": [[0, 0, -0.1, -0.1, False], [0, 1, -0.5, -0.5, False]],
        "pruned": [[0, 7, -3, -3, False]],
        "seconds": 0.1,
    }
    second = {"kept": [[1, 5, -0.1, -0.3, False], [0, 1, -2, -1, True]], "pruned": [], "seconds": 0.1}
    chips = page.locator(".decoding-token[data-index]")
    events(page, 0, first)
    expect(chips).to_have_text(["<b>"])
    events(page, 1, second)
    expect(chips).to_have_text(["${alert(1)}", "😀"])
    expect(page.locator(".decoding-state")).to_have_text("searching, level 2…")
    chips.first.hover()
    expect(page.locator(".decoding-card .cut")).to_contain_text("×·−3.00")
    events(page, 2, token(1, "${alert(1)}"), token(5, "😀"), {"end": "reached 2 tokens", "text": ""}, done=True)
    page.mouse.move(0, 0)
    chips.nth(1).hover()
    expect(page.locator(".decoding-card li.chosen").last).to_contain_text("${alert(1)}😀−0.30")
    nodes = page.locator(".decoding-node")
    looks = ["decoding-node", "decoding-node best", "decoding-node best", "decoding-node ended"]
    assert [node.get_attribute("class") for node in nodes.all()] == looks
    assert [node.locator("text").first.text_content() for node in nodes.all()] == [
        "<b>",
        "${alert(…",
        "😀",
        "${alert(…",
    ]
    nodes.first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".decoding-card")).to_contain_text("<b>${alert(1)}−1.00 ended")


def test_a_run_that_fails_or_loses_a_message_says_so(page):
    draw_alone(page, "decoding-compare")
    begin(page, "greedy")
    events(page, 1, token(0, "a"))
    expect(page.get_by_role("status")).to_contain_text("lost")
    tell(page, failed="no <b>good</b>")
    expect(page.get_by_role("status")).to_have_text("no <b>good</b>")
    expect(page.locator(".decoding-state")).to_have_text("failed")


def generate(page: Page, tokens: int, *names: str) -> None:
    for name in STRATEGIES:
        page.locator("#decoding-strategies").get_by_label(title(name), exact=True).set_checked(name in names)
    page.get_by_label("number input for New tokens").fill(str(tokens))
    page.get_by_label("number input for New tokens").blur()
    page.locator("#decoding-go").click()


def test_columns_are_what_the_model_writes(page, app_url):
    opened(page, app_url)
    page.locator("#text textarea").fill(PROMPT)
    expect(page.locator("#decoding-next .decoding-tail")).to_contain_text("The·cat")
    names = ["greedy", "top_p", "beam"]
    generate(page, 25, *names)
    expect(page.locator("#decoding-compare").get_by_role("status")).to_have_text("done")
    expect(page.locator(".decoding-column")).to_have_count(3)
    lm = ngpl.load(page.locator("#decoding-compare .decoding-prompt b").inner_text())
    page.locator("#decoding-compare").get_by_role("button", name="text", exact=True).click()
    for name in names:
        expected = ngpl.generate(lm, PROMPT, name, max_new_tokens=25)
        column = page.locator(f"article[data-strategy={name}]")
        assert column.locator(".decoding-text").evaluate("node => node.textContent") == expected.text
        assert int(column.get_attribute("data-count")) == len(expected.ids)
        assert float(column.get_attribute("data-total")) == pytest.approx(sum(expected.logprobs), rel=1e-3)


def choose_endless(page) -> None:
    """A model that never says that its text has come to an end: it has learned from one long document."""
    page.locator("#model input").click()
    page.get_by_role("option", name="shakespeare-lam").click()
    expect(page.locator("#about")).to_contain_text("attention lam")


def test_two_visitors_write_at_once_with_different_models(new_page, app_url):
    names = ["stories", "shakespeare-lam"]
    pages = [opened(new_page(), app_url) for _ in names]
    choose_endless(pages[1])
    for page in pages:
        page.locator("#text textarea").fill(PROMPT)
        expect(page.locator("#decoding-next .decoding-tail")).to_contain_text("sat·on·the")
    for page in pages:
        generate(page, 60, "greedy")
    for page, name in zip(pages, names, strict=True):
        expect(page.locator("#decoding-compare").get_by_role("status")).to_have_text("done")
        page.locator("#decoding-compare").get_by_role("button", name="text", exact=True).click()
        column = page.locator("article[data-strategy=greedy]")
        expected = ngpl.generate(ngpl.load(name, device="cpu"), PROMPT, "greedy", max_new_tokens=60)
        assert column.locator(".decoding-text").evaluate("node => node.textContent") == expected.text


def test_stop_ends_the_work_on_a_phone_and_nothing_overflows(new_page, app_url):
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    opened(page, app_url)
    choose_endless(page)
    generate(page, 400, "sample", "beam")
    expect(page.locator("article[data-strategy=sample] .decoding-token").nth(3)).to_be_visible()
    page.locator("#decoding-stop").click()
    column = page.locator("article[data-strategy=beam]")
    expect(column).to_have_attribute("data-state", "stopped")
    count = column.get_attribute("data-count")
    page.wait_for_timeout(300)
    assert column.get_attribute("data-count") == count
    page.locator("article[data-strategy=sample] .decoding-token").nth(2).tap()
    expect(page.locator(".decoding-card")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_nothing_chosen_is_a_message(page, app_url):
    opened(page, app_url)
    generate(page, 5)
    expect(page.get_by_text("choose at least one strategy")).to_be_visible()
