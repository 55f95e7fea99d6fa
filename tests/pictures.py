"""Takes the README's pictures from the running app: ``python -m tests.pictures``."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from ngpl.files import write_whole
from ngpl.paths import ASSETS
from ngpl.ui.app import launch
from tests.browser import start

FOLDER = ASSETS / "pictures"
COLORS = 256  # of the palette: half the size, and no difference to see


def tokens(page: Page) -> None:
    page.locator('.tokens-text [data-token="9"]').click()


def embeddings(page: Page) -> None:
    page.get_by_label("Find a token").fill("dog")
    page.get_by_label("Find a token").press("Enter")


def attention(page: Page) -> None:
    page.locator("#examples button").nth(3).click()  # a text that says something twice
    expect(page.locator("#attention .attention-chip").first).to_have_text("The")
    grid = page.locator("#attention canvas[aria-label^='All heads']")
    grid.focus()
    for key in ["ArrowDown"] * 5 + ["ArrowRight"] * 3:  # an induction head
        grid.press(key)
    page.locator("#attention .attention-chip").last.click()


def layers(page: Page) -> None:
    page.locator("#lens [data-drawn]").first.wait_for()


def decoding(page: Page) -> None:
    page.locator("#decoding-go").click()
    page.locator("#decoding-compare").get_by_text("done", exact=True).wait_for(timeout=120_000)


def chat(page: Page) -> None:
    page.locator("#model input").click()
    page.get_by_role("option", name="chat").click()
    expect(page.locator("#chat-note")).to_contain_text("chat model")
    for count, said in enumerate(("What are you?", "What does temperature do?"), start=1):
        page.locator("#chat-message textarea").fill(said)
        page.keyboard.press("Enter")
        expect(page.locator("#chat .bot")).to_have_count(count)
        expect(page.locator("#chat-status")).to_contain_text("ended by the model")
        page.wait_for_timeout(2000)


TABS: dict[str, Callable[[Page], None]] = {
    "Tokens": tokens,
    "Embeddings": embeddings,
    "Attention": attention,
    "Layers": layers,
    "Decoding": decoding,
    "Chat": chat,
}


def main() -> None:
    url = launch(block=False)
    with sync_playwright() as player:
        page = start(player).new_page(viewport={"width": 1280, "height": 860})
        page.goto(url)
        page.wait_for_selector(".tokens-text [data-token]")
        for name, act in TABS.items():
            page.get_by_role("tab", name=name, exact=True).click()
            page.wait_for_timeout(2500)
            act(page)
            page.mouse.move(2, 2)
            page.wait_for_timeout(5000)
            save(page.screenshot(full_page=True), name.lower())


def save(shot: bytes, name: str) -> None:
    out = io.BytesIO()
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLORS, Image.Quantize.MAXCOVERAGE).save(
        out, "PNG", optimize=True
    )
    write_whole(FOLDER / f"{name}.png", out.getvalue())


if __name__ == "__main__":
    main()
