"""Conversations as training material: only what the assistant says is learned, from where a conversation starts."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from ngpl.api import generate
from ngpl.chat import chat_prompt
from ngpl.config import GPTConfig
from ngpl.errors import DataError, TextError
from ngpl.hub import LanguageModel
from ngpl.tokenizers import TokenizerOptions
from ngpl.training import Recipe, Run, TrainConfig, prepare, train
from ngpl.training.batches import IGNORED, Batches, Stream, window_starts
from ngpl.training.corpora import Document, Source
from ngpl.training.recipe import encode_stream
from tests import tiny

SHAPE = GPTConfig(vocab_size=1, block_size=32, n_layer=2, n_head=2, n_embd=32, position="rotary")
SHORT = TrainConfig(steps=120, batch_size=8, learning_rate=1e-2, warmup=5, eval_every=120, eval_batches=1)
CPU = torch.device("cpu")


def chat(*contents: str) -> Document:
    """A conversation of user and assistant in turns."""
    return Document(
        messages=[{"role": ("user", "assistant")[i % 2], "content": content} for i, content in enumerate(contents)]
    )


DOCUMENTS = [chat("The cat?", "The mat.", "And?", "The dog."), Document(text="The king sat."), chat("The rug?", "Yes")]


@pytest.mark.parametrize("kind", ["bpe", "char"])
def test_a_stream_counts_replies_and_whole_texts(kind):
    words = tiny.tokenizer(kind, roles=True)
    stream = encode_stream(words, DOCUMENTS, "mix", 2.0)
    assert (stream.name, stream.weight, len(stream.counted)) == ("mix", 2.0, len(stream.ids))
    assert stream.ids[stream.starts].tolist() == [words.bos_id] * 3 and stream.starts[0] == 0
    counted = words.decode(stream.ids[stream.counted].tolist(), skip_special=False)
    assert counted == "The mat.<|end|>The dog.<|end|><BOS>The king sat.<EOS>Yes<|end|>"


def test_without_a_template_or_conversations_all_counts():
    for words, documents in [(tiny.tokenizer(), DOCUMENTS), (tiny.tokenizer(roles=True), DOCUMENTS[1:2])]:
        stream = encode_stream(words, documents)
        assert stream.counted is None and stream.starts is None
        want = [id for document in documents for id in words.encode(document.plain(), bos=True, eos=True)]
        assert stream.ids.tolist() == want


def parts(*sizes: int, counted: str) -> Stream:
    """A stream of documents of these sizes; a ``1`` for each token that counts."""
    starts = np.cumsum([0, *sizes[:-1]])
    return Stream("parts", np.arange(sum(sizes), dtype=np.uint16), 1.0, np.array(list(counted)) == "1", starts)


def test_windows_start_with_conversations():
    stream = parts(3, 9, 5, 3, counted="001" + "000100001" + "00001" + "001")
    assert window_starts(stream, 4).tolist() == [0, 3, 7, 12, 17]  # nine tokens are two windows and their last token
    assert window_starts(parts(4, 6, counted="0000" + "000001"), 4).tolist() == [8]  # in the others nothing counts
    assert list(window_starts(Stream("text", np.zeros(20, np.uint16), 1.0), 4)) == list(range(16))
    seen = {tuple(ids.tolist()): following.tolist() for ids, following in zip(*Batches([stream], 4, 64, 0).batch(0))}
    x = IGNORED
    assert seen == {
        (0, 1, 2, 3): [x, 2, x, x],
        (3, 4, 5, 6): [x, x, 6, x],
        (7, 8, 9, 10): [x, x, x, 11],
        (12, 13, 14, 15): [x, x, x, 16],
        (17, 18, 19, 0): [x, 19, x, x],  # after the last one comes the first
    }


def test_chat_batches_follow_from_their_number_and_always_count():
    stream = encode_stream(tiny.tokenizer(roles=True), DOCUMENTS * 5)
    batches = Batches([stream, Stream("zeros", np.zeros(99, np.uint16), 1.0)], 8, 16, 5)
    for number in range(20):
        ids, following = batches.batch(number)
        again = Batches(batches.streams, 8, 16, 5).batch(number)
        assert torch.equal(ids, again[0]) and torch.equal(following, again[1])
        assert ids.shape == following.shape == (16, 8) and ids.dtype == following.dtype == torch.int64
        assert (following != IGNORED).any(1).all()


def test_what_cannot_be_learned_from_is_named():
    with pytest.raises(DataError, match="x has no reply"):
        Batches([encode_stream(tiny.tokenizer(roles=True), [chat("The cat sat.")] * 9, "x")], 8, 4, 0)
    odd = Document(messages=[{"role": "narrator", "content": "a"}])
    with pytest.raises(TextError, match="role 'narrator'"):
        encode_stream(tiny.tokenizer(roles=True), [odd])


TEXT_ONLY = "d37dfb7ab578ec07ca7f45e41eb4380c1ef06aab6beee168f7083ceeb6ff7034"  # from before there were chats


def test_batches_of_recipes_without_a_chat_template_are_as_they_always_were(tmp_path):
    (tmp_path / "a.txt").write_text("0123456789" * 20)
    lines = '{"text": "one, two, three, four"}\n{"messages": [{"role": "user", "content": "five"}]}\n'
    (tmp_path / "b.jsonl").write_text(lines * 9)
    sources = (Source(str(tmp_path / "a.txt"), holdout=0.5), Source(str(tmp_path / "b.jsonl"), holdout=0.5, weight=2.0))
    recipe = Recipe(replace(SHAPE, block_size=8), replace(SHORT, batch_size=4), sources, "char")
    material = prepare(recipe, CPU)
    digest = hashlib.sha256()
    for batches in (material.train, material.held_out):
        for tensor in (tensor for number in (0, 1, 12345) for tensor in batches.batch(number)):
            digest.update(tensor.numpy().tobytes())
    assert digest.hexdigest() == TEXT_ONLY
    assert "counted_tokens" not in material.data[0] | material.data[1]


def recipe_of(folder: Path, documents: list[Document]) -> Recipe:
    """Two copies of the conversations: one to learn, one held out."""
    file = folder / "chats.jsonl"
    file.write_text("".join(json.dumps({"messages": document.messages}) + "\n" for document in documents * 2))
    options = TokenizerOptions(vocab_size=300, roles=True)
    return Recipe(SHAPE, SHORT, (Source(str(file), holdout=0.5),), "char", options)


def test_a_model_learns_to_reply_and_to_end(tmp_path):
    dialogues = [chat("hi", "hello", "bye", "see you!"), chat("one?", "two")]
    material = prepare(recipe_of(tmp_path, dialogues), CPU)
    assert material.data[0]["counted_tokens"] == sum(map(len, ("hello", "see you!", "two"))) + 3
    events = list(train(Run(material.model, material.train, material.held_out, SHORT)))
    assert events[-1].val_loss < 0.1
    lm = LanguageModel("tiny", material.model.eval(), material.tokenizer)
    for document in dialogues:
        for said in range(1, len(document.messages), 2):
            prompt = chat_prompt(lm.tokenizer, document.messages[:said], lm.model.context)
            reply = generate(lm, prompt.ids, "greedy", max_new_tokens=20, stop=prompt.stop)
            assert reply.text == document.messages[said]["content"]
            assert reply.ids[-1] == lm.tokenizer.specials["<|end|>"]
