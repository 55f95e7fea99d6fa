"""The frame: help, exit codes, one line for an error, and a traceback for none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import ngpl as package
from ngpl.cli import main
from ngpl.cli.main import COMMANDS
from ngpl.errors import ConfigError

TOP = Path(__file__).parents[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_examples(name, capsys):
    with pytest.raises(SystemExit) as end:
        main([name, "--help"])
    shown = capsys.readouterr().out
    assert end.value.code == 0
    assert "examples:\n  " in shown and f"ngpl {name}" in shown.split("examples:")[1]
    assert "--device" in shown and "--cpu" in shown and "--cuda" in shown


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"]])
def test_overview_lists_every_command(words, capsys):
    with pytest.raises(SystemExit) as end:
        main(words)
    shown = capsys.readouterr().out
    assert end.value.code == 0
    assert all(f"\n  {name} " in shown for name in COMMANDS)


def test_as_a_program():
    run = subprocess.run([sys.executable, "-m", "ngpl", "--version"], cwd=TOP, capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (0, f"ngpl {package.__version__}\n")


@pytest.mark.parametrize(
    "words, said",
    [
        (["bogus"], "there is no command 'bogus'; there are: app, models"),
        (["--bogus"], "unrecognized arguments: --bogus"),
        (["tokenize"], "the following arguments are required: TEXT; ngpl tokenize --help explains"),
        (["tokenize", "a", "b"], "unrecognized arguments: b"),
        (["tokenize", "a", "--model", "no such\nmodel"], "there is no model"),
        (["next", "a", "--top", "0"], "must be a whole number, at least 1, not '0'"),
        (["next", "a", "--device", "abacus"], "device 'abacus' is unknown"),
        (["tokenize", "a", "--tokenizer", "none.json"], "there is no tokenizer at none.json"),
        (["eval", "--data", "none.txt"], "no file or folder 'none.txt'"),
        (["train-tokenizer", "runes", "--data", "x"], "invalid choice: 'runes'"),
        (["data", "nothing"], "corpus 'nothing' is unknown; there are: stories"),
    ],
)
def test_bad_input_is_one_line_and_code_2(ngpl, model, words, said):
    needs = {"next"} & set(words[:1])
    result = ngpl(*words, *(["--model", model] if needs else []))
    assert result.code == 2 and result.out == ""
    assert said in result.err and result.err.count("\n") == 1 and result.err.startswith("ngpl")


def test_what_a_terminal_would_obey_is_spelled_out(ngpl):
    result = ngpl("tokenize", "a", "--model", "x\x1b]0;title\x07\u202ey")
    assert "x\\x1b]0;title\\x07\\u202ey" in result.err and "\x1b" not in result.err


def test_other_errors_are_one_line_and_code_1(ngpl, model, monkeypatch):
    def fail(*_: object) -> None:
        raise MemoryError("no room\nleft")

    monkeypatch.setattr("ngpl.cli.commands.models.list_offers", fail)
    result = ngpl("models")
    assert (result.code, result.err) == (1, "ngpl models: MemoryError: no room left (--debug shows where)\n")
    with pytest.raises(MemoryError):
        main(["models", "--debug"])


def test_debug_shows_where(model):
    with pytest.raises(ConfigError):
        main(["generate", "a", "--strategy", "none", "--debug"])


def test_interrupted(ngpl, monkeypatch):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ngpl.cli.commands.models.list_offers", stop)
    result = ngpl("models")
    assert (result.code, result.err) == (130, "\nngpl models: stopped\n")
