"""The sheet in a real browser, on a page of its own. The page fails on any error or request."""

from __future__ import annotations

import base64
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from ngpl.plots.colors import PALETTES, between
from ngpl.plots.scripts import read_asset, script, style_of
from ngpl.plots.sheet import Scale
from ngpl.plots.sheet_export import write_sheet
from ngpl.plots.sheet_payload import sheet_payload
from ngpl.plots.sheet_scale import digits, shades, share
from tests.plots.sheets import SHEETS, sheet

WHOLE = "document.documentElement.scrollWidth <= window.innerWidth"
PHONE = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark", "has_touch": True}
RUN = """([code, props]) => {
    Object.assign(window, { told: [], props, acts: {} });
    const watch = (name, act) => (acts[name] = act);
    window.send = (name, value) => { props[name] = value; return acts[name](); };
    const view = new Function('element', 'trigger', 'props', 'watch', code);
    view(document.getElementById('view'), (name, data) => told.push([name, data]), props, watch);
}"""

PIXELS = """async ([code, payload]) => {
    const room = document.querySelector('.ngpl-sheet > div').clientWidth;
    const context = document.querySelector('.sheet-cells').getContext('2d');
    const boxes = await new Function('payload', 'room', `${code}
        const boxOf = (layout, row) => payload.columns.map((_, column) => cellBox(layout, { row, column }));
        const rows = (sheet) => payload.rows.map((_, row) => boxOf(sheetLayout(sheet, room), row));
        return Sheet.from(payload).then(rows);`)(payload, room);
    const color = ({ x, y, width, height }) => [...context.getImageData(x + width / 2, y + height / 2, 1, 1).data];
    return boxes.map((row) => row.map(color));
}"""


@pytest.fixture
def open_sheet(new_page):
    """A sheet as gr.HTML would run it; what it triggers is listed in ``told``, ``send(prop, value)`` is Python's."""

    def go(one, options=None, **props):
        page = new_page(**(options or {}))
        page.set_content('<body><style></style><div id="view"></div></body>')
        page.add_style_tag(content=style_of("sheet"))
        page.evaluate(RUN, [script("sheet"), {"value": one and sheet_payload(one), **props}])
        if one and one.values.size:
            expect(page.locator(".ngpl-sheet")).to_have_attribute("data-drawn", re.compile("."))
        return page

    return go


def test_keys(open_sheet):
    page = open_sheet(SHEETS["holes"])
    view, live = page.locator(".ngpl-sheet"), page.locator(".sheet-live")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(view).to_have_attribute("data-pointed", "0,0")
    steps = {
        "ArrowDown": "1,0",
        "End": "1,1",
        "ArrowRight": "1,1",
        "ArrowUp": "1,1",
        "Home": "1,0",
        "Control+End": "5,5",
    }
    for key, cell in steps.items():
        page.keyboard.press(key)
        expect(view).to_have_attribute("data-pointed", cell)
    one = SHEETS["holes"]
    expect(live).to_have_text(f"layer L5, head H5: change {digits(one.scale, one.values[5, 5])} nats.")
    page.keyboard.press("Escape")
    expect(page.locator(".sheet-card")).to_be_hidden()
    page.keyboard.press("Enter")
    assert page.evaluate("told") == [["cell_select", {"row": 5, "column": 5}]]
    expect(view).to_have_attribute("data-chosen", "5,5")


def test_pointer(open_sheet):
    page = open_sheet(SHEETS["hostile"])
    view, one = page.locator(".ngpl-sheet"), SHEETS["hostile"]
    expect(page.locator(".sheet-readout")).to_contain_text("weight: largest ")
    page.locator(".sheet-cells").hover(position={"x": 30, "y": 160})
    expect(view).to_have_attribute("data-pointed", re.compile(r"\d,0"))
    row = int((view.get_attribute("data-pointed") or "")[0])
    expect(page.locator(".sheet-card")).to_contain_text(f"{digits(one.scale, one.values[row, 0])} %")
    expect(page.locator(".sheet-card")).to_contain_text("</script><script>alert(1)</script>")
    expect(page.locator("img, script")).to_have_count(0)
    page.locator(".sheet-cells").click(position={"x": 30, "y": 160})
    assert page.evaluate("told") == [["cell_select", {"row": row, "column": 0}]]
    page.evaluate("send('select', { row: 2, column: 1 })")
    expect(view).to_have_attribute("data-chosen", "2,1")


@pytest.mark.parametrize("name", ["plain", "holes"])
def test_cells_have_the_colours_of_files(open_sheet, name):
    one = SHEETS[name]
    page = open_sheet(one, palette="viridis")
    parts = ("shared/arrays.js", "shared/canvas.js", "sheet/data.js", "sheet/layout.js")
    colors = page.evaluate(PIXELS, ["\n".join(map(read_asset, parts)), sheet_payload(one)])
    drawn, wanted = np.array(colors), shades(one.scale, one.values, palette="viridis").astype(int)
    there = ~np.isnan(one.values)
    assert (abs(drawn[..., :3] - wanted)[there] <= 1).all() and (drawn[~there] == 0).all()


