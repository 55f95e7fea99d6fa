"""The handlers of the decoding tab, called as functions."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

import ngpl
from ngpl.config import Limits, Settings
from ngpl.decoding import FILTERS, STRATEGIES
from ngpl.errors import ConfigError, InputError
from ngpl.inspection.forward import next_logits
from ngpl.plots.payload import unpack
from ngpl.spec import params_of
from ngpl.ui.context import Context, Selection
from ngpl.ui.tabs.decoding.next_token import REMEMBERED, Chosen, choose, distribution, filter_params, undo
from ngpl.ui.tabs.decoding.prompt import read_prompt
from ngpl.ui.tabs.decoding.side_by_side import show_settings
from ngpl.ui.tabs.decoding.writing import (
    MOST_BEAMS,
    amount_of,
    batches,
    settings_line,
    settings_of,
    strategies_of,
    write,
)
from tests import tiny

PROMPT = "The cat sat"


class Event:
    """What the browser sends with an event."""

    def __init__(self, **data):
        self._data = data


class TinyContext(Context):
    """Small models, named after their tokenizers."""

    def __init__(self, **limits):
        super().__init__(Settings("bpe", (), Limits(**({"new_tokens": 30} | limits))))

    def model(self, name):
        return tiny.language_model(name)


@pytest.fixture
def context():
    return TinyContext()


def sliders(**changes):
    """The values of all sliders of the page: ``sliders(top_k={"top_k": 3})``."""
    return [changes.get(name, {}).get(p.name, p.default) for name in STRATEGIES for p in settings_of(name)]


def after(context, text, model="bpe", chosen=None):
    return distribution(context, model, text, Selection(), chosen or Chosen())


# The next token


def test_the_message_holds_the_logits_of_the_last_token(context):
    lm = context.model("bpe")
    message = after(context, PROMPT)
    assert np.array_equal(unpack(message["logits"]), next_logits(lm.model, lm.encode(PROMPT)))
    assert message["seen"] == sorted(set(lm.encode(PROMPT)))
    assert message["prompt"] == {"model": "tiny", "tail": PROMPT, "tokens": len(lm.encode(PROMPT)), "notes": []}
    json.dumps(message)


def test_an_empty_text_starts_from_bos_and_says_so(context):
    lm = context.model("bpe")
    message = after(context, "")
    assert np.array_equal(unpack(message["logits"]), next_logits(lm.model, [lm.tokenizer.bos_id]))
    assert "<BOS>" in message["prompt"]["notes"][0]


def test_of_a_long_text_the_end_is_used_and_it_is_said():
    prompt = read_prompt(TinyContext(characters=300), "bpe", "x" + tiny.TEXT * 10)
    lm = prompt.lm
    assert prompt.ids == tuple(lm.encode((tiny.TEXT * 10)[-300:])[-lm.model.context :])
    assert ["characters" in note for note in prompt.notes] == [True, False]
    assert "tokens" in prompt.notes[1]


def test_sliders_are_those_of_the_filters():
    params = filter_params()
    assert [p["filter"] for p in params] == list(FILTERS)
    for p, kind in zip(params, FILTERS.values()):
        declared = params_of(kind)[0]
        assert (p["name"], p["low"], p["high"], p["default"]) == (
            p["filter"],
            declared.low,
            declared.high,
            declared.default,
        )


@pytest.mark.parametrize(("kind", "word", "text"), [("bpe", " cat", PROMPT + " cat"), ("word", "cat", PROMPT + " cat")])
def test_a_token_is_appended_and_taken_back(context, kind, word, text):
    id = context.model(kind).tokenizer.id_of(word)
    found, chosen = choose(context, kind, PROMPT, Chosen(), Event(id=id))
    assert found == text
    assert after(context, found, kind, chosen)["undo"] == 1
    assert undo(context, found, chosen)[0] == PROMPT


def test_what_is_typed_since_stays(context):
    id = context.model("bpe").tokenizer.id_of(" cat")
    text, chosen = choose(context, "bpe", PROMPT, Chosen(), Event(id=id))
    assert after(context, text + "!", chosen=chosen)["undo"] == 0
    assert undo(context, text + "!", chosen)[0] == text + "!"


def test_chosen_tokens_are_not_remembered_without_end():
    chosen = Chosen("")
    for _ in range(REMEMBERED + 5):
        chosen = chosen.with_piece("a")
    assert chosen.text == "a" * (REMEMBERED + 5) and len(chosen.added) == REMEMBERED


@pytest.mark.parametrize("id", [-1, 10**6, "3", None, 1.5])
def test_a_token_that_is_none_is_refused(context, id):
    with pytest.raises(InputError, match=r"there is no token|the event has no id"):
        choose(context, "bpe", PROMPT, Chosen(), Event(id=id))


def test_what_a_text_box_cannot_hold_is_refused(context):
    tokenizer = context.model("bpe").tokenizer
    with pytest.raises(InputError, match="special token"):
        choose(context, "bpe", PROMPT, Chosen(), Event(id=tokenizer.eos_id))
    for part in tokenizer.encode("😀")[:-1]:
        with pytest.raises(InputError, match="part of a character"):
            choose(context, "bpe", PROMPT, Chosen(), Event(id=part))


# Side by side


def run(context, names, text=PROMPT, model="bpe", seed=0, tokens=12, **changes):
    """All messages of a run, and the events of each column."""
    messages = list(write(context, model, text, None, 0, names, seed, tokens, *sliders(**changes)))
    events = {name: [] for name in messages[0]["columns"]}
    for message in messages[1:]:
        for name, event in message["events"]:
            events[name].append(event)
    return messages, events


def test_each_column_is_what_generate_writes(context):
    messages, events = run(context, list(STRATEGIES), top_k={"top_k": 5, "temperature": 0.7})
    for name in STRATEGIES:
        settings = {"top_k": 5, "temperature": 0.7} if name == "top_k" else {}
        expected = ngpl.generate(context.model("bpe"), PROMPT, name, max_new_tokens=12, **settings)
        steps = [event for event in events[name] if "logprob" in event]
        assert tuple(step["id"] for step in steps) == expected.ids
        assert "".join(event.get("text", "") for event in events[name]) == expected.text
        assert [step["logprob"] for step in steps] == pytest.approx(expected.logprobs, rel=1e-4, abs=1e-7)
        assert events[name][-1]["end"] in ("reached 12 tokens", "end of text")
    assert messages[-1]["done"]
    assert [m["number"] for m in messages[1:]] == list(range(len(messages) - 1))
    assert len({m["run"] for m in messages}) == 1


def test_every_token_named_has_a_label_once(context):
    messages, events = run(context, ["greedy", "beam"])
    labels = [id for message in messages[1:] for id in message["labels"]]
    assert len(labels) == len(set(labels))
    tokenizer = context.model("bpe").tokenizer
    branches = [branch for e in events["beam"] if "kept" in e for branch in (*e["kept"], *e["pruned"])]
    named = {str(branch[1]) for branch in branches} | {str(e["id"]) for e in events["greedy"] if "id" in e}
    assert named <= set(labels)
    assert all(m["labels"][id] == tokenizer.label(int(id)) for m in messages[1:] for id in m["labels"])


def test_beam_shows_its_levels_before_its_text(context):
    _, events = run(context, ["beam"], beam={"beams": 3})
    kinds = ["level" if "kept" in e else "end" if "end" in e else "step" for e in events["beam"]]
    assert kinds == sorted(kinds, key=["level", "step", "end"].index)
    levels = [e for e in events["beam"] if "kept" in e]
    assert all(sum(not branch[4] for branch in level["kept"]) <= 3 for level in levels)


def test_messages_begin_with_the_columns_and_say_when_they_end(context):
    first, *_, last = write(context, "bpe", PROMPT, None, 0, ["greedy"], 0, 3, *sliders())
    assert list(first["columns"]) == ["greedy"] and last["done"]


def test_more_than_the_limit_is_cut_to_it():
    assert amount_of(TinyContext(new_tokens=7), 0, 10**9).new_tokens == 7
    assert amount_of(TinyContext(), None, None).seed == 0


@pytest.mark.parametrize(("seed", "tokens"), [(-1, 5), (2**31, 5), (1.5, 5), ("x", 5), (0, 0), (0, math.nan)])
def test_seed_and_length_are_checked(context, seed, tokens):
    with pytest.raises(ConfigError):
        amount_of(context, seed, tokens)


def test_settings_are_checked_and_only_those_of_chosen_strategies():
    wrong = sliders(top_k={"top_k": -1})
    assert list(strategies_of(["greedy"], wrong)) == ["greedy"]
    with pytest.raises(ConfigError, match="top_k"):
        strategies_of(["top_k"], wrong)
    with pytest.raises(ConfigError, match=f"1 to {MOST_BEAMS}"):
        strategies_of(["beam"], sliders(beam={"beams": MOST_BEAMS + 1}))
    with pytest.raises(ConfigError, match="strategy 'x' is unknown"):
        strategies_of(["x"], sliders())
    for none in (None, []):
        with pytest.raises(InputError, match="at least one"):
            strategies_of(none, sliders())


def test_a_strategy_named_twice_is_one_column(context):
    assert list(run(context, ["beam", "greedy", "greedy"])[1]) == ["greedy", "beam"]


def test_the_clock_ends_a_run(context):
    prompt = read_prompt(context, "bpe", PROMPT)
    (message,) = batches(prompt, strategies_of(["greedy"], sliders()), amount_of(context, 0, 5), seconds=0.0)
    assert message["events"] == [["greedy", {"end": "time is up", "text": ""}]]


def test_an_error_on_the_way_is_said_in_the_view_too(context, monkeypatch):
    def broken(*args):
        raise InputError("no")
        yield

    monkeypatch.setattr("ngpl.ui.tabs.decoding.writing.batches", broken)
    messages = write(context, "bpe", PROMPT, None, 0, ["greedy"], 0, 5, *sliders())
    assert "columns" in next(messages)
    assert next(messages)["failed"] == "no"
    with pytest.raises(InputError):
        next(messages)


def test_settings_in_words():
    assert settings_line(STRATEGIES["sample"]()) == "no filters"
    assert settings_line(STRATEGIES["top_k"](top_k=5, temperature=0.7)) == "top k 5 · temperature 0.7"
    assert settings_line(STRATEGIES["beam"]()) == "beams 4 · length penalty 1"


def test_only_chosen_strategies_show_their_sliders(context):
    shown = show_settings(context, ["beam"])
    assert [column.visible for column in shown] == [name == "beam" for name in STRATEGIES]
