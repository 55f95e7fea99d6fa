"""What the handlers of the layers tab answer, called as functions; and that files are those of the command line."""

from __future__ import annotations

import base64
import subprocess
from types import SimpleNamespace
from typing import Any

import gradio as gr
import numpy as np
import pytest

from ngpl.cli import main
from ngpl.errors import InputError
from ngpl.hub.library import settings
from ngpl.plots.layers import LENS_COLORS
from ngpl.plots.payload import unpack
from ngpl.ui.context import Context, Selection
from ngpl.ui.tabs.layers import blocks, lens, patching
from ngpl.ui.tabs.layers.second import second_text
from ngpl.ui.tabs.layers.target import target_of, told

TEXT = "the cat sat on the mat"
OTHER = "the dog sat on the mat"
ODD = ["", " ", "\n\n", "🦊", "日本語 مرحبا", "<b>&amp;<PAD> ${1}", "\x00\u202e"]
KINDS = ["bpe", "char", "word"]


def event(**data):
    return SimpleNamespace(_data=data)


def sheet(update) -> Any:
    return update.value


def show_lens(tiny, text=TEXT, typed="", color="probability", model="bpe", **selection):
    return lens.show(tiny, model, text, Selection(**selection), typed, color)


# The target


@pytest.mark.parametrize("model", KINDS)
def test_without_a_name_the_target_is_the_most_probable_next_token(tiny, model):
    reading = tiny.read(model, TEXT)
    target, seen = target_of(tiny, reading, "  "), tiny.inspect(reading)
    assert target.id == seen.logits[-1].argmax() and not target.typed
    assert "most probable" in told(reading, target)
    assert target_of(tiny, reading, None, 0).id == seen.logits[0].argmax()


def test_a_name_is_read_as_everywhere(tiny):
    reading = tiny.read("bpe", TEXT)
    target = target_of(tiny, reading, "cat")
    assert reading.lm.tokenizer.label(target.id) == " cat" and target.typed == "cat"
    assert target_of(tiny, reading, "#5").id == 5


def test_what_is_no_token_is_said_and_the_likeliest_shown(tiny):
    reading = tiny.read("bpe", TEXT)
    target = target_of(tiny, reading, "<img src=x>")
    line = told(reading, target)
    assert target.id == target_of(tiny, reading, "").id and not target.typed
    assert line.count("<") == 2 and "&lt;img" in line and "Shown instead" in line


# The lens


@pytest.mark.parametrize("color", LENS_COLORS)
def test_the_lens_has_every_depth_and_position(tiny, color):
    line, picture, path = show_lens(tiny, color=color)
    payload, reading = sheet(picture), tiny.read("bpe", TEXT)
    assert payload["rows"] == ["layer 0", "embedding"] and len(payload["columns"]) == len(reading.ids)
    assert len(payload["cards"][0][0]) == 5 + 3 and "Target" in line
    assert sheet(path)["columns"] == ["best", "target", "rank"]


def test_the_last_row_is_the_models_own_prediction(tiny):
    _, picture, path = show_lens(tiny)
    logits = tiny.inspect(tiny.read("bpe", TEXT)).logits.astype(np.float64)
    best = np.exp(logits - np.logaddexp.reduce(logits, -1, keepdims=True)).max(-1)
    shares = unpack(sheet(picture)["values"])
    assert shares[0] == pytest.approx(best, abs=1e-5)
    assert unpack(sheet(path)["values"])[0] == pytest.approx([best[-1], best[-1], 1], abs=1e-5)


def test_a_cell_selects_its_token_for_the_whole_page(tiny):
    selection, path = lens.select(tiny, "bpe", TEXT, Selection(layer=3), "cat", "rank", event(row=0, column=2))
    assert selection == Selection(token=2, layer=3) and "after position 2" in sheet(path)["title"]
    _, picture, again = show_lens(tiny, typed="cat", token=2)
    assert picture.props["select"] == {"row": 0, "column": 2} and sheet(again) == sheet(path)
    assert show_lens(tiny, token=99)[2].value["title"] == show_lens(tiny)[2].value["title"]


