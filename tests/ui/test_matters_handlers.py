"""Which heads matter, its handlers called as functions; and that files and texts are those of the command line."""

from __future__ import annotations

import base64
import json
import subprocess
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from ngpl.api import generate
from ngpl.causes import ablate
from ngpl.cli import main
from ngpl.errors import InputError
from ngpl.inspection import candidates_without
from ngpl.plots.payload import unpack
from ngpl.ui.context import Context, Selection
from ngpl.ui.tabs.attention import matters
from ngpl.ui.tabs.attention.without import commands_of, heads_of, some_of, write

TEXT = "the cat sat on the"
ASKED: Any = ("bpe", TEXT, Selection(head=1), "", "zero", [])


def event(**data):
    return SimpleNamespace(_data=data)


def words(line: str) -> list[str]:
    """As bash reads the line, less the program's name."""
    shown = subprocess.run(["bash", "-c", f"printf '%s\\0' {line}"], capture_output=True, check=True).stdout.decode()
    return shown.split("\0")[1:-1]


@pytest.fixture(scope="module")
def context():
    from ngpl.hub.library import settings

    return Context(settings(), "cpu")


@pytest.mark.parametrize("mode", [mode for _, mode in matters.MODES])
def test_the_sheet_and_the_table_are_the_inspections(tiny, mode):
    heads, table, off, note = matters.measure(tiny, "bpe", TEXT, Selection(head=1), "mat", mode, [])
    lm = tiny.model("bpe")
    assert (unpack(heads.value["values"]) == ablate(lm, TEXT, "mat", mode=mode).change.astype(np.float32)).all()
    assert heads.props["select"] == {"row": 0, "column": 1} and "mat" in heads.value["title"]
    found = candidates_without(lm.model, lm.encode(TEXT), [(0, 1)], mode)
    assert (unpack(table.value["values"]) == np.stack([found.before, found.after], 1)).all()
    assert [value for _, value in off.choices] == ["0.0", "0.1"] and note == ""


def test_a_clicked_head_is_selected_and_kept_off_with_the_others(tiny):
    selection, table = matters.select_head(tiny, *ASKED[:5], ["0.0"], event(row=0, column=1))
    assert (selection.layer, selection.head) == (0, 1) and "0.0, 0.1;" in table.value["note"]
    off, _ = matters.keep(tiny, *ASKED[:5], [])
    assert off.value == ["0.1"]


def test_a_long_text_is_measured_only_when_asked(tiny, monkeypatch):
    monkeypatch.setattr(matters, "AT_ONCE", 4)
    heads, *_, note = matters.show(tiny, *ASKED)
    assert heads.value is None and "Press Measure" in note
    assert matters.measure(tiny, *ASKED)[0].value["values"]


def test_an_unknown_token_is_an_error_that_names_it(tiny):
    with pytest.raises(InputError, match="xyzzy"):
        matters.measure(tiny, "word", TEXT, Selection(), "xyzzy", "zero", [])


def test_heads_from_outside_are_checked(tiny):
    assert heads_of(["2.3", "0.1", "2.3"]) == [(0, 1), (2, 3)]
    for wrong in (["x"], ["1"], ["1.-1"], ["1.2.3"], [None], ["0.0"] * 5_000):
        with pytest.raises(InputError):
            heads_of(wrong)
    with pytest.raises(InputError, match="no head is kept off"):
        some_of([])
    assert matters.kept_off(matters.prompt_of(tiny, "bpe", TEXT), ["0.1", "7.0"]) == [(0, 1)]


def test_of_a_long_text_the_end_is_looked_into(tiny):
    prompt = matters.prompt_of(tiny, "word", TEXT + " mat the dog ran" * 9)
    assert len(prompt.ids) == 24 and prompt.lm.encode(prompt.text) == list(prompt.ids)
    assert "last 24" in prompt.notes[-1]


@pytest.mark.parametrize(("take", "form"), [(matters.take_heads, "npz"), (matters.take_table, "svg")])
def test_a_file_is_that_of_its_command(context, take, form, tmp_path, monkeypatch):
    asked = ("stories", "-- The cat's\n  hat 🙂", Selection(layer=2, head=3), "dog", "mean", ["4.1"])
    file = take(context, *asked, event(form=form, palette="cividis")).props["taken"]
    monkeypatch.chdir(tmp_path)
    assert main(words(file["command"])) == 0
    assert (tmp_path / file["name"]).read_bytes() == base64.b64decode(file["data"])


def test_the_text_goes_on_with_and_without(context, capsys):
    text, off = "The cat sat on the", ["0.3", "5.1"]
    first, *others = write(context, "stories", text, off, 2, 6)
    names = ["greedy, all heads", "greedy, without 0.3, 5.1", "sample, all heads", "sample, without 0.3, 5.1"]
    assert list(first["columns"]) == names and others[-1]["done"]
    steps = {name: [e for m in others for n, e in m["events"] if n == name and "id" in e] for name in names}
    written = {name: [step["id"] for step in steps[name]] for name in names}
    lines = commands_of(context, "stories", text, off, 2, 6).splitlines()
    assert len(lines) == 4
    for line, name in zip(lines, names, strict=True):
        capsys.readouterr()
        assert main([*words(line)[:-2], "--json", "--", text]) == 0
        assert json.loads(capsys.readouterr().out)["ids"] == written[name]
    lm = context.model("stories")
    assert tuple(written[names[2]]) == generate(lm, text, "sample", max_new_tokens=6, seed=2).ids
    assert steps[names[0]][0]["logprob"] != steps[names[1]][0]["logprob"]
