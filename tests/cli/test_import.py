"""Models in and out on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from ngpl.cli.commands.export import EXPORTS
from ngpl.hub import load, load_gpl
from ngpl.hub.foreign.huggingface import save_folder
from tests import tiny


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_folder(tiny.language_model(tied=False), tmp_path / "theirs")
    return tmp_path / "theirs"


def test_import_writes_a_file_and_tells_what_was_found(ngpl, folder, tmp_path):
    out = tmp_path / "mine.gpl"
    found = ngpl("import", folder, "--out", out, "--json").json
    assert found["out"] == str(out) and found["dtype"] == "float32" and found["bytes"] == out.stat().st_size
    assert found["family"] == "llama" and found["report"]["missing"] == [] and found["report"]["warnings"]
    before, after = load(str(folder), "cpu"), load(str(out), "cpu")
    assert after.record == before.record and after.hash == before.hash
    ids = torch.tensor([before.encode(tiny.TEXT)[:20]])
    assert torch.equal(before.model(ids), after.model(ids))
    said = ngpl("import", folder, "--out", out, "--dtype", "float16")
    assert "of the family llama" in said.out and "guessing blindly" in said.out and "warning: " in said.out
    assert load_gpl(out).storage == "float16" and "warning" not in said.err


def test_import_refuses_what_is_ours_or_nothing(ngpl, model, tmp_path):
    assert "is a model of NanoGPL already" in ngpl("import", model, "--out", tmp_path / "x.gpl").err
    assert "SOURCE is empty" in ngpl("import", " ", "--out", tmp_path / "x.gpl").err
    wrong = ngpl("import", tmp_path / "nothing", "--out", tmp_path / "x.gpl")
    assert wrong.code == 2 and "there is no model" in wrong.err
    assert "float32, float16" in ngpl("import", model, "--out", tmp_path / "x.gpl", "--dtype", "int3").err


def test_export_to_a_folder_and_to_a_file(ngpl, folder, tmp_path):
    for to in ("hf", "gpl"):
        out = tmp_path / f"out-{to}"
        found = ngpl("export", "--model", folder, "--to", to, "--out", out, "--json").json
        assert found["to"] == to and found["out"] == str(out) and found["bytes"] > 10_000
    ours = load(str(folder), "cpu")
    back = load(str(tmp_path / "out-hf"), "cpu")
    ids = torch.tensor([ours.encode(tiny.TEXT)[:20]])
    assert torch.equal(ours.model(ids), back.model(ids)) and back.record["family"] == "llama"
    assert torch.equal(load_gpl(tmp_path / "out-gpl").model(ids), ours.model(ids))


def test_export_says_why_it_cannot(ngpl, tmp_path):
    wrong = ngpl("export", "--model", "shakespeare-lam", "--to", "hf", "--out", tmp_path / "x")
    assert wrong.code == 2 and "'lam' has no home in transformers" in wrong.err and not (tmp_path / "x").exists()
    wrong = ngpl("export", "--model", "shakespeare-bigram", "--to", "hf", "--out", tmp_path / "x")
    assert wrong.code == 2 and "it has no home in transformers" in wrong.err and not (tmp_path / "x").exists()
    wrong = ngpl("export", "--model", "babygpt", "--to", "gpl", "--dtype", "foo", "--out", tmp_path / "x")
    assert wrong.code == 2 and "float32, float16, bfloat16, int8" in wrong.err
    assert ", ".join(EXPORTS) in ngpl("export", "--model", "movies", "--to", "onnx", "--out", tmp_path / "x").err
