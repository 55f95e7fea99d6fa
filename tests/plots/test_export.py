"""Files of attention maps: the numbers come back, nothing in a label escapes, the same input gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from ngpl.errors import InputError
from ngpl.plots.colors import diverging, rgb
from ngpl.plots.export import WRITERS, attention_bytes, write_attention
from ngpl.plots.style import PLAIN, Style, largest

CHOICES = [(None, None), (1, None), (None, 2), (1, 2)]
SHAPES = [(2, 4), (1, 4), (2, 1), (1, 1)]


@pytest.mark.parametrize("suffix", WRITERS)
def test_same_bytes(view, suffix, tmp_path, monkeypatch):
    write_attention(view, tmp_path / f"a{suffix}", 0, 1)
    monkeypatch.setattr(time, "time", lambda: 2e9)
    assert (tmp_path / f"a{suffix}").read_bytes() == attention_bytes(view, suffix.upper(), 0, 1)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("shape", [(1, 1, 1), (1, 3, 2), (3, 1, 40)])
def test_any_shape(make_view, suffix, shape):
    for layer, head in ((None, None), (0, 0)):
        assert attention_bytes(make_view(*shape), suffix, layer, head)


@pytest.mark.parametrize(("choice", "shape"), list(zip(CHOICES, SHAPES)))
def test_npz(view, choice, shape, tmp_path):
    n = len(view.labels)
    assert write_attention(view, tmp_path / "a.npz", *choice) == (*shape, n, n)
    chosen = view.weights[slice(None) if choice[0] is None else [choice[0]]]
    chosen = chosen[:, slice(None) if choice[1] is None else [choice[1]]]
    with np.load(tmp_path / "a.npz") as file:
        assert (file["attention"] == chosen).all() and file["attention"].dtype == np.float32
        assert file["ids"].tolist() == list(view.ids)
        assert (len(file["layers"]), len(file["heads"])) == shape


def test_json(view):
    record = json.loads(attention_bytes(view, ".json"))
    assert (np.array(record["attention"], np.float32) == view.weights).all()
    assert record["tokens"] == list(view.labels) and record["shape"] == list(view.weights.shape)


def test_csv(view):
    rows = list(csv.DictReader(io.StringIO(attention_bytes(view, ".csv", 1).decode(), newline="")))
    n = len(view.labels)
    assert len(rows) == 4 * n * (n + 1) // 2
    for row in rows[:: len(rows) // 50]:
        head, query, key = int(row["head"]), int(row["query"]), int(row["key"])
        assert row["layer"] == "1" and np.float32(row["weight"]) == view.weights[1, head, query, key]
        assert (row["query_token"], row["key_token"]) == (view.labels[query], view.labels[key])


@pytest.mark.parametrize("choice", CHOICES)
def test_svg_is_xml_of_shapes_and_text(view, choice):
    root = ElementTree.fromstring(attention_bytes(view, ".svg", *choice))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "title", "rect", "defs", "linearGradient", "stop", "g", "path", "text"}
    texts = [element.text for element in root.iter() if element.tag.endswith("}text")]
    assert ("</script><script>al…" in texts) == (choice == (1, 2))


def test_svg_draws_every_weight(make_view):
    root = ElementTree.fromstring(attention_bytes(make_view(1, 1, 9), ".svg"))
    paths = [element.get("d") or "" for element in root.iter() if element.tag.endswith("}path")]
    assert sum(int(width) for path in paths for width in re.findall(r"h(\d+)v", path)) == 45


def test_png_is_twice_the_svg(view):
    image = Image.open(io.BytesIO(attention_bytes(view, ".png", 0, 0)))
    svg = ElementTree.fromstring(attention_bytes(view, ".svg", 0, 0))
    assert image.size == tuple(round(2 * float(svg.get(side, 0))) for side in ("width", "height"))
    assert len(image.convert("RGB").getcolors(1 << 24) or []) > 50


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_each_style_has_a_picture_of_its_own(view, suffix):
    styles = [PLAIN, Style(scale="linear"), Style(palette="cividis"), Style(threshold=0.5)]
    pictures = {attention_bytes(view, suffix, 0, 1, style) for style in styles}
    assert len(pictures) == len(styles)
    numbers = {attention_bytes(view, ".npz", 0, 1, style) for style in styles}
    assert len(numbers) == 1


def test_svg_draws_only_what_is_kept(make_view):
    view = make_view(1, 1, 9)
    root = ElementTree.fromstring(attention_bytes(view, ".svg", style=Style(threshold=0.6)))
    paths = [element.get("d") or "" for element in root.iter() if element.tag.endswith("}path")]
    drawn = sum(int(width) for path in paths for width in re.findall(r"h(\d+)v", path))
    assert drawn == largest(view.weights, 0.6).sum() < 45
    assert b"that make 60 % of it" in attention_bytes(view, ".svg", style=Style(threshold=0.6))


def test_differences_are_drawn_on_both_sides_of_nothing(make_view):
    weights = np.zeros((1, 1, 3, 3), np.float32)
    weights[0, 0, 1, :2] = 1, -1
    view = replace(make_view(1, 1, 3), weights=weights, signed=True, notes=("b less a",))
    low, nothing, high = ("#{:02x}{:02x}{:02x}".format(*color) for color in diverging("light", 3).tolist())
    svg = attention_bytes(view, ".svg").decode()
    fills = dict(re.findall(r'<path fill="(#\w+)" d="([^"]*)"', svg))
    assert fills == {low: "M1 1h1v1H1z", high: "M0 1h1v1H0z", nothing: "M0 0h1v1H0zM0 2h3v1H0z"}
    assert "−100" in svg and "b less a" in svg
    image = Image.open(io.BytesIO(attention_bytes(view, ".png"))).convert("RGB")
    assert {tuple(rgb(color)) for color in (low, nothing, high)} <= {c for _, c in image.getcolors(1 << 24) or []}


def test_numbers_of_a_difference(signed_view):
    with np.load(io.BytesIO(attention_bytes(signed_view, ".npz", 1))) as file:
        assert np.array_equal(file["attention"], signed_view.weights[1:]) and len(file["kl"]) == 12
        assert file["notes"].tolist() == ["difference: b less a"] and file["ids"].tolist() == list(range(12))
    record = json.loads(attention_bytes(signed_view, ".json"))
    assert record["kl"] == signed_view.arrays["kl"].astype(str).astype(float).tolist() and record["ids_b"][-1] == 11


def test_a_map_made_of_several_has_their_name_and_says_how(one_view):
    svg = attention_bytes(one_view, ".svg").decode()
    assert "mean of heads 0.1, 2.3" in svg and "no first" in svg and "the mean of it" in svg and "layer 0" not in svg
    with np.load(io.BytesIO(attention_bytes(one_view, ".npz"))) as file:
        assert file["layers"].tolist() == file["heads"].tolist() == [-1]
    assert json.loads(attention_bytes(one_view, ".json"))["title"] == "mean of heads 0.1, 2.3"


def test_implied_maps_say_so(make_view):
    view = make_view(1, 1, 3, implied=True)
    assert b"not a softmax" in attention_bytes(view, ".svg")
    assert json.loads(attention_bytes(view, ".json"))["implied"] is True


def test_html_fetches_nothing_and_nothing_escapes(view):
    page = attention_bytes(view, ".html").decode()
    assert "alert(1)</script>" not in page and "<img" not in page and "<!--" not in page
    assert page.count("<script") == page.count("</script>") == 2
    assert not re.search(r"(src|href)\s*=|url\(|@import", page.replace("img\\u00b7src=x", ""))


@pytest.mark.parametrize("name", ["a.pdf", "a"])
def test_unknown_suffix(view, name, tmp_path):
    with pytest.raises(InputError, match=r"\.npz, \.json, \.csv, \.png, \.svg, \.html"):
        write_attention(view, tmp_path / name)
    assert not list(tmp_path.iterdir())
