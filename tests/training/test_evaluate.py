"""The evaluation equals one worked out by hand, token by token."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from ngpl.errors import ConfigError, DataError
from ngpl.training.batches import IGNORED, Stream
from ngpl.training.corpora import Document
from ngpl.training.evaluate import evaluate, windows
from tests import tiny

DOCUMENTS = [
    Document(text=tiny.TEXT),
    Document(text="The cät."),
    Document(messages=[{"role": "user", "content": "Hi"}]),
]


CHATS = [
    Document(messages=[{"role": "user", "content": "The cat?"}, {"role": "assistant", "content": "The mät."}]),
    Document(text="The dog sat."),
    Document(messages=[{"role": "system", "content": "Sit."}, {"role": "assistant", "content": "The king."}]),
]


def by_hand(lm, documents, stride: int = 0) -> tuple[float, int]:
    """Nats of all predicted tokens, and their number: every one from what stands before it in its window, which is the
    first that holds it."""
    ids = [id for doc in documents for id in lm.tokenizer.encode(doc.plain(), bos=True, eos=True)]
    places = range(1, len(ids))
    return sum(nats_at(lm, ids, i, stride) for i in places), len(places)


def nats_at(lm, ids: list[int], i: int, stride: int) -> float:
    block = lm.config.block_size
    start = max(0, math.ceil((i - block) / (stride or block))) * (stride or block)
    return -lm.model(torch.tensor([ids[start:i]]))[0, -1].double().log_softmax(-1)[ids[i]].item()


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


@pytest.mark.parametrize("stride", [1, 3, 7])
def test_windows_may_overlap(stride):
    lm = tiny.language_model(block_size=7)
    nats, tokens = by_hand(lm, DOCUMENTS, stride)
    found = evaluate(lm.model, lm.tokenizer, DOCUMENTS, batch_size=3, stride=stride)
    assert (found.tokens, found.loss) == (tokens, pytest.approx(nats / tokens, rel=1e-5))
    whole = evaluate(lm.model, lm.tokenizer, DOCUMENTS, batch_size=3)
    assert (found == whole) == (stride == 7)


def test_known_windows():
    text = Stream("text", np.arange(10), 1.0)
    found = [(ids.tolist(), following.tolist()) for ids, following in windows(text, 4, 2, 3)]
    x = IGNORED
    assert found == [
        ([[0, 1, 2, 3], [3, 4, 5, 6]], [[1, 2, 3, 4], [x, 5, 6, 7]]),
        ([[6, 7, 8]], [[x, 8, 9]]),
    ]
    chat = Stream("chat", np.arange(5), 1.0, np.array([1, 0, 0, 1, 1], bool), np.array([0]))
    assert [following.tolist() for _, following in windows(chat, 4, 2, 4)] == [[[x, x, 3, 4]]]


@pytest.mark.parametrize("size", range(2, 14))
@pytest.mark.parametrize("stride", range(1, 5))
def test_every_token_but_the_first_is_predicted_once(size, stride):
    found = list(windows(Stream("text", np.arange(size), 1.0), 4, 3, stride))
    predicted = torch.cat([following.flatten() for _, following in found])
    assert predicted[predicted != IGNORED].tolist() == list(range(1, size))


@pytest.mark.parametrize("stride", [0, 5])
def test_of_conversations_only_replies_are_measured(stride):
    lm = tiny.language_model("char", roles=True, block_size=20)
    rendered = lm.tokenizer.render_chats([CHATS[0].messages, CHATS[2].messages])
    text = lm.tokenizer.encode(CHATS[1].text, bos=True, eos=True)
    parts = [rendered[0], (text, [True] * len(text)), rendered[1]]
    ids = [id for part, _ in parts for id in part]
    places = [i for i, counts in enumerate(counts for _, part in parts for counts in part) if counts]
    nats = sum(nats_at(lm, ids, i, stride) for i in places)
    found = evaluate(lm.model, lm.tokenizer, CHATS, batch_size=2, stride=stride)
    said = "The mät." + CHATS[1].text + "The king."
    assert (found.tokens, found.loss) == (len(places), pytest.approx(nats / len(places), rel=1e-5))
    assert found.bits_per_byte == pytest.approx(nats / math.log(2) / len(said.encode()), rel=1e-5)


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
    chats = tiny.language_model(roles=True)
    with pytest.raises(DataError, match="only the assistant's messages count"):
        evaluate(chats.model, chats.tokenizer, [Document(messages=[{"role": "user", "content": "Hi"}])])


@pytest.mark.parametrize("stride", [-1, 33])
def test_a_stride_that_leaves_tokens_out_is_refused(stride):
    lm = tiny.language_model()
    with pytest.raises(ConfigError, match=f"stride {stride} .* block_size of 32"):
        evaluate(lm.model, lm.tokenizer, DOCUMENTS, stride=stride)
