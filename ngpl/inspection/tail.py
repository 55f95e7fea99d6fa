"""The rest of a pass, from a residual stream in its middle; what passes that are changed on the way have in common."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from ngpl.errors import InputError
from ngpl.model import GPT, Probe

ROWS = 256  # of logits at a time, which bounds the memory


def row_of(model: GPT, ids: Sequence[int]) -> Tensor:
    """A text as the model reads it, ``(1, T)``; ``InputError`` if it is empty."""
    if not ids:
        raise InputError("there is no token to look at: the text is empty")
    return torch.tensor([list(ids)], device=model.device)


def check_target(model: GPT, target: int) -> None:
    """``InputError`` unless ``target`` is the id of a token."""
    size = model.config.vocab_size
    if not 0 <= target < size:
        raise InputError(f"there is no token {target}; the ids of this model are 0 to {size - 1}")


def finish(model: GPT, residual: Tensor, layer: int, probe: Probe | None = None) -> Tensor:
    """Where the stream ``(B, T, C)`` before block ``layer`` ends at the last position: ``(B, C)`` before unembedding.

    Layer L is the end itself.
    """
    turn = model.positions.turner(0, residual.size(1))
    for block in list(model.blocks)[layer:]:
        residual = block(residual, turn, None, probe)
    return residual[:, -1]


def next_logprobs(model: GPT, ends: Tensor, tokens: Sequence[int]) -> Tensor:
    """Log-probabilities ``(N, len(tokens))`` of some tokens after streams that end as ``(N, C)``, in nats."""
    parts = ends.chunk(-(-len(ends) // ROWS))  # of one size, more or less: a model stored as int8 rounds single rows
    return torch.cat([model.unembed(part).log_softmax(-1)[:, list(tokens)] for part in parts])
