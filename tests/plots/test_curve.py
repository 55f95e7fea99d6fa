from __future__ import annotations

from xml.etree import ElementTree

import pytest

from ngpl.plots.curve import loss_svg


def parts(text: str, tag: str) -> list[ElementTree.Element]:
    return [element for element in ElementTree.fromstring(text).iter() if element.tag.endswith("}" + tag)]


def test_lines_and_legend():
    text = loss_svg([0, 10, 20], {"train": [3.0, 2.0, 1.5], "<val>": [None, 2.5, float("nan")]})
    assert [len((line.get("points") or "").split()) for line in parts(text, "polyline")] == [3]
    assert len(parts(text, "circle")) == 1
    assert {"train", "<val>", "step", "loss", "0", "20"} <= {element.text for element in parts(text, "text")}


def test_falling_losses_go_down_the_page():
    (line,) = parts(loss_svg([1, 2, 3], {"train": [3, 2, 1]}), "polyline")
    points = [tuple(map(float, point.split(","))) for point in (line.get("points") or "").split()]
    assert points == sorted(points) and [y for _, y in points] == sorted(y for _, y in points)


@pytest.mark.parametrize("losses", [{}, {"train": []}, {"train": [2.0]}, {"train": [0.0, 0.0]}, {"train": [1e-9, 1e9]}])
def test_odd_runs(losses):
    assert ElementTree.fromstring(loss_svg([5, 6], losses)).tag.endswith("svg")
