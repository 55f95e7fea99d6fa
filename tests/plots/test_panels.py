"""Small charts with logarithmic axes."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from ngpl.plots.panels import Panel, double_ends, log_ticks, panels_svg


def parts(text: str, tag: str) -> list[ElementTree.Element]:
    return [element for element in ElementTree.fromstring(text).iter() if element.tag.endswith("}" + tag)]


def test_a_power_law_is_a_straight_line():
    lines = {"<square>": [(n, n**2) for n in (64, 256, 1024, 4096)], "same": [(64, 3.0), (4096, 3.0)]}
    text = panels_svg([Panel("memory", "tokens", lines)], "a & b")
    straight, flat = (
        [tuple(map(float, p.split(","))) for p in line.get("points", "").split()] for line in parts(text, "polyline")
    )
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairwise(straight)]
    assert slopes == pytest.approx([slopes[0]] * 3, rel=1e-2) and slopes[0] < 0  # up the page
    assert flat[0][1] == flat[1][1]
    assert {"<square>", "same", "memory", "tokens", "64", "4096"} <= {element.text for element in parts(text, "text")}


def test_a_name_looks_the_same_in_every_panel():
    text = panels_svg([Panel("one", "x", {"a": [(1, 1)], "b": [(2, 2)]}), Panel("two", "x", {"b": [(1, 2)]})], "t")
    a, b, again = (line.get("stroke") for line in parts(text, "polyline"))
    assert a != b == again


@pytest.mark.parametrize("low, high", [(1, 1), (0.0013, 0.0017), (1.4, 3.9), (5, 5000), (1e-3, 1e6), (1000, 1000)])
def test_ticks_enclose_what_is_shown(low, high):
    ticks, (first, last) = log_ticks(low, high), double_ends(low, high)
    assert ticks[0] <= low * (1 + 1e-9) and high <= ticks[-1] * (1 + 1e-9) and ticks == sorted(set(ticks))
    assert 2 <= len(ticks) <= 10
    assert 2.0**first <= low and high <= 2.0**last and first < last


@pytest.mark.parametrize("lines", [{}, {"a": []}, {"a": [(0, 1), (1, 0), (-1, 2), (float("nan"), 1)]}, {"a": [(7, 7)]}])
def test_odd_panels(lines):
    assert ElementTree.fromstring(panels_svg([Panel("odd", "x", lines)], "odd")).tag.endswith("svg")
