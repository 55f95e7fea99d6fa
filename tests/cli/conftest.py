"""Tiny models as files, and a way to run a command."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ngpl.cli import main
from ngpl.hub import save_gpl
from tests import tiny


@dataclass(frozen=True)
class Result:
    """What a command left: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def jsons(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Ngpl = Callable[..., Result]


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A base model with a BPE tokenizer and a context of 32 tokens."""
    return _saved(tmp_path_factory, roles=False)


@pytest.fixture(scope="session")
def chat_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A model with role markers and a chat template."""
    return _saved(tmp_path_factory, roles=True)


def _saved(factory: pytest.TempPathFactory, roles: bool) -> str:
    lm = tiny.language_model("bpe", roles)
    path = factory.mktemp("model") / "tiny.gpl"
    save_gpl(path, lm.model, lm.tokenizer)
    return str(path)


@pytest.fixture
def ngpl(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ngpl:
    """Run one command, with ``stdin`` piped in."""

    def run(*words: str | Path, stdin: str | bytes = "") -> Result:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        code = main([str(word) for word in words])
        return Result(code, *capsys.readouterr())

    return run