@pytest.mark.parametrize("data", [{}, {"row": 0, "column": 99}, {"row": 0, "column": -1}, {"row": 0, "column": "1"}])
def test_nonsense_from_the_browser_selects_nothing(tiny, data):
    with pytest.raises(InputError):
        lens.select(tiny, "bpe", TEXT, Selection(), "", "rank", event(**data))


@pytest.mark.parametrize("model", ["bpe", "char"])
@pytest.mark.parametrize("text", ODD)
def test_every_text_can_be_shown(tiny, model, text):
    shown = [show_lens(tiny, text, model=model)[1], blocks.show(tiny, model, text, Selection(), "")[2]]
    shown.append(patching.show(tiny, model, text, Selection(), "", "", "", "resid_pre", "", ())[-1])
    assert all(update.value is None or update.value["rows"] for update in shown)
    assert (shown[0].value is None) == (not tiny.read(model, text).ids)


# Blocks


def test_the_parts_sum_up_to_the_logit(tiny):
    _, total, parts, heads, norms = blocks.show(tiny, "bpe", TEXT, Selection(), "cat")
    reading = tiny.read("bpe", TEXT)
    logit = tiny.inspect(reading).logits[-1, target_of(tiny, reading, "cat").id]
    values = unpack(sheet(parts)["values"])
    assert np.nansum(values[:, 2]) == pytest.approx(logit, abs=1e-4)
    assert unpack(sheet(heads)["values"]).shape == (1, 2)
    assert norms.props["select"]["column"] == len(reading.ids) - 1 and f"{logit:.3f}".replace("-", "−") in total


def test_a_column_of_the_norms_moves_the_place(tiny):
    selection, _, _, parts, _ = blocks.select_token(tiny, "bpe", TEXT, Selection(), "", event(row=1, column=1))
    assert selection.token == 1 and "position 1" in sheet(parts)["note"]


def test_a_head_is_selected_for_the_whole_page(tiny):
    chosen = blocks.select_head(tiny, "bpe", TEXT, Selection(token=1), "", event(row=0, column=1))
    assert chosen == Selection(token=1, layer=0, head=1)
    with pytest.raises(InputError, match="no row 5"):
        blocks.select_head(tiny, "bpe", TEXT, Selection(), "", event(row=5, column=1))


# Patching


@pytest.mark.parametrize("model", KINDS)
def test_the_second_text_differs_in_one_token(tiny, model):
    reading = tiny.read(model, TEXT)
    ids = reading.lm.encode(second_text(reading.lm, reading.ids))
    assert len(ids) == len(reading.ids) and sum(a != b for a, b in zip(ids, reading.ids, strict=True)) == 1


def test_where_nothing_can_be_replaced_there_is_no_second_text(tiny):
    assert second_text(tiny.model("bpe"), tiny.model("bpe").encode("1 2 3 🦊")) == ""


def test_a_second_text_of_the_visitors_own_stays(tiny):
    def second(text, typed, prefilled):
        return patching.show(tiny, "bpe", text, Selection(), "", typed, "", "resid_pre", prefilled, ())[1:3]

    offered, prefilled = second(TEXT, "", "")
    assert offered == prefilled != ""
    assert second("the dog ran", offered, prefilled)[0] != offered
    assert second("the dog ran", "my own", prefilled) == ("my own", prefilled)


@pytest.mark.parametrize(
    ("text", "second", "words"),
    [
        (TEXT, OTHER, "✓ 6 tokens clean, 6 corrupt; they differ in ·cat → ·dog"),
        (TEXT, "the dog", "4 too few"),
        ("the dog", TEXT, "4 too many"),
        (TEXT, TEXT, "the same"),
        ("", TEXT, "empty"),
        ("the " * 40, TEXT, "at most 24"),
    ],
)
def test_the_counts_are_shown_with_a_hint(tiny, text, second, words):
    line, _ = patching.check(tiny, "word", text, "", second, "", "resid_pre", ())
    assert words.replace("·", "") in line.replace("·", "")


