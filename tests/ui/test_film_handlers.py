"""While generating, its handlers called as functions; and that files are those of the command line."""

from __future__ import annotations

import base64
import subprocess
from types import SimpleNamespace

import pytest

from ngpl.api import generate
from ngpl.cli import main
from ngpl.errors import ConfigError, InputError
from ngpl.plots.film import film_payload
from ngpl.ui.context import Context, Selection
from ngpl.ui.tabs.attention.film import film_of, select_head, show, take, wanted_of

TEXT = "the cat sat on"


def event(**data):
    return SimpleNamespace(_data=data)


def test_the_film_is_that_of_the_text_and_the_selected_head(tiny):
    message = show(tiny, "bpe", TEXT, Selection(layer=9, head=1), "sample", 6, 4)
    lm = tiny.model("bpe")
    ids = generate(lm, TEXT, "sample", max_new_tokens=6, seed=4).ids
    assert len(message["labels"]) == message["prompt"] + len(ids) and (message["layer"], message["head"]) == (0, 1)
    assert message == film_payload(film_of(tiny, "bpe", TEXT, wanted_of("sample", 6, 4))[1], 0, 1)


def test_it_keeps_within_what_can_be_looked_into(tiny):
    _, view, amount = film_of(tiny, "word", "the cat sat on the mat " * 3, wanted_of("sample", 90, 0))
    assert amount == 6 and len(view.maps.ids) <= 24
    with pytest.raises(InputError, match="24 are the most"):
        show(tiny, "word", "the cat sat on the mat " * 4, Selection(), "sample", 6, 0)


def test_controls_are_checked():
    assert wanted_of("greedy", None, None) == wanted_of("greedy", 24, 0)
    for wrong in (("beams", 3, 0), ("greedy", 0, 0), ("greedy", "many", 0), ("greedy", 3, -1)):
        with pytest.raises(ConfigError):
            wanted_of(*wrong)


def test_a_chosen_head_is_the_pages(tiny):
    assert select_head(tiny, Selection(token=2), event(layer=3, head=1)) == Selection(2, 3, 1)


@pytest.mark.parametrize(("strategy", "form"), [("top_p", "html"), ("beam", "json"), ("min_p", "csv")])
def test_a_file_is_that_of_its_command(strategy, form, tmp_path, monkeypatch):
    from ngpl.hub.library import settings

    text = "-- The cat's\n  hat 🙂"
    chosen = event(form=form, layer=2, head=None)
    file = take(Context(settings(), "cpu"), "stories", text, Selection(), strategy, 5, 7, chosen).props["taken"]
    line = f"printf '%s\\0' {file['command']}"
    shown = subprocess.run(["bash", "-c", line], capture_output=True, check=True).stdout.decode()
    monkeypatch.chdir(tmp_path)
    assert main(shown.split("\0")[1:-1]) == 0
    assert (tmp_path / f"film.{form}").read_bytes() == base64.b64decode(file["data"])
