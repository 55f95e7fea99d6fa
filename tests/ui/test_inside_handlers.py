"""What the handlers of "Inside" answer, called as functions; and that files are those of the command line."""

from __future__ import annotations

import base64
import subprocess
from types import SimpleNamespace

import numpy as np
import pytest

from ngpl.cli import main
from ngpl.errors import InputError, NGPLError
from ngpl.inspection import anatomy
from ngpl.plots.payload import unpack
from ngpl.ui.context import Context, Selection
from ngpl.ui.tabs.attention.inside import select_head, show, take

TEXT = "the cat sat on the mat"


def event(**data):
    return SimpleNamespace(_data=data)


@pytest.fixture(scope="module")
def context():
    from ngpl.hub.library import settings

    return Context(settings(), "cpu")


def test_the_selected_head_is_shown(tiny):
    payload = show(tiny, "bpe", TEXT, Selection(token=2, layer=0, head=1))
    reading = tiny.read("bpe", TEXT)
    view = anatomy(reading.lm.model, reading.ids, 0, 1, reading.labels)
    assert payload and (payload["layer"], payload["head"], payload["token"]) == (0, 1, 2)
    assert (payload["n_layer"], payload["n_head"]) == (1, 2)
    assert [stage["name"] for stage in payload["stages"]] == [stage.name for stage in view.stages]
    assert np.array_equal(unpack(payload["stages"][2]["values"]), view.stage("scores").values)


def test_a_selection_of_another_model_is_kept_to_this_one(tiny):
    payload = show(tiny, "bpe", TEXT, Selection(token=99, layer=9, head=9))
    assert payload and (payload["layer"], payload["head"], payload["token"]) == (0, 1, None)
    assert show(tiny, "bpe", "", Selection()) is None


def test_a_head_chosen_here_is_chosen_everywhere(tiny):
    selection, payload = select_head(tiny, "bpe", TEXT, Selection(token=1), event(layer=0, head=1))
    assert selection == Selection(1, 0, 1) and (payload["layer"], payload["head"]) == (0, 1)
    with pytest.raises(InputError):
        select_head(tiny, "bpe", TEXT, Selection(), event(layer="0", head=1))


@pytest.mark.parametrize(
    ("model", "form", "palette"),
    [
        *(("stories", "html", "sea"), ("stories:int8", "npz", "sea"), ("stories", "svg", "magma")),
        *(("shakespeare-lam", "json", "sea"), ("shakespeare-lam", "csv", "grey")),
    ],
)
def test_a_file_is_that_of_its_command(context, model, form, palette, tmp_path, monkeypatch):
    update = take(context, model, "-- It's\n so", Selection(layer=2, head=3), event(form=form, palette=palette))
    file = update.props["taken"]
    script = f"printf '%s\\0' {file['command']}"
    words = subprocess.run(["bash", "-c", script], capture_output=True, check=True).stdout.decode().split("\0")[1:-1]
    monkeypatch.chdir(tmp_path)
    assert main(words) == 0
    assert (tmp_path / f"inside.{form}").read_bytes() == base64.b64decode(file["data"])


@pytest.mark.parametrize(("text", "data"), [("", {"form": "png"}), (TEXT, {"form": "html", "palette": "none"})])
def test_what_cannot_be_taken_is_said(tiny, text, data):
    with pytest.raises(NGPLError):
        take(tiny, "bpe", text, Selection(), event(**data))
