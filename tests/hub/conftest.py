"""What the tests of models in and out share."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from safetensors.torch import load_file, save_file

from ngpl.hub import LanguageModel
from ngpl.hub.foreign.huggingface import save_folder
from ngpl.hub.foreign.shards import WHOLE
from tests.hub.repository import FILES
from tests.hub.shapes import WORDS, model_of
from tests.hub_server import Hub, asked_instead, serving


@pytest.fixture
def write(tmp_path):
    """Writes a model of a family as a folder; config and tensors can be changed on the way."""

    def written(family: str = "llama", changed: dict[str, Any] | None = None, change: Any = None) -> Path:
        folder = tmp_path / family
        shutil.rmtree(folder, ignore_errors=True)
        save_folder(LanguageModel("it", model_of(family), WORDS), folder)
        if changed:
            values = json.loads((folder / "config.json").read_text()) | changed
            (folder / "config.json").write_text(json.dumps(values))
        if change:
            tensors = load_file(folder / WHOLE)
            save_file({name: t.contiguous() for name, t in change(tensors).items()}, folder / WHOLE)
        return folder

    return written


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A Hub of our own, with an empty cache."""
    with serving() as hub, asked_instead(hub, str(tmp_path / "cache"), monkeypatch):
        yield hub


@pytest.fixture
def commit(hub: Hub) -> str:
    """The commit of ``me/it`` there."""
    return hub.repo("me/it").commit(FILES)
