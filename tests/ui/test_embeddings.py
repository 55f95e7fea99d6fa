"""The embeddings tab in a browser."""

from __future__ import annotations

import re

import gradio as gr
import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from ngpl.inspection.views import EmbeddingView
from ngpl.plots.embeddings import embedding_payload, kinds_of
from ngpl.plots.scripts import styles
from ngpl.ui.tabs.embeddings import TOP
from ngpl.ui.view import view

ODD = ("<b>", "<img src=x onerror=alert(1)>", "${alert(2)}", " <i>", "\n", "😀")


def opened(page: Page, url: str, tab: str = "Embeddings") -> Page:
    page.goto(url)
    page.get_by_role("tab", name=tab, exact=True).click()
    expect(page.locator(".ngpl-embeddings[data-drawn]")).to_be_visible()
    return page


def field(page: Page, name: str) -> Locator:
    return page.locator(f"#embedding-{name}").locator("textarea, input").first


def inked(page: Page, canvas: str) -> int:
    """How many pixels of a canvas are drawn on."""
    return page.eval_on_selector(
        canvas,
        "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.filter((v, i) => i % 4 === 3 && v).length",
    )


BASE, OVER = ".embedding-stage canvas:nth-of-type(1)", ".embedding-stage canvas:nth-of-type(2)"


def test_the_tour(page, app_url):
    opened(page, app_url)
    expect(page.locator(".embedding-about")).to_contain_text("token embedding")
    expect(page.locator(".embedding-map")).to_contain_text(re.compile(r"none left out.*PC 1 \d.*PC 2 \d.*PC 3 \d"))
    assert inked(page, BASE) > 1000

    chip = page.locator(".embedding-text button").nth(2)
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    rows = page.locator(".embedding-near li")
    expect(rows).to_have_count(TOP)
    cosines = [float(text.replace("−", "-")) for text in rows.locator(".embedding-cosine").all_inner_texts()]
    assert cosines == sorted(cosines, reverse=True) and -1 <= cosines[-1] <= cosines[0] <= 1

    name = rows.first.locator(".embedding-token").inner_text()
    rows.first.locator("button").click()
    expect(page.locator(".embedding-near h3 .embedding-token")).to_have_text(name)
    expect(chip).to_have_attribute("aria-pressed", "false")

    page.get_by_role("button", name="+ to plus").click()
    expect(field(page, "plus")).not_to_have_value("")
    field(page, "minus").fill("#300")
    field(page, "minus").press("Enter")
    expect(page.locator(".embedding-sum li")).to_have_count(TOP)
    page.get_by_role("button", name="remove the sum").click()
    expect(page.locator(".embedding-sum")).to_be_hidden()

    field(page, "find").fill("#300")
    field(page, "find").press("Enter")
    expect(page.locator(".embedding-near")).to_contain_text("id 300")
    field(page, "find").fill("qqzzqq")
    field(page, "find").press("Enter")
    expect(page.get_by_text("is not one token")).to_be_visible()
    expect(page.locator(".embedding-near")).to_contain_text("id 300")


def point_at_the_middle(page: Page) -> None:
    """The map may still move below the pointer while lists beside it fill, so it is pointed at until it answers."""
    tip = page.locator(".embedding-tip")
    for step in range(40):
        box = page.locator(OVER).bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] / 2 + step % 3 - 1, box["y"] + box["height"] / 2)
        page.wait_for_timeout(250)
        if tip.is_visible():
            break
    expect(tip).to_contain_text("id ")


