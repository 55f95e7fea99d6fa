"""Sheets as files: the numbers come back, nothing in a label escapes, the same input gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from ngpl.errors import ConfigError, InputError
from ngpl.plots.labels import legible
from ngpl.plots.payload import unpack
from ngpl.plots.scripts import script
from ngpl.plots.sheet import Scale
from ngpl.plots.sheet_export import WRITERS, sheet_bytes, write_sheet
from ngpl.plots.sheet_figure import sheet_figure, wrapped
from ngpl.plots.sheet_payload import sheet_payload
from ngpl.plots.sheet_scale import amount, shades, share, ticks
from tests.plots.sheets import SHEETS, sheet

ALL = list(SHEETS.values())
SCALES = [one.scale for one in ALL] + [Scale("change", "%", high=0.3, signed=True, root=True)]


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("sheets", [*ALL, ALL], ids=[*SHEETS, "all"])
def test_same_bytes(sheets, suffix, tmp_path, monkeypatch):
    write_sheet(sheets, tmp_path / f"a{suffix}", "cividis")
    monkeypatch.setattr(time, "time", lambda: 2e9)
    assert (tmp_path / f"a{suffix}").read_bytes() == sheet_bytes(sheets, suffix.upper(), "cividis")


def known(values: np.ndarray) -> list:
    """As JSON has it."""
    return [[None if np.isnan(v) else v if np.isfinite(v) else str(v) for v in row] for row in values.astype(float)]


@pytest.mark.parametrize("name", SHEETS)
def test_numbers_come_back(name):
    one = SHEETS[name]
    with np.load(io.BytesIO(sheet_bytes(one, ".npz"))) as file:
        assert np.array_equal(file["values"], one.values, equal_nan=True) and file["values"].dtype == np.float32
        assert set(file) == {"values", "rows", "columns", *one.arrays}
    record = json.loads(sheet_bytes(one, ".json"))
    back = [[np.float32(v) if isinstance(v, float | int) else v for v in row] for row in record["values"]]
    assert back == known(one.values)
    assert (record["rows"], record["columns"]) == (list(one.rows), list(one.columns))
    sent = json.loads(json.dumps(sheet_payload(one), allow_nan=False))
    assert np.array_equal(unpack(sent["values"]), one.values, equal_nan=True)


@pytest.mark.parametrize("name", SHEETS)
def test_csv_has_a_line_a_cell(name):
    one = SHEETS[name]
    lines = list(csv.DictReader(io.StringIO(sheet_bytes(one, ".csv").decode(), newline="")))
    assert len(lines) == (~np.isnan(one.values)).sum()
    for line in lines:
        row, column = int(line["row"]), int(line["column"])
        assert (line["row_label"], line["column_label"]) == (one.rows[row], one.columns[column])
        assert np.float32(line["value"]) == one.values[row, column]
        assert line["text"] == (one.texts[row][column] if one.texts else "")


@pytest.mark.parametrize("name", SHEETS)
def test_svg_has_a_rectangle_a_cell(name):
    one = SHEETS[name]
    root = ElementTree.fromstring(sheet_bytes(one, ".svg"))
    tags = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert set(tags) <= {"svg", "title", "rect", "defs", "linearGradient", "stop", "g", "text"}
    assert tags.count("rect") == 2 + (~np.isnan(one.values)).sum()  # the paper and the bar
    texts = {element.text for element in root.iter() if element.tag.endswith("}text")}
    assert {"A sheet", "made up"} <= texts and {one.rows[i] for i in range(len(one.rows))} <= texts


@pytest.mark.parametrize("sheets", [*ALL, ALL], ids=[*SHEETS, "all"])
def test_png_is_twice_the_svg(sheets):
    image = Image.open(io.BytesIO(sheet_bytes(sheets, ".png")))
    svg = ElementTree.fromstring(sheet_bytes(sheets, ".svg"))
    assert image.size == tuple(round(2 * float(svg.get(side, 0))) for side in ("width", "height"))


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_stands_outside_of_the_picture(name):
    figure = sheet_figure([SHEETS[name]])
    assert all(0 < text.x < figure.right and 0 < text.y < figure.bottom for text in figure.texts)


def test_several_sheets_in_one_file():
    with np.load(io.BytesIO(sheet_bytes(ALL, ".npz"))) as file:
        assert {f"{one.name}.values" for one in ALL} <= set(file)
    assert [record["name"] for record in json.loads(sheet_bytes(ALL, ".json"))["sheets"]] == list(SHEETS)
    first = next(csv.DictReader(io.StringIO(sheet_bytes(ALL, ".csv").decode())))
    assert (first["sheet"], first["row"], first["column_label"]) == ("plain", "0", "H0")
    assert sheet_bytes(ALL, ".html").decode().count("<script") == 2


def test_html_fetches_nothing_and_nothing_escapes():
    page = sheet_bytes(SHEETS["hostile"], ".html").decode()
    assert "alert(1)</script>" not in page and "<img" not in page and "<!--" not in page
    assert page.count("<script") == page.count("</script>") == 2
    assert not re.search(r"(src|href)\s*=|url\(|@import", page.replace("img src=x", ""))


def test_the_script_is_plain_and_local():
    code = script("sheet")
    assert "'cell_select'" in code and "'take'" in code  # gr.HTML looks for the names of events
    assert not any(word in code for word in ("innerHTML", "import ", "://", "</script", "eval("))


@pytest.mark.parametrize("scale", SCALES)
def test_ticks_stand_where_their_values_do(scale):
    marks = ticks(scale)
    places = [at for at, _ in marks]
    assert places == sorted(places) and all(0 <= at <= 1 for at in places)
    assert min(np.diff(places), default=1) >= 0.075
    high = amount(Scale(scale.name, signed=scale.signed), scale.high * (100 if scale.unit == "%" else 1))
    assert marks[-1] == (pytest.approx(share(scale, scale.high)), high)


@pytest.mark.parametrize("scale", SCALES)
def test_colours_follow_the_value(scale):
    values = np.linspace(-scale.high if scale.signed else scale.low, scale.high, 99)
    places = share(scale, values)
    assert (np.diff(places) >= 0).all() and (share(scale, values * 2 - values) == places).all()
    assert shades(scale, values).shape == (99, 3)
    assert np.isnan(share(scale, np.nan))


def test_known_scale():
    assert ticks(Scale("weight", "%", root=True)) == [
        *((0.0, "0"), (pytest.approx(0.05**0.5), "5"), (pytest.approx(0.2**0.5), "20")),
        *((pytest.approx(0.5**0.5), "50"), (1.0, "100")),
    ]
    signed = Scale("change", "nats", high=2.1, signed=True)
    assert [text for _, text in ticks(signed)] == ["−2.1", "−1", "0", "+1", "+2.1"]
    assert share(signed, [-9, -2.1, 0, 2.1]).tolist() == [0, 0, 0.5, 1]
    assert shades(signed, np.array([0.0])).tolist() == [[248, 246, 243]]


AMOUNTS = [
    *((0.5, "%", "50 %"), (0.12345, "%", "12.3 %"), (50257, "", "50,257"), (999.6, "", "1,000"), (0, "nats", "0 nats")),
    *((-0.4249, "nats", "−0.425 nats"), (1.2e-6, "", "1.2e−6")),
    *((np.inf, "", "∞"), (-np.inf, "", "−∞"), (np.nan, "", "–")),
]


@pytest.mark.parametrize(("value", "unit", "text"), AMOUNTS)
def test_amounts(value, unit, text):
    assert amount(Scale("x", unit), value) == text


def test_labels_may_be_tokens_or_words():
    assert [legible(text) for text in ("layer 2", " cat", "  a b ", " ", "a\nb", "")] == [
        *("layer 2", "·cat", "··a b·", "·", "a↵b", "∅"),
    ]


def test_long_lines_are_wrapped():
    assert wrapped("the cat sat on supercalifragilistic mats", 10) == ["the cat", "sat on", "supercali…", "mats"]


def test_wrong_requests(tmp_path):
    with pytest.raises(InputError, match=r"\.npz, \.json, \.csv, \.png, \.svg, \.html"):
        write_sheet(ALL, tmp_path / "a.pdf")
    with pytest.raises(ConfigError, match="viridis"):
        sheet_bytes(ALL, ".png", "jet")
    with pytest.raises(InputError, match="no sheet"):
        sheet_bytes([], ".json")
    with pytest.raises(InputError, match="finite"):
        sheet(np.zeros((1, 1)), Scale("norm", high=np.nan))
    assert not list(tmp_path.iterdir())
