"""Accessibility: axe-core finds nothing serious in any tab, and every picture can be reached, read and tapped."""

from __future__ import annotations

import re
from collections.abc import Callable

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page, expect

from ngpl.ui.tabs import TABS, attention, layers
from tests.ui.test_page import open_tab, opened, overflow

INNER = {"Attention": tuple(attention.PARTS), "Layers": tuple(layers.PARTS)}
PLACES = [(tab, part) for tab in TABS for part in INNER.get(tab, ("",))]
TEXT, OTHER = "The cat sat.", "The dog sat."

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
CONTRAST = "color-contrast"

# All rules; what another theme can change; what another width can change. Rows of a table are alike: the first ones do.
ALL = {"runOnly": TAGS}
DARK = {"runOnly": [CONTRAST]}
NARROW = {"runOnly": TAGS, "rules": {CONTRAST: {"enabled": False}}}
AXE = """(rules) => axe.run(
    {include: ['body'], exclude: ['tbody tr:nth-child(n+4)']}, {resultTypes: ['violations'], ...rules}
  ).then(({violations}) => violations.filter(({impact}) => ['serious', 'critical'].includes(impact))
  .flatMap(({id, nodes}) => nodes.map(({target, html}) => `${id}: ${target} ${html.slice(0, 120)}`)))"""

# A picture has a name; one that reacts can be reached with the Tab key, one that is only looked at is called so.
# What it shows is said in words, and stands in a table.
PICTURES = """() => [...document.querySelectorAll('#tabs section canvas, #tabs section svg')]
  .filter((node) => node.checkVisibility() && !node.hasAttribute('aria-hidden'))
  .flatMap((node) => {
    const [view, still] = [node.closest('section'), node.role === 'img'];
    const reached = still || node.tabIndex === 0 || node.querySelector('[tabindex="0"]');
    const said = view.querySelector('[aria-live], [role="status"]');
    const table = view.querySelector('tbody tr, .sheet-tools button[aria-pressed]');
    const lacks = {'a name': !node.ariaLabel, 'a way there': !reached, words: !said, 'a table': !table};
    return Object.keys(lacks).filter((what) => lacks[what]).map((what) => `${view.ariaLabel} lacks ${what}`);
  })"""


WORDS_ALONE = ("Tokens", "Inside", "Chat")  # places without a picture


def compared(page: Page) -> Locator:
    page.locator("#compare-text textarea").fill(OTHER)
    return page.locator(".difference-summary", has_text="one differs")


def patched(page: Page) -> Locator:
    page.locator("#patching-second textarea").fill(OTHER)
    expect(page.locator("#patching-counts")).to_contain_text("cat → ·dog")
    page.locator("#patching-go").click()
    return page.locator("#patching .ngpl-sheet[data-drawn]")


def generated(page: Page) -> Locator:
    page.get_by_label("New tokens").locator("visible=true").first.fill("4")
    page.locator("#decoding-go").click()
    return page.locator("#decoding-compare [role=status]", has_text="done")


# What is done in a place before it is looked at, and what it shows then.
SHOWN: dict[str, Callable[[Page], Locator]] = {
    "Tokens": lambda page: page.locator(".tokens-text .ngpl-chip").nth(3),
    "Embeddings": lambda page: page.locator(".ngpl-embeddings[data-drawn]"),
    "Maps": lambda page: page.locator("#attention .ngpl-attention[data-exact=true]"),
    "Inside": lambda page: page.locator("#anatomy .ngpl-anatomy[data-drawn]"),
    "Compare": compared,
    "Ablation": lambda page: page.locator("#matters-table .ngpl-sheet[data-drawn]"),
    "Generation": lambda page: page.locator("#film .ngpl-film[data-step]"),
    "Logit lens": lambda page: page.locator("#lens-path .ngpl-sheet[data-drawn]"),
    "Blocks": lambda page: page.locator("#blocks-norms .ngpl-sheet[data-drawn]"),
    "Patching": patched,
    "Decoding": generated,
    "Chat": lambda page: page.locator("#chat-note", has_text="base model"),
}


