"""Ramps read in grey, on any ground, and to those who do not tell red from green."""

from __future__ import annotations

import numpy as np
import pytest

from ngpl.errors import ConfigError
from ngpl.plots.colors import DIVERGING, PALETTES, RAMPS, dark_ink, diverging, luminance, ramp, rgb

CHOICES = [(palette, theme) for palette in PALETTES for theme in PALETTES[palette]]

# Linear RGB as a deuteranope sees it (Viénot, Brettel and Mollon 1999).
DEUTERANOPE = np.array([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]])
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)


def lab(colors: np.ndarray, seen: np.ndarray | None = None) -> np.ndarray:
    """CIELAB of colours ``(n, 3)``, seen through a matrix on linear RGB."""
    share = colors / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    linear = linear if seen is None else np.clip(linear @ seen.T, 0, 1)
    x = linear @ TO_XYZ.T / TO_XYZ.sum(1)
    f = np.where(x > 216 / 24389, np.cbrt(x), (24389 / 27 * x + 16) / 116)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], 1)


def apart(colors: np.ndarray) -> np.ndarray:
    """How far neighbours are from each other to a deuteranope; 2.3 is just noticeable."""
    return np.linalg.norm(np.diff(lab(colors, DEUTERANOPE), axis=0), axis=1)


@pytest.mark.parametrize(("palette", "theme"), CHOICES)
def test_lightness_goes_one_way(palette, theme):
    lightness = lab(ramp(theme, 64, palette))[:, 0] * (1 if theme == "dark" else -1)
    assert (np.diff(lightness) > 0).all() and lightness[-1] - lightness[0] > 75


@pytest.mark.parametrize(("palette", "theme"), CHOICES)
def test_neighbours_stay_apart_without_red_and_green(palette, theme):
    assert apart(ramp(theme, 12, palette)).min() > 4


@pytest.mark.parametrize("theme", DIVERGING)
def test_both_sides_are_as_light_as_each_other(theme):
    lightness = lab(diverging(theme, 101))[:, 0]
    assert abs(lightness - lightness[::-1]).max() < 1
    assert (np.diff(lightness[50:]) * (1 if theme == "dark" else -1) > 0).all()


@pytest.mark.parametrize("theme", DIVERGING)
def test_sides_are_told_apart_without_red_and_green(theme):
    colors = diverging(theme, 21)
    assert apart(colors).min() > 4
    minus, plus = lab(colors[:10], DEUTERANOPE), lab(colors[:10:-1], DEUTERANOPE)
    assert np.linalg.norm(minus - plus, axis=1).min() > 8


def test_known_colours():
    assert (ramp("light", 10) == [rgb(color) for color in RAMPS["light"]]).all()
    assert ramp("dark", 3, "grey").tolist() == [[22, 24, 29], [134, 136, 138], [247, 247, 247]]
    assert diverging("light", 3)[1].tolist() == list(rgb("#f8f6f3"))
    with pytest.raises(ConfigError, match="cividis"):
        ramp("light", 9, "jet")


def test_ink_reads_on_every_colour():
    colors = np.stack(np.meshgrid(*[np.arange(0, 256, 15)] * 3), -1).reshape(-1, 3)
    light = luminance(colors)
    contrast = np.where(dark_ink(colors), (light + 0.05) / 0.05, 1.05 / (light + 0.05))
    assert contrast.min() >= 4.5
