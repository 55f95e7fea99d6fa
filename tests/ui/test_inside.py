"""Inside one head, in a browser: the arithmetic that it tells is the model's own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

import ngpl
from ngpl.inspection import anatomy

TEXT = "The cat saw the dog!"


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.locator("#status")).to_contain_text("tokens")
    page.locator("#text textarea").fill(TEXT)
    page.get_by_role("tab", name="Attention").click()
    page.get_by_role("tab", name="Inside").click()
    expect(page.locator('#anatomy [data-stage="output"] tbody tr').last).to_contain_text("5 !")
    return page


def said(page: Page, stage: str) -> str:
    return (page.locator(f'[data-stage="{stage}"] .anatomy-sum').text_content() or "").replace("−", "-")


def test_one_cell_is_followed_through_all_steps(page, app_url):
    opened(page, app_url)
    page.get_by_label("layer", exact=True).select_option("2")
    page.get_by_label("head", exact=True).select_option("3")
    view = page.locator("#anatomy .ngpl-anatomy")
    expect(view).to_have_attribute("data-head", re.compile(r"2,\d"))
    expect(view).to_have_attribute("data-head", "2,3")
    page.locator('[data-stage="weights"] td[data-row="4"][data-column="1"]').click()
    expect(view).to_have_attribute("data-query", "4")
    page.locator('[data-stage="value"] td[data-row="1"][data-column="7"]').click()
    expect(view).to_have_attribute("data-channel", "7")
    lm = ngpl.load("stories", device="cpu")
    ids = lm.encode(TEXT)
    head = anatomy(lm.model, ids, 2, 3, lm.tokenizer.labels(ids))
    told = {name: head.stage(name).values for name in ("scores", "scaled", "weights", "value", "output")}
    numbers = {
        "scores": told["scores"][4, 1],
        "scaled": told["scaled"][4, 1],
        "weights": 100 * told["weights"][4, 1],
        "value": told["value"][1, 7],
        "output": told["output"][4, 7],
    }
    for stage, number in numbers.items():
        last = re.findall(r"-?[\d.]*\d(?:e-?\d+)?", said(page, stage))[-1]
        assert float(last) == pytest.approx(number, rel=6e-3, abs=1e-9), said(page, stage)
    assert f"{100 * told['weights'][4, 1]:.3g} %" in said(page, "output")


def test_steps_are_walked_with_the_arrow_keys(page, app_url):
    opened(page, app_url)
    page.get_by_role("button", name="one at a time").click()
    page.locator(".anatomy-steps button[aria-current]").press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".anatomy-stage:visible")).to_have_count(1)
    expect(page.locator('[data-stage="scores"]')).to_be_visible()
    page.locator('[data-stage="scores"] td[aria-selected]').press("ArrowUp")
    expect(page.locator('[data-stage="scores"] td[aria-selected]')).to_be_focused()
    expect(page.locator("#anatomy .ngpl-anatomy")).to_have_attribute("data-query", "4")
    page.keyboard.press("PageDown")
    expect(page.locator('[data-stage="scaled"]')).to_be_visible()
