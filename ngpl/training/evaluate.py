"""How well a model foretells a text: its loss, in units that can be compared."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from ngpl.errors import DataError
from ngpl.model import GPT
from ngpl.tokenizers import Tokenizer
from ngpl.training.corpora import Document
from ngpl.training.recipe import encode_stream


@dataclass(frozen=True)
class Evaluation:
    """``loss`` is the mean of ``tokens`` predictions in nats, ``perplexity`` its exponential: the number of equally
    likely tokens among which the model is as much at a loss.

    Both depend on how the tokenizer cuts: long tokens are fewer, and harder. ``bits_per_byte`` does not: all nats
    together, over ln 2 and the UTF-8 bytes of the texts, so models with different tokenizers can be compared, if these
    lose nothing (a word tokenizer does). It is the size to which the model could compress the text, per byte.
    """

    loss: float
    perplexity: float
    bits_per_byte: float
    tokens: int


def evaluate(
    model: GPT,
    tokenizer: Tokenizer,
    documents: Iterable[Document],
    *,
    batch_size: int = 8,
    progress: Callable[[int, int], None] | None = None,
) -> Evaluation:
    """Measure ``model``, in evaluation mode, on documents, laid out as in training: ``<BOS> document <EOS>``, one after
    the other as one stream.

    The stream is cut into windows of ``block_size`` that do not overlap, and every token but the very first is
    predicted once, from what stands before it in its window. The markers are predicted too, so their nats count, but
    they have no bytes. ``progress`` is told the tokens predicted so far and the number of all.
    """
    documents = list(documents)
    ids = encode_stream(tokenizer, documents)
    size = sum(len(document.plain().encode()) for document in documents)
    if not size:
        raise DataError("there is no text to evaluate on")
    nats, done, total = 0.0, 0, len(ids) - 1
    for batch in windows(ids, model.config.block_size, batch_size):
        nats += _nats(model, batch.to(model.device))
        done += batch[:, 1:].numel()
        if progress:
            progress(done, total)
    loss = nats / total
    return Evaluation(loss, math.exp(loss), nats / math.log(2) / size, total)


def windows(ids: np.ndarray, block_size: int, batch_size: int) -> Iterator[Tensor]:
    """A stream of ids -> batches ``(B, T + 1)`` of windows that share only their edges; a shorter rest comes last."""
    whole = (len(ids) - 1) // block_size
    starts = range(0, whole * block_size, block_size)
    for first in range(0, whole, batch_size):
        rows = [ids[start : start + block_size + 1] for start in starts[first : first + batch_size]]
        yield torch.from_numpy(np.stack(rows).astype(np.int64))
    rest = ids[whole * block_size :]
    if len(rest) > 1:
        yield torch.from_numpy(rest.astype(np.int64))[None]


@torch.inference_mode()
def _nats(model: GPT, batch: Tensor) -> float:
    """The summed loss of a batch ``(B, T + 1)``, in nats."""
    logits = model(batch[:, :-1])  # (B, T, V)
    return (
        F.cross_entropy(logits.float().flatten(0, 1), batch[:, 1:].flatten(), reduction="none")
        .cpu()
        .double()
        .sum()
        .item()
    )
