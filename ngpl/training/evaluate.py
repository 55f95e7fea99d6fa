"""How well a model foretells a text: its loss, in units that can be compared."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from ngpl.errors import ConfigError, DataError
from ngpl.model import AnyModel
from ngpl.tokenizers import Tokenizer
from ngpl.training.batches import IGNORED, Stream
from ngpl.training.corpora import Document
from ngpl.training.recipe import as_chat, encode_stream


@dataclass(frozen=True)
class Evaluation:
    """``loss`` is the mean of ``tokens`` predictions in nats, ``perplexity`` its exponential: the number of equally
    likely tokens among which the model is as much at a loss.

    Both depend on how the tokenizer cuts: long tokens are fewer, and harder. ``bits_per_byte`` does not: all nats
    together, over ln 2 and the UTF-8 bytes of the texts, so models with different tokenizers can be compared, if these
    lose nothing (a word tokenizer does). It is the size to which the model could compress the text, per byte.

    Of conversations that a chat template writes, only the replies are predicted, and only their bytes count.
    """

    loss: float
    perplexity: float
    bits_per_byte: float
    tokens: int


def evaluate(
    model: AnyModel,
    tokenizer: Tokenizer,
    documents: Iterable[Document],
    *,
    batch_size: int = 8,
    stride: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Measure ``model``, in evaluation mode, on documents, laid out as in training, one after the other as one stream:
    texts as ``<BOS> text <EOS>``, conversations in the tokenizer's chat template (as texts if it has none).

    Every token but the very first is predicted once, from what stands before it in its window; in a conversation, what
    the assistant says and the ``<|end|>`` of it. Markers that are predicted add nats, but have no bytes.

    The windows of ``block_size`` tokens do not overlap, so the first tokens of each are foretold from little. With a
    ``stride`` one starts every so many tokens, and predicts what those before it have not: all but the first window's
    from ``block_size - stride`` tokens or more, at ``block_size / stride`` times the work (the sliding window of
    "Perplexity of fixed-length models" in the documentation of Hugging Face's transformers).

    ``progress`` is told the tokens predicted so far and the number of all.
    """
    block_size = model.config.block_size
    if not 0 <= stride <= block_size:
        raise ConfigError(
            f"stride {stride} must be from 1 to the model's block_size of {block_size}, or 0 for windows that do not "
            "overlap; a larger one would leave tokens out"
        )
    documents = list(documents)
    stream = encode_stream(tokenizer, documents)
    size = sum(_bytes(tokenizer, document) for document in documents)
    if not (size and stream.predicted):
        raise DataError("there is no text to evaluate on; of conversations only the assistant's messages count")
    nats, done, total = 0.0, 0, stream.predicted
    for ids, following in windows(stream, block_size, batch_size, stride or block_size):
        nats += _nats(model, ids.to(model.device), following.to(model.device))
        done += int((following != IGNORED).sum())
        if progress:
            progress(done, total)
    loss = nats / total
    return Evaluation(loss, math.exp(loss), nats / math.log(2) / size, total)


def windows(stream: Stream, block_size: int, batch_size: int, stride: int) -> Iterator[tuple[Tensor, Tensor]]:
    """A stream -> batches of windows, one every ``stride`` tokens; a shorter rest comes last.

    Yields ids and the ids that follow them, both ``(B, T)``, the latter ``IGNORED`` where they do not count or stood in
    an earlier window.
    """
    last = len(stream.ids) - 1
    starts = np.arange(0, max(last - block_size, 0) + stride, stride)
    whole = starts[starts + block_size <= last]
    for first in range(0, len(whole), batch_size):
        yield _new(stream, whole[first : first + batch_size], block_size, block_size - stride)
    for start in starts[len(whole) :]:
        yield _new(stream, np.array([start]), last - start, block_size - stride)


def _new(stream: Stream, starts: np.ndarray, length: int, overlap: int) -> tuple[Tensor, Tensor]:
    """The windows at ``starts``, without the ``overlap`` that all but the first share with the one before."""
    ids, following = stream.pairs(starts[:, None] + np.arange(length + 1))
    following = following.copy()
    following[starts > 0, :overlap] = IGNORED
    return torch.from_numpy(ids), torch.from_numpy(following)


@torch.inference_mode()
def _nats(model: AnyModel, ids: Tensor, following: Tensor) -> float:
    """The summed loss of a batch, ids and what follows them ``(B, T)``, in nats."""
    logits = model(ids)  # (B, T, V)
    losses = F.cross_entropy(logits.float().flatten(0, 1), following.flatten(), reduction="none")
    return losses.cpu().double().sum().item()


def _bytes(tokenizer: Tokenizer, document: Document) -> int:
    """The UTF-8 bytes of what is predicted of a document."""
    chat = as_chat(tokenizer, document)
    if chat is None:
        return len(document.plain().encode())
    return sum(len(message["content"].encode()) for message in chat if message["role"] == "assistant")
