"""The decoding tab opened, and its views on a page of their own."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from ngpl.plots.scripts import read_asset, script


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    page.get_by_role("tab", name="Decoding", exact=True).click()
    expect(page.locator("button.decoding-row").first).to_be_visible()
    return page


def draw_alone(page: Page, name: str, value=None) -> None:
    """A view on a page of its own, as gr.HTML would run it; what it triggers is listed in ``told``."""
    page.set_content('<body><style></style><div id="view"></div></body>')
    page.add_style_tag(content=read_asset("decoding/style.css"))
    page.evaluate(
        """([code, value]) => {
            Object.assign(window, { told: [], props: { value } });
            const trigger = (name, data) => told.push([name, data]);
            const watch = (name, act) => (window.send = (value) => { props.value = value; return act(); });
            const view = new Function('element', 'trigger', 'props', 'watch', code);
            view(document.getElementById('view'), trigger, props, watch);
        }""",
        [script(name), value],
    )
