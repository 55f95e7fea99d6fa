"""After each filter the distribution is that of ``transformers``."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from transformers import (
    LogitsProcessorList,
    MinPLogitsWarper,
    NoRepeatNGramLogitsProcessor,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
    TypicalLogitsWarper,
)

from ngpl.decoding import FILTERS, STRATEGIES
from ngpl.decoding.sampling import through

THEIRS: dict[str, Any] = {
    "repetition_penalty": RepetitionPenaltyLogitsProcessor,
    "no_repeat_ngram": NoRepeatNGramLogitsProcessor,
    "temperature": TemperatureLogitsWarper,
    "top_k": TopKLogitsWarper,
    "top_p": TopPLogitsWarper,
    "min_p": MinPLogitsWarper,
    "typical_p": TypicalLogitsWarper,
}
VALUES: dict[str, list[Any]] = {
    "repetition_penalty": [1.1, 2.0],
    "no_repeat_ngram": [1, 2, 3],
    "temperature": [0.1, 0.7, 1.5, 5.0],
    "top_k": [1, 7, 50, 1000],
    "top_p": [0.05, 0.5, 0.9, 0.999],
    "min_p": [0.001, 0.05, 0.5, 1.0],
    "typical_p": [0.05, 0.2, 0.5, 0.9, 0.99],
}
TOGETHER = {
    "repetition_penalty": 1.3,
    "no_repeat_ngram": 2,
    "temperature": 0.8,
    "top_k": 60,
    "top_p": 0.95,
    "min_p": 0.01,
    "typical_p": 0.7,
}


def made(seed: int) -> tuple[torch.Tensor, list[int]]:
    generator = torch.Generator().manual_seed(seed)
    spread = [0.5, 2.0, 4.0][seed % 3]
    logits = spread * torch.randn(500, generator=generator)
    return logits, torch.randint(0, 20, (60,), generator=generator).tolist()


def test_every_filter_has_its_counterpart():
    assert list(THEIRS) == list(VALUES) == list(FILTERS)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in VALUES.items() for value in values])
def test_each_filter_leaves_the_same_distribution(name, value):
    for seed in range(20):
        logits, ids = made(seed)
        ours = FILTERS[name](value).apply(logits, ids).softmax(-1)
        theirs = THEIRS[name](value)(torch.tensor([ids]), logits[None].clone())[0].softmax(-1)
        torch.testing.assert_close(ours, theirs, atol=1e-6, rtol=0)


@pytest.mark.parametrize("n", VALUES["no_repeat_ngram"])
@pytest.mark.parametrize("ids", [[7], [7, 7], [7, 8], [7, 7, 7], [7, 8, 7], [7, 8, 7, 8], [7, 7, 8, 7]])
def test_the_shortest_texts_that_repeat_themselves(n, ids):
    logits, _ = made(0)
    theirs = THEIRS["no_repeat_ngram"](n)(torch.tensor([ids]), logits[None].clone())[0]
    assert torch.equal(FILTERS["no_repeat_ngram"](n).apply(logits, ids), theirs)


def test_all_filters_together_leave_the_same_distribution():
    chain = LogitsProcessorList([THEIRS[name](value) for name, value in TOGETHER.items()])
    for seed in range(20):
        logits, ids = made(seed)
        ours, _ = through(STRATEGIES["sample"](**TOGETHER).filters(), logits, ids, 0)
        theirs = chain(torch.tensor([ids]), logits[None].clone())[0]
        torch.testing.assert_close(ours.softmax(-1), theirs.softmax(-1), atol=1e-6, rtol=0)
