"""The evaluation equals one worked out by hand, token by token."""

from __future__ import annotations

import math

import pytest
import torch

from ngpl.errors import DataError
from ngpl.training.corpora import Document
from ngpl.training.evaluate import evaluate
from tests import tiny

DOCUMENTS = [
    Document(text=tiny.TEXT),
    Document(text="The cät."),
    Document(messages=[{"role": "user", "content": "Hi"}]),
]


def by_hand(lm, documents) -> tuple[float, int]:
    """Nats of all predicted tokens, and their number: every one from what stands before it in its window."""
    words, block = lm.tokenizer, lm.config.block_size
    ids = [id for doc in documents for id in words.encode(doc.plain(), bos=True, eos=True)]
    nats = 0.0
    for i in range(1, len(ids)):
        window = ids[(i - 1) // block * block : i]
        nats -= lm.model(torch.tensor([window]))[0, -1].double().log_softmax(-1)[ids[i]].item()
    return nats, len(ids) - 1


@pytest.mark.parametrize("block_size", [7, 32, 500])
@pytest.mark.parametrize("kind", ["bpe", "char"])
def test_equals_a_computation_by_hand(kind, block_size):
    lm = tiny.language_model(kind, block_size=block_size)
    told: list[tuple[int, int]] = []
    found = evaluate(lm.model, lm.tokenizer, DOCUMENTS, batch_size=3, progress=lambda *now: told.append(now))
    nats, tokens = by_hand(lm, DOCUMENTS)
    size = sum(len(document.plain().encode()) for document in DOCUMENTS)
    assert found.tokens == tokens == told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert found.loss == pytest.approx(nats / tokens, rel=1e-5)
    assert found.perplexity == pytest.approx(math.exp(found.loss))
    assert found.bits_per_byte == pytest.approx(nats / math.log(2) / size, rel=1e-5)


def test_a_model_that_knows_nothing_needs_log2_of_the_vocabulary():
    lm = tiny.language_model("char")
    for weight in lm.model.parameters():
        torch.nn.init.zeros_(weight)
    text = "abcdefgh"
    found = evaluate(lm.model, lm.tokenizer, [Document(text=text)])
    size = lm.tokenizer.vocab_size
    assert (found.tokens, found.perplexity) == (9, pytest.approx(size))
    assert found.bits_per_byte == pytest.approx(9 * math.log2(size) / 8)


def test_nothing_to_evaluate():
    lm = tiny.language_model()
    for documents in ([], [Document(text="")]):
        with pytest.raises(DataError, match="no text"):
            evaluate(lm.model, lm.tokenizer, documents)
