"""What the handlers of the attention tab answer, called as functions; and that files are those of the command line."""

from __future__ import annotations

import base64
import subprocess
import threading
from types import SimpleNamespace

import gradio as gr
import numpy as np
import pytest

from ngpl.cli import main
from ngpl.errors import InputError
from ngpl.inspection import COMBINATIONS, SINKS, combined, with_sink
from ngpl.looks import Looks
from ngpl.plots.attention import triangles
from ngpl.plots.payload import quantise, unpack
from ngpl.ui.context import Context, Selection
from ngpl.ui.memory import Memory
from ngpl.ui.tabs.attention.maps import score_heads, select_head, set_options, show, take
from ngpl.ui.tabs.attention.options import Options, options_of
from ngpl.ui.take import text_of

TEXT = "the cat sat on the mat"
BOTH = ((0, 0), (0, 1))


def event(**data):
    return SimpleNamespace(_data=data)


def answer(update, name):
    """The prop that an update sets."""
    return update.props[name]


def asked(tiny, options: Options, sink="raw", exact=False):
    shown = {"sink": sink, "exact": exact}
    return set_options(tiny, "bpe", TEXT, Selection(), Options(), event(**options.to_dict(), shown=shown))


def test_the_picture_keeps_to_the_models_heads(tiny):
    payload = show(tiny, "bpe", "the cat sat", Selection(token=99, layer=9, head=9), Options())
    assert payload is not None and (payload["layer"], payload["head"], payload["token"]) == (0, 1, None)
    assert set(payload["sinks"]) == set(SINKS) and set(payload["combinations"]) == set(COMBINATIONS)
    assert show(tiny, "bpe", "", Selection(), Options()) is None


@pytest.mark.parametrize("sink", [name for name in SINKS if name != "raw"])
def test_another_sink_brings_all_maps_anew(tiny, sink):
    options, update = asked(tiny, Options(sink=sink))
    sunk, raw = answer(update, "sunk"), show(tiny, "bpe", TEXT, Selection(), Options())
    view = with_sink(tiny.inspect(tiny.read("bpe", TEXT)).attention_view, sink)
    assert raw and options.sink == sunk["sink"] == sink and sunk["notes"] == [SINKS[sink].about]
    assert sunk["text"] == raw["text"] and sunk["key"] != raw["key"]
    assert (unpack(sunk["weights"]) == quantise(triangles(view.weights)).reshape(2, -1)).all()
    _, update = select_head(tiny, "bpe", TEXT, Selection(), options, event(layer=0, head=1))
    assert answer(update, "exact")["key"] == sunk["key"]


@pytest.mark.parametrize("combine", COMBINATIONS)
def test_a_combination_is_exact_and_fits_the_maps_shown(tiny, combine):
    _, update = asked(tiny, Options(combine=combine, heads=BOTH))
    message, view = answer(update, "combined"), tiny.inspect(tiny.read("bpe", TEXT)).attention_view
    assert (unpack(message["weights"]) == triangles(combined(view, combine, BOTH).head(0, 0))).all()
    assert message["key"] == (show(tiny, "bpe", TEXT, Selection(), Options()) or {})["key"]
    assert message["heads"] == [[0, 0], [0, 1]] and message["notes"] == [COMBINATIONS[combine].about]


def test_what_the_browser_has_is_not_sent_again(tiny):
    options, update = asked(tiny, Options(combine="mean", heads=BOTH, scale="linear"), exact=True)
    assert options.scale == "linear" and update == gr.skip()


def test_options_come_back_as_they_went():
    options = Options("linear", "cividis", 0.8, "value_norm", "largest", BOTH, "both", "induction", "first")
    assert options_of(options.to_dict()) == options
    assert options.looks == Looks("linear", "cividis", 0.8, "value_norm", "largest")


