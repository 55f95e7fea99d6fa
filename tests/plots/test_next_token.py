"""What the browser is told of the next token is enough under all settings."""

import numpy as np
import torch

from ngpl.decoding import STRATEGIES, filter_stages
from ngpl.plots.next_token import ROWS, next_token_payload
from ngpl.plots.payload import unpack


def payload_of(logits, seen, rows=ROWS):
    return next_token_payload(logits, seen, lambda id: f"<{id}>", rows)


def test_all_logits_are_sent_exactly():
    logits = np.random.default_rng(0).normal(size=300).astype(np.float32)
    payload = payload_of(logits, [5, 3, 5])
    assert np.array_equal(unpack(payload["logits"]), logits)
    assert payload["seen"] == [5, 3, 5]
    assert payload["labels"]["5" if "5" in payload["labels"] else str(logits.argmax())].startswith("<")


def test_every_token_that_can_be_listed_has_a_label():
    random = np.random.default_rng(1)
    for settings in ({}, {"repetition_penalty": 1.1}, {"repetition_penalty": 2.0}, {"no_repeat_ngram": 1}):
        logits = random.normal(size=200, scale=5).astype(np.float32)
        seen = random.choice(200, 40).tolist()
        stage = filter_stages(torch.tensor(logits), seen, STRATEGIES["sample"](**settings), ROWS)[-1]
        assert {str(id) for id in stage.ids} <= set(payload_of(logits, seen)["labels"])


def test_a_vocabulary_smaller_than_the_list():
    assert set(payload_of(np.zeros(4, np.float32), [1])["labels"]) == set("0123")