def test_the_map_turns_zooms_picks_and_hides(page, app_url):
    opened(page, app_url)
    shot = lambda: page.eval_on_selector(BASE, "c => c.toDataURL()")  # noqa: E731
    drawn, looks = page.locator(".ngpl-embeddings"), [shot()]
    page.get_by_role("button", name="the first three components").click()
    expect(drawn).to_have_attribute("data-dimensions", "3")

    def changes(act) -> None:
        looks.append(shot())
        act()
        page.wait_for_function("([s, old]) => document.querySelector(s).toDataURL() !== old", arg=[BASE, looks[-1]])

    page.locator(OVER).focus()
    changes(lambda: page.keyboard.press("ArrowLeft"))
    changes(lambda: page.keyboard.press("+"))
    box = page.locator(OVER).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def drag() -> None:
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y + 40, steps=3)
        page.mouse.up()

    changes(drag)
    expect(page.locator(".embedding-near li")).to_have_count(0)  # a drag is no click
    page.keyboard.press("Enter")
    expect(page.locator(".embedding-near li")).to_have_count(TOP)
    page.get_by_role("button", name="put the selected token in the middle").click()
    point_at_the_middle(page)

    before = inked(page, BASE)
    expect(page.get_by_role("button", name=re.compile("^special token"))).to_have_attribute("aria-pressed", "true")
    for kind in page.locator(".embedding-legend button").all():
        kind.click()
    expect(page.locator(".embedding-legend [aria-pressed=true]")).to_have_count(0)
    page.wait_for_timeout(100)
    assert inked(page, BASE) < before


def test_positions_and_an_empty_text_on_a_phone(new_page, app_url):
    page = opened(new_page(viewport={"width": 390, "height": 844}, color_scheme="dark"), app_url)
    first, second = page.locator(".position-pane canvas").all()
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".position-readout").first).to_contain_text(re.compile(r"position 1 .*: −?\d"))
    second.hover(position={"x": 40, "y": 24})
    expect(page.locator(".position-readout").nth(1)).to_contain_text(re.compile(r"positions \d+ .*cosine −?\d"))

    page.locator("#text textarea").fill("")
    expect(page.locator(".embedding-text")).to_contain_text("There is no text")
    page.locator("#text textarea").fill("<b>x</b> ⁦")
    expect(page.locator(".embedding-text button").first).to_contain_text("<")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert inked(page, BASE) > 500


@pytest.fixture(scope="module")
def odd_url():
    """A page with nothing but a map of odd tokens."""
    points = np.random.default_rng(0).normal(size=(len(ODD), 3)).astype(np.float32)
    seen = EmbeddingView(points, ODD, np.array([0.5, 0.3, 0.2], np.float32))
    rows = [{"id": id, "cosine": 0.5 - id / 5} for id in range(1, len(ODD))]
    with gr.Blocks() as demo:
        view(
            "embedding-map",
            value=embedding_payload(seen, kinds_of(ODD, [], []), "k", "<u>about</u>"),
            text={"key": "k", "ids": [0, 1, 2], "labels": list(ODD[:3]), "token": 1},
            near={"key": "k", "id": 0, "twin": 3, "neighbours": rows},
            sum={"key": "k", "plus": [0], "minus": [1], "neighbours": rows},
        )
    _, url, _ = demo.launch(prevent_thread_lock=True, quiet=True, css_paths=styles(), run_history=False, ssr_mode=False)
    yield url
    demo.close()


def test_labels_that_look_like_code_are_shown_as_they_are(page, odd_url):
    page.on("dialog", lambda dialog: pytest.fail(f"a label ran as code: {dialog.message}"))
    page.goto(odd_url)
    root = page.locator(".ngpl-embeddings[data-drawn]")
    expect(root).to_be_visible()
    expect(page.locator(".embedding-near h3")).to_have_text("Nearest to <b>")
    expect(page.locator(".embedding-near li")).to_have_count(len(ODD) - 1)
    expect(page.locator(".embedding-near li").nth(0)).to_contain_text("<img·src=x·onerror=alert(1)>")
    expect(page.locator(".embedding-near li").nth(2)).to_contain_text("·<i>")
    expect(page.locator(".embedding-near li").nth(3)).to_contain_text("↵")
    expect(page.locator(".embedding-sum h3")).to_contain_text("Nearest to <b> − <img")
    expect(page.locator(".embedding-about")).to_have_text("<u>about</u>")
    assert root.locator("b, img, i:not(.embedding-sign), u, script").count() == 0
    page.get_by_role("button", name="put the selected token in the middle").click()
    box = page.locator(OVER).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2 + 8, box["y"] + box["height"] / 2 - 8)
    expect(page.locator(".embedding-tip .embedding-token")).to_have_text("<b>")
