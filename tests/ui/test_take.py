"""Files to take along: what the browser is handed, and the command line that a shell reads as it was meant."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess

import gradio as gr
import pytest

from ngpl.errors import InputError
from ngpl.ui.take import FORMS, MIMES, MOST_BYTES, SIGNS, command_line, ngpl_command, suffix_of, taken
from tests.plots.conftest import NASTY

WORDS = [
    *(word for word in NASTY if "\0" not in word),
    "",
    "it's",
    "$(id)",
    "a\\nb",
    "--out=x",
    "`id`",
    "é\n'\\'",
    "\x1b7f",
    "!!",
]


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_shell_reads_the_same_words(shell):
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell}")
    line = command_line(WORDS)
    assert line.isprintable()
    run = subprocess.run(
        [shell, "-c", f"printf '%s\\0' {line}"], capture_output=True, env={"LC_ALL": "C.UTF-8"}, check=True
    )
    assert run.stdout.decode().split("\0")[:-1] == WORDS


def test_plain_words_stay_plain():
    assert command_line(["ngpl", "lens", "the cat", "--out", "a.png"]) == "ngpl lens 'the cat' --out a.png"
    assert command_line(["one\ntwo\u202e"]) == r"$'one\ntwo\u202e'"
    with pytest.raises(InputError, match="NUL"):
        command_line(["a\0b"])


@pytest.mark.parametrize("text", SIGNS)
def test_a_text_that_a_command_takes_for_a_sign_is_piped_in(text):
    line = ngpl_command("patch", "m", [], "a b", text)
    ngpl = "ngpl() { printf '%s\\0' \"$@\"; cat; }"
    run = subprocess.run(["bash", "-c", f"{ngpl}; {line}"], capture_output=True, check=True, text=True)
    assert run.stdout.split("\0") == ["patch", "--model", "m", "--", "a b", "-", text]
    with pytest.raises(InputError, match="one such text"):
        ngpl_command("patch", "m", [], text, "-")


def test_what_is_taken():
    first, again = taken("a.svg", b"<svg/>", "ngpl"), taken("a.svg", b"<svg/>", "ngpl")
    assert base64.b64decode(json.loads(json.dumps(first))["data"]) == b"<svg/>"
    assert (first["name"], first["mime"], first["command"]) == ("a.svg", "image/svg+xml", "ngpl")
    assert first != again


def test_too_large_a_file_names_the_command():
    with pytest.raises(InputError, match=r"12\.0 MB.*ngpl lens x"):
        taken("a.npz", bytes(MOST_BYTES + 1), "ngpl lens x")


@pytest.mark.parametrize("form", FORMS)
def test_forms(form):
    assert suffix_of(gr.EventData(None, {"form": form})) in MIMES


@pytest.mark.parametrize("data", [None, {}, {"form": "exe"}, {"form": [1]}])
def test_no_such_form(data):
    with pytest.raises(InputError, match="png, svg, csv, npz, json, html"):
        suffix_of(gr.EventData(None, data))