def test_patching_brings_the_target_back(tiny):
    update, done = patching.patch(tiny, "word", TEXT, "", OTHER, "", "resid_pre")
    restored = unpack(sheet(update)["values"])
    assert restored.shape == (1, 6) and restored[0, 1] == pytest.approx(1, abs=1e-3)
    assert (restored[0, [0, 2, 3, 4, 5]] == pytest.approx(0, abs=1e-3)) and "cat→" in sheet(update)["columns"][1]
    assert patching.check(tiny, "word", TEXT, "", OTHER, "", "resid_pre", done)[1] == gr.skip()
    assert patching.check(tiny, "word", TEXT, "", OTHER, "", "mlp_out", done)[1].value is None


@pytest.mark.parametrize(
    ("text", "second", "against", "words"),
    [
        (TEXT, "the dog", "", "6 and 2 tokens"),
        (TEXT, TEXT, "", "the same"),
        (TEXT, OTHER, "no such token", "no such token"),
        ("", OTHER, "", "empty"),
        ("the " * 30, "the " * 30, "", "at most 24"),
    ],
)
def test_what_cannot_be_patched_is_said(tiny, text, second, against, words):
    with pytest.raises(InputError, match=words):
        patching.patch(tiny, "word", text, "", second, against, "resid_pre")


# Files

SAID = "-- The cat's\n  hat 🙂"


@pytest.fixture(scope="module")
def context() -> Context:
    return Context(settings(), "cpu")


def taken(update) -> dict[str, Any]:
    return update.props["taken"]


def words(command: str) -> list[str]:
    """As bash reads the line, less the program's name."""
    shown = subprocess.run(["bash", "-c", f"printf '%s\\0' {command}"], capture_output=True, check=True).stdout
    return shown.decode().split("\0")[1:-1]


def take(context: Context, what: str, form: str):
    asked, click = ("stories", SAID, Selection(token=2)), event(form=form, palette="cividis")
    if what == "lens":
        return lens.take(context, *asked, "cat", "rank", click)
    if what == "path":
        return lens.take_path(context, *asked, "", "rank", click)
    if what == "patching":
        second = SAID.replace("hat", "dog")
        return patching.take(context, "stories", SAID, "cat", second, "dog", "mlp_out", click)
    return (
        blocks.TAKES[what](context, *asked, "--", click)
        if what == "norms"
        else blocks.TAKES[what](context, *asked, "", click)
    )


@pytest.mark.parametrize(
    ("what", "form"),
    [
        ("lens", "csv"),
        ("lens", "html"),
        ("path", "json"),
        ("blocks", "npz"),
        ("heads", "svg"),
        ("norms", "png"),
        ("patching", "npz"),
    ],
)
def test_a_file_is_that_of_its_command(context, what, form, tmp_path, monkeypatch):
    file = taken(take(context, what, form))
    monkeypatch.chdir(tmp_path)
    assert main(words(file["command"])) == 0
    assert (tmp_path / f"{what}.{form}").read_bytes() == base64.b64decode(file["data"])


def test_a_text_cut_by_the_app_is_cut_in_the_command(tiny):
    update = lens.take(tiny, "word", "the cat sat on the mat " * 9, Selection(), "", "rank", event(form="json"))
    text = words(taken(update)["command"])[-1]
    assert len(tiny.model("word").encode(text)) == 24


def test_nothing_can_be_taken_of_an_empty_text(tiny):
    for part in (lens.take, lens.take_path):
        with pytest.raises(InputError, match="empty"):
            part(tiny, "bpe", "", Selection(), "", "rank", event(form="png"))
