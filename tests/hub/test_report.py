"""What is said of a model of another program once it was read, and what gives reason to doubt it."""

from __future__ import annotations

import json
import logging
import math

import pytest
import torch

from ngpl.hub.foreign import report
from ngpl.hub.foreign.huggingface import open_folder
from ngpl.hub.foreign.report import Report, loss_on, report_on
from ngpl.tokenizers import Tokenizer
from tests import tiny
from tests.hub.shapes import WORDS


def test_the_report_tells_what_was_found(write, caplog):
    bias = "transformer.h.1.mlp.c_fc.bias"
    folder = write("gpt2", change=lambda t: {n: w for n, w in t.items() if n != bias} | {"score.weight": torch.ones(2)})
    with caplog.at_level(logging.WARNING, "ngpl"):
        found = open_folder(folder)
    told = found.report
    assert (told.missing, told.left_over) == (("h.1.mlp.c_fc.bias",), ("score.weight",))
    assert not found.model.get_parameter("blocks.1.mlp.up.bias").any()
    assert told.reshaped == {"transposed": 8} and told.tied and told.parameters == found.model.n_params
    assert told.vocabulary == (WORDS.size, WORDS.vocab_size)
    assert Report.from_dict(json.loads(json.dumps(found.record["report"]))) == told
    lines = "\n".join(told.lines())
    for words in ("missing: h.1.mlp.c_fc.bias", "left over: score.weight", "8 transposed", "the embedding itself"):
        assert words in lines
    assert len(told.warnings) == 3 and "no better than chance" in told.warnings[-1]
    assert all(f"gpt2: {warning}" in caplog.messages for warning in told.warnings)


def test_the_loss_is_that_of_the_model_and_a_good_one_is_no_reason_to_doubt(monkeypatch):
    model = tiny.model(WORDS.vocab_size, block_size=64, position="none")
    with torch.no_grad():
        for weight in model.parameters():
            weight.zero_()
    chance = torch.tensor(float(WORDS.vocab_size)).log().item()
    assert loss_on(model, WORDS, tiny.TEXT) == pytest.approx(chance)
    assert loss_on(model, WORDS, "") is None
    monkeypatch.setattr(report, "loss_on", lambda *_: None)
    assert "could not be encoded" in report_on(model, WORDS).warnings[0]
    monkeypatch.setattr(report, "loss_on", lambda *_: math.nan)
    broken = report_on(model, WORDS)
    assert broken.to_dict()["loss"] is None and "no better than chance" in broken.warnings[0]
    monkeypatch.setattr(report, "loss_on", lambda *_: 0.5 * chance)
    assert report_on(model, WORDS).warnings == ()


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{% for m in messages %}{{ m.content }}{% endfor", "is not valid Jinja"),
        ("{{ raise_exception('tools are needed') }}", "tools are needed"),
        ("{% for i in range(10**9) %}x{% endfor %}", "chat template"),
    ],
)
def test_a_chat_template_that_fails_is_told_at_once(template, words):
    broken = Tokenizer.from_json(WORDS.to_json(), template)
    assert words in report_on(tiny.model(WORDS.vocab_size), broken).warnings[-1]


def test_what_is_printed_is_not_logged_as_well(write, caplog):
    folder = write()
    with report.untold():
        assert open_folder(folder).report.warnings and not caplog.messages
    open_folder(folder)
    assert caplog.messages