def go(page: Page, tab: str, part: str) -> None:
    """Opens a tab, and a part of it, and all that is folded up in its views."""
    open_tab(page, tab)
    if part:
        open_tab(page, part)
    expect(SHOWN[part or tab](page)).to_be_visible()
    drawn = page.locator("#tabs section :is(canvas, svg:not([aria-hidden]))").locator("visible=true")
    if (part or tab) in WORDS_ALONE:
        expect(drawn).to_have_count(0)
    else:
        expect(drawn.first).to_be_visible()
    page.evaluate("document.querySelectorAll('#tabs section details').forEach((details) => (details.open = true))")


def findings(page: Page) -> list[str]:
    """What is wrong with the page as it is: in light, in dark, and on a phone."""
    found = page.evaluate(AXE, ALL) + page.evaluate(PICTURES)
    page.evaluate("document.body.classList.add('dark')")
    found += [f"dark {what}" for what in page.evaluate(AXE, DARK)]
    page.set_viewport_size({"width": 360, "height": 800})
    found += [f"narrow {what}" for what in page.evaluate(AXE, NARROW)]
    found += ["wider than a phone"] * (overflow(page) > 0)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.body.classList.remove('dark')")
    return found


def test_nothing_serious_in_any_tab(page, app_url):
    opened(page, f"{app_url}?__theme=light")
    page.locator("#text textarea").fill(TEXT)
    page.add_style_tag(content="* { transition: none !important; }")
    page.evaluate(AXE_SCRIPT)
    found = []
    for tab, part in PLACES:
        go(page, tab, part)
        found += [f"{part or tab}: {what}" for what in findings(page)]
    assert not found, "\n".join(found)


def test_pictures_in_words(page, app_url):
    opened(page, app_url)
    page.locator("#text textarea").fill(TEXT)
    go(page, "Embeddings", "")
    rows = page.locator(".ngpl-embeddings tbody tr")
    expect(rows).to_have_count(4)
    expect(rows.nth(1)).to_contain_text("1 ·cat")
    expect(page.locator(".position-readout").first).to_have_text(
        re.compile(r"^\d+ rows, \d+ columns, from −1.00 to 1.00")
    )
    expect(page.locator(".ngpl-positions tbody tr").nth(1)).to_contain_text("1 “·cat”")
    go(page, "Decoding", "")
    tree = page.locator(".decoding-tree")
    expect(tree.locator(".decoding-best")).to_have_text(re.compile(r"^The best branch: “.+”, 4 tokens, score −\d"))
    expect(tree.locator("tbody tr td:last-child", has_text="best")).to_have_count(4)


def test_pictures_by_touch(new_page, app_url):
    page = opened(new_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True), app_url)
    page.locator("#text textarea").fill(TEXT)
    go(page, "Attention", "Maps")
    for part in attention.PARTS:
        expect(page.get_by_role("tab", name=part, exact=True)).to_be_visible()
    view = page.locator("#attention")
    tap_end(view.locator(".attention-grid canvas"))
    expect(view.locator(".attention-title")).to_have_text("Layer 5 · head 7")
    view.locator(".attention-chip").nth(1).tap()
    expect(view.locator(".attention-chip").nth(1)).to_have_attribute("aria-pressed", "true")
    expect(view.locator(".attention-sentence")).to_contain_text("layer 5 head 7: “cat” looks")
    view.locator(".attention-slider input").tap()
    expect(view.locator(".attention-slider output")).not_to_have_text("100 %")
    go(page, "Layers", "Blocks")
    sheet = page.locator("#blocks-heads")
    tap_end(sheet.locator(".sheet-cells"))
    expect(sheet.locator(".ngpl-sheet")).to_have_attribute("data-chosen", "5,7")
    expect(sheet.locator(".sheet-card")).to_be_visible()
    sheet.get_by_role("button", name="Take it along").tap()
    expect(sheet.get_by_role("menuitem", name="CSV")).to_be_visible()
    sheet.locator(".sheet-title").tap()
    expect(sheet.get_by_role("menuitem", name="CSV")).to_be_hidden()


def tap_end(canvas: Locator) -> None:
    """A tap on the last cell of a picture."""
    box = canvas.bounding_box()
    assert box
    canvas.tap(position={"x": box["width"] - 12, "y": box["height"] - 12})
