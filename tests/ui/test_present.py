"""Presenting, in a browser: the screen as a scene, scenes kept, arranged, played, and exported to a file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ngpl.ui.tabs import TABS
from tests.browser import LEFT

HOSTILE = '<img src=x onerror="window.hurt=1"> </script><script>window.hurt=1</script> ${window.hurt=1}'


@pytest.fixture
def app(new_page: Callable[..., Page], app_url: str) -> Page:
    page = new_page(allow=LEFT)
    page.goto(app_url)
    expect(page.locator("#tokens [data-token]").first).to_be_visible()
    return page


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def stage(page: Page):
    return page.frame_locator(".deck-stage iframe")


def keep(page: Page, count: int) -> None:
    page.get_by_role("button", name="Keep scene").click()
    expect(page.locator("#present").get_by_role("button", name=f"Scenes ({count})")).to_be_visible()


def talk(page: Page) -> None:
    page.locator("#chat-message textarea").fill("Hello <b>there</b> & more")
    page.locator("#chat-send button, button#chat-send").first.click()
    expect(page.locator("#chat .bot").first).to_contain_text("stories")


# What stands in each tab, and in its scene, once there is a picture.
DRAWN = {
    "Tokens": ".ngpl-tokens [data-token]",
    "Embeddings": ".ngpl-embeddings[data-drawn]",
    "Attention": ".ngpl-attention[data-head]",
    "Layers": ".ngpl-sheet[data-drawn]",
    "Decoding": ".decoding-next[data-drawn]",
    "Chat": ".present-talk li.assistant",
}


def shown(page: Page, name: str) -> None:
    """Waits until a tab shows a picture."""
    expect(page.locator(f"#tabs {DRAWN[name]}").first).to_be_attached()


def test_one_key_shows_the_picture_large_and_arrows_go_through_heads(app):
    open_tab(app, "Attention")
    shown(app, "Attention")
    app.keyboard.press("p")
    root = stage(app).locator(".ngpl-attention")
    expect(root).to_have_attribute("data-head", "0,0")
    expect(stage(app).locator(".attention-toolbar").first).to_be_hidden()
    app.keyboard.press("ArrowRight")
    app.keyboard.press("ArrowDown")
    expect(root).to_have_attribute("data-head", "1,1")
    inner = stage(app).locator("body").evaluate("() => window.innerWidth")
    assert inner < app.viewport_size["width"]  # it is enlarged
    app.keyboard.press("d")
    expect(stage(app).locator("body")).to_have_class("presenting dark")
    app.keyboard.press("Escape")
    expect(app.locator(".ngpl-deck")).to_have_count(0)
    expect(app.locator(".ngpl-attention").first).to_have_attribute("data-head", "0,0")


def test_letters_typed_into_a_box_present_nothing(app):
    app.locator("#text textarea").click()
    app.keyboard.type("pkpk")
    assert "pkpk" in app.locator("#text textarea").input_value()
    expect(app.locator(".ngpl-deck")).to_have_count(0)
    expect(app.locator("#present").get_by_role("button", name="Scenes", exact=True)).to_be_visible()


def test_a_scene_of_every_tab_is_exported_to_a_file_that_needs_no_network(app, new_page, tmp_path):
    app.locator("#text textarea").fill(HOSTILE)
    for count, name in enumerate(TABS, start=1):
        open_tab(app, name)
        if name == "Chat":
            talk(app)
        shown(app, name)
        keep(app, count)
    app.get_by_role("button", name=f"Scenes ({len(TABS)})").click()
    with app.expect_download() as saving:
        app.get_by_role("button", name="Export").click()
    path = tmp_path / "presentation.html"
    saving.value.save_as(path)
    page = new_page(offline=True)
    page.goto(path.as_uri())
    for number, name in enumerate(TABS, start=1):
        expect(page.locator(".deck-count")).to_have_text(f"{number} / {len(TABS)}")
        expect(page.locator(".ngpl-deck h2")).to_contain_text(name)
        expect(stage(page).locator(DRAWN[name].split(" ", 1)[-1]).first).to_be_visible()
        assert stage(page).locator("body").evaluate("() => window.hurt ?? window.parent.hurt ?? 0") == 0
        page.keyboard.press("PageDown")
    expect(stage(page).locator(".present-talk .user")).to_have_text("Hello <b>there</b> & more")
    assert app.evaluate("() => window.hurt ?? 0") == 0


def test_scenes_are_named_moved_removed_brought_back_and_still_there_after_a_reload(app):
    keep(app, 1)
    open_tab(app, "Attention")
    shown(app, "Attention")
    keep(app, 2)
    app.get_by_role("button", name="Scenes (2)").click()
    titles = app.locator(".present-list li input[aria-label^='title']")
    titles.nth(0).fill("The beginning")
    titles.nth(0).press("Enter")
    app.get_by_role("button", name="later: scene 1").click()
    expect(titles.nth(1)).to_have_value("The beginning")
    app.get_by_role("button", name="remove: scene 1").click()
    expect(titles).to_have_count(1)
    app.get_by_role("button", name="Undo").click()
    expect(titles).to_have_count(2)
    app.reload()
    app.get_by_role("button", name="Scenes (2)").click()
    expect(titles.nth(0)).to_have_value("Attention: Maps")
    expect(titles.nth(1)).to_have_value("The beginning")
    app.get_by_role("button", name="present from here: scene 2").click()
    expect(app.locator(".ngpl-deck h2")).to_have_text("The beginning")
    app.keyboard.press("PageUp")
    expect(app.locator(".deck-count")).to_have_text("1 / 2")


def test_two_pages_of_one_browser_keep_scenes_together(app, app_url):
    other = app.context.new_page()
    other.goto(app_url)
    expect(other.locator("#tokens [data-token]").first).to_be_visible()
    keep(app, 1)
    keep(other, 2)
    app.reload()
    expect(app.locator("#present").get_by_role("button", name="Scenes (2)")).to_be_visible()


def test_a_box_that_is_left_keeps_its_words_and_the_next_one_takes_letters(app):
    keep(app, 1)
    app.get_by_role("button", name="Scenes (1)").click()
    app.get_by_label("title of scene 1").fill("Pieces")
    app.get_by_label("speaker’s note of scene 1").click()
    app.keyboard.type("keep in mind")
    app.get_by_role("button", name="present from here: scene 1").click()
    expect(app.locator(".ngpl-deck h2")).to_have_text("Pieces")
    expect(app.locator(".deck-count")).to_have_text("1 / 1")
    expect(app.locator(".deck-note")).to_be_hidden()
    app.keyboard.press("s")
    expect(app.locator(".deck-note")).to_have_text("keep in mind")
    app.get_by_role("button", name="one scene after the other").press("Enter")
    expect(app.get_by_role("button", name="one scene after the other")).to_have_attribute("aria-pressed", "true")
    app.keyboard.press("f")
    app.keyboard.press("f")
    expect(app.locator(".ngpl-deck")).to_be_visible()
    app.get_by_role("button", name="close (Escape)").click()
    expect(app.locator(".ngpl-deck")).to_have_count(0)


def test_a_larger_picture_stays_at_the_head_that_was_reached(app):
    open_tab(app, "Attention")
    shown(app, "Attention")
    app.keyboard.press("p")
    root = stage(app).locator(".ngpl-attention")
    expect(root).to_have_attribute("data-head", "0,0")
    app.keyboard.press("ArrowDown")
    width = root.evaluate("() => window.innerWidth")
    for key in ("+", "PageDown", "d"):
        app.keyboard.press(key)
    expect(stage(app).locator("body")).to_have_class("presenting dark")
    expect(root).to_have_attribute("data-head", "1,0")
    assert root.evaluate("() => window.innerWidth") < width


def test_without_a_picture_there_is_nothing_to_present(app):
    app.locator("#text textarea").fill("")
    expect(app.locator("#tokens .ngpl-empty")).to_be_visible()
    open_tab(app, "Attention")
    app.locator("body").press("p")
    expect(app.locator(".present-status")).to_contain_text("no picture")
