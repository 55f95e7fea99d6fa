"""An attention figure as PNG, twice as sharp as its CSS pixels, drawn with Pillow."""

from __future__ import annotations

import io
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ngpl.plots.figure import LABEL, LINE, Bar, Figure, Heat, Text
from ngpl.plots.labels import clip, width
from ngpl.plots.sheet_scale import bar_colors, shades

SHARPNESS = 2
ANCHORS = {"start": "lm", "middle": "mm", "end": "rm"}
NOWHERE = "\U0010ffff"  # no font has it: looks as what a font lacks does

# Fonts of Linux, macOS and Windows, in order of preference; the first that has all characters of a label is taken.
FONTS = (
    *("DejaVuSansMono.ttf", "LiberationMono-Regular.ttf", "NotoSansMono-Regular.ttf", "Menlo.ttc", "consola.ttf"),
    *("NotoSansCJK-Regular.ttc", "DejaVuSans.ttf", "Arial Unicode.ttf", "msyh.ttc", "FreeSans.ttf", "seguiemj.ttf"),
)


def png(figure: Figure) -> bytes:
    """The file's bytes; the same on every run with the same fonts."""
    size = round(figure.width * SHARPNESS), round(figure.height * SHARPNESS)
    image = Image.new("RGB", size, "#ffffff")
    draw = ImageDraw.Draw(image)
    for heat in figure.heats:
        _draw_heat(image, draw, heat, figure)
    _draw_bar(image, draw, figure.bar, bar_colors(figure.scale, "light", figure.palette))
    for text in figure.texts:
        draw_text(image, draw, text)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw_heat(image: Image.Image, draw: ImageDraw.ImageDraw, heat: Heat, figure: Figure) -> None:
    x, y, size = (round(value * SHARPNESS) for value in (heat.x, heat.y, heat.size))
    cells = np.arange(size) * len(heat.weights) // size
    pixels = shades(figure.scale, heat.weights, "light", figure.palette)  # (T, T, 3)
    pixels[np.isnan(heat.weights)] = 255
    image.paste(Image.fromarray(pixels[cells[:, None], cells]), (x, y))
    draw.line([(x - 1, y - 1), (x - 1, y + size), (x + size, y + size)], LINE)


def _draw_bar(image: Image.Image, draw: ImageDraw.ImageDraw, bar: Bar, colors: np.ndarray) -> None:
    x, y, width, height = (round(value * SHARPNESS) for value in (bar.x, bar.y, bar.width, bar.height))
    row = colors[np.linspace(0, len(colors) - 1, width).round().astype(int)]
    image.paste(Image.fromarray(np.repeat(row[None], height, 0)), (x, y))
    draw.rectangle((x - 1, y - 1, x + width, y + height), outline=LINE)


def draw_text(image: Image.Image, draw: ImageDraw.ImageDraw, text: Text) -> None:
    """A text at its place, in the first font that has all of it; turned ones start or end at their anchor."""
    shown, font = _fitting(text.text, round(text.size * SHARPNESS))
    at = text.x * SHARPNESS, text.y * SHARPNESS
    stroke = 0.5 if text.bold else 0
    if not text.turned:
        draw.text(at, shown, text.color, font, ANCHORS[text.anchor], stroke_width=stroke)
        return
    _, top, right, bottom = (round(value) for value in font.getbbox(shown, anchor="lm"))
    strip = Image.new("L", (max(1, right + 2), max(1, bottom - top + 2)))
    ImageDraw.Draw(strip).text((0, 1 - top), shown, 255, font, "lm")
    turned = strip.rotate(90, expand=True)
    rise = turned.height if text.anchor == "start" else 0  # else it ends at the top
    corner = round(at[0]) + top - 1, round(at[1]) - rise
    image.paste(Image.new("RGB", turned.size, text.color), corner, turned)


def _fitting(text: str, size: int) -> tuple[str, ImageFont.FreeTypeFont]:
    """The first font that has every character of ``text``; if none has, the rest is written as ``U+1F600``."""
    fonts = _fonts(size)
    for font in fonts:
        if all(_has(font, char) for char in text):
            return text, font
    spelt = "".join(char if _has(fonts[0], char) else f"U+{ord(char):04X}" for char in text)
    return clip(spelt, max(width(text), LABEL)), fonts[0]


@cache
def _fonts(size: int) -> tuple[ImageFont.FreeTypeFont, ...]:
    found = []
    for name in FONTS:
        try:
            found.append(ImageFont.truetype(name, size))
        except OSError:
            continue
    own = ImageFont.load_default(size)
    return (*found, own) if isinstance(own, ImageFont.FreeTypeFont) else tuple(found)


@cache
def _has(font: ImageFont.FreeTypeFont, char: str) -> bool:
    return char.isspace() or bytes(font.getmask(char)) != bytes(font.getmask(NOWHERE))