def test_numbers_are_those_of_files(open_sheet):
    page = open_sheet(None)
    values = [0, 1, -1, 0.5, 1e-5, -3e-7, 12.344, 999.4, 999.6, 50257, 0.000123456, 1 / 3]
    scales = [Scale("a", "%", root=True), Scale("b", "nats", high=3, signed=True), Scale("c", low=1, high=50257)]
    code = read_asset("sheet/data.js") + read_asset("shared/canvas.js")
    for scale in [*scales, Scale("d", high=0.2, signed=True, root=True)]:
        told = {key: getattr(scale, key) for key in ("unit", "low", "high", "signed", "root")}
        made = page.evaluate(
            """([code, values, scale]) => new Function('values', 'scale',
                `${code}; return values.map((v) => [digitsOf(v, scale), shareOf(v, scale)])`)(values, scale)""",
            [code, values, told],
        )
        assert [text for text, _ in made] == [digits(scale, value) for value in values]
        assert [at for _, at in made] == pytest.approx(share(scale, values).tolist())
    stops = PALETTES["magma"]["dark"]
    made = page.evaluate(
        "([code, stops]) => new Function('s', `${code}; return colorsBetween(s, 64)`)(stops)", [code, stops]
    )
    assert abs(np.array(made) - between(stops, 64)).max() <= 1


def test_table(open_sheet):
    page = open_sheet(SHEETS["plain"])
    page.get_by_role("button", name="Show as table").click()
    table = page.get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(7)
    one = SHEETS["plain"]
    cells = table.get_by_role("row").nth(3).get_by_role("cell").all_text_contents()
    assert cells == [f"{digits(one.scale, value)} %" for value in one.values[2]]
    expect(page.locator(".sheet-cells")).to_be_hidden()
    page.evaluate("(value) => send('value', value)", sheet_payload(sheet(np.zeros((100, 100)))))
    expect(table.locator("caption")).to_contain_text("100 of 100 rows and 24 of 100 columns")
    expect(table.get_by_role("cell")).to_have_count(2401)


def test_phone_in_the_dark(new_page, tmp_path):
    write_sheet([SHEETS["hostile"], SHEETS["flat"]], tmp_path / "a.html", "magma")
    page = new_page(**PHONE)
    page.goto((tmp_path / "a.html").as_uri())
    view = page.locator(".ngpl-sheet").first
    view.locator(".sheet-cells").tap(position={"x": 60, "y": 130})
    expect(view).to_have_attribute("data-chosen", re.compile(r"\d,1"))
    expect(view.locator(".sheet-card")).to_be_visible()
    expect(page.locator("body")).to_have_class("dark")
    expect(view.get_by_label("colours", exact=True)).to_have_value("magma")
    assert page.evaluate(WHOLE) and page.evaluate("document.querySelector('.sheet-scroll').scrollLeft") == 0
    view.locator(".sheet-cells").press("End")
    assert page.evaluate("document.querySelector('.sheet-scroll').scrollLeft") > 500


def test_odd_sheets(open_sheet):
    page = open_sheet(None)
    expect(page.get_by_text("nothing to show")).to_be_visible()
    page.evaluate("(value) => send('value', value)", sheet_payload(SHEETS["rank"]))
    page.locator(".sheet-cells").focus()
    page.get_by_role("button", name="Show as table").click()
    for name, said in {"infinite": "largest ∞ nats", "nothing": "no values", "no rows": "no values"}.items():
        page.evaluate("(value) => send('value', value)", sheet_payload(SHEETS[name]))
        expect(page.locator(".sheet-readout")).to_contain_text(said)
    page.get_by_role("button", name="Show as table").click()
    page.locator(".sheet-cells").press("ArrowDown")
    page.evaluate("(value) => send('value', value)", sheet_payload(SHEETS["no columns"]))
    expect(page.locator(".sheet-title")).to_have_text("A sheet")


def test_taking_along(open_sheet):
    page = open_sheet(SHEETS["plain"], forms=["png", "csv"])
    button, menu = page.get_by_role("button", name="Take it along"), page.get_by_role("menu")
    button.press("Enter")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert page.evaluate("told") == [["take", {"form": "csv", "palette": "sea"}]]
    answer = {"name": "a.csv", "mime": "text/csv", "data": base64.b64encode(b"row\n").decode(), "command": "ngpl lens"}
    with page.expect_download() as download:
        page.evaluate("(answer) => send('taken', answer)", answer)
    assert download.value.suggested_filename == "a.csv" and download.value.path().read_bytes() == b"row\n"
    expect(page.get_by_label("the command that remakes this file")).to_have_value("ngpl lens")
    expect(page.get_by_text("Saved as a.csv.")).to_be_visible()