@pytest.mark.parametrize(
    "wrong",
    [
        *(None, {"heads": "0.1"}, {"heads": [[0]]}, {"heads": [[0, 1.5]]}, {"heads": [[0, 0]] * 20_000}),
        *({"sink": "none"}, {"threshold": 2}, {"palette": 3}, {"picture": "x" * 99}, {"only": None}),
    ],
)
def test_options_from_outside_are_checked(wrong):
    with pytest.raises(InputError):
        options_of(wrong)


def test_heads_that_do_not_exist_cannot_be_combined(tiny):
    with pytest.raises(InputError, match=r"0\.7"):
        asked(tiny, Options(combine="mean", heads=((0, 7),)))


def test_scores_tell_each_heads_tags_and_measures(tiny):
    scores = answer(score_heads(tiny, "bpe", TEXT, Selection(), Options(), event()), "scores")
    view = tiny.inspect(tiny.read("bpe", TEXT)).attention_view
    assert scores["model"] == "bpe" and len(scores["tags"]["heads"]) == 2
    assert np.allclose(scores["measures"]["entropy"], view.entropy, atol=1e-4)
    assert tiny.head_scores(tiny.model("bpe")) is tiny.head_scores(tiny.model("bpe"))


CHOICES = [
    (Options(), "npz"),
    (Options("linear", "cividis", 0.8, "without_first"), "svg"),
    (Options(sink="value_norm", combine="largest", heads=((0, 1), (2, 3), (5, 7))), "csv"),
    (Options(combine="rollout", heads=tuple((layer, 0) for layer in range(6)), threshold=0.5), "json"),
    (Options(combine="mean", heads=((1, 1),)), "html"),
]


@pytest.fixture(scope="module")
def context():
    from ngpl.hub.library import settings

    return Context(settings(), "cpu")


@pytest.mark.parametrize(("options", "form"), CHOICES)
def test_a_file_is_that_of_its_command(context, options, form, tmp_path, monkeypatch):
    text = "-- The cat's\n  hat 🙂"
    update = take(context, "stories", text, event(form=form, options=options.to_dict(), layer=2, head=7))
    file = answer(update, "taken")
    monkeypatch.chdir(tmp_path)
    assert main(words(file["command"])) == 0
    assert (tmp_path / f"attention.{form}").read_bytes() == base64.b64decode(file["data"])


def words(command: str) -> list[str]:
    """As bash reads the line, less the program's name."""
    script = f"printf '%s\\0' {command}"
    shown = subprocess.run(["bash", "-c", script], capture_output=True, check=True).stdout.decode()
    return shown.split("\0")[1:-1]


def test_a_text_cut_by_the_app_is_cut_in_the_command(tiny):
    reading = tiny.read("word", "the cat sat on the mat " * 9)
    text = text_of(reading)
    assert len(reading.ids) == 24 < reading.total and tuple(reading.lm.encode(text)) == reading.ids


def test_nothing_can_be_taken_of_an_empty_text(tiny):
    with pytest.raises(InputError, match="empty"):
        take(tiny, "bpe", "", event(form="png", options={}, layer=0, head=0))


def test_memory_makes_a_value_once_for_all_who_ask():
    memory, made, gate = Memory[int](2), [], threading.Event()

    def make():
        gate.wait(5)
        made.append(1)
        return 7

    threads = [threading.Thread(target=memory.get, args=("a", make)) for _ in range(4)]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join()
    assert made == [1] and memory.get("a", make) == 7


def test_memory_forgets_what_was_asked_for_longest_ago():
    memory = Memory[str](3, room=6, size=len)
    for key in "abc":
        memory.get(key, lambda key=key: key * 2)
    memory.get("a", lambda: "never made")
    memory.get("d", lambda: "dd")
    assert memory.get("a", lambda: "gone") == "aa" and memory.get("b", lambda: "gone") == "gone"
    assert memory.get("large", lambda: "x" * 99) == memory.get("large", lambda: "gone")


def test_memory_does_not_keep_errors():
    memory = Memory[int](2)
    with pytest.raises(ZeroDivisionError):
        memory.get("a", lambda: 1 // 0)
    assert memory.get("a", lambda: 1) == 1
