"""A model of random tables: the next token depends on the last two, so every answer can be worked out by hand."""

from __future__ import annotations

import torch
from torch import Tensor


class TableCache:
    """The ids seen so far (B, S)."""

    def __init__(self) -> None:
        self.rows: Tensor | None = None

    def reorder(self, index: Tensor) -> None:
        assert self.rows is not None
        self.rows = self.rows[index]


class TableModel:
    """Logits after ``... a, b`` are ``last[b] + before[a]``; tables are (V, V)."""

    device = torch.device("cpu")

    def __init__(self, last: Tensor, before: Tensor | None = None, context: int = 4096) -> None:
        self.last, self.context = last, context
        self.before = torch.zeros_like(last) if before is None else before
        self.passes = 0
        self.caches = 0

    def new_cache(self) -> TableCache:
        self.caches += 1
        return TableCache()

    def forward(self, ids: Tensor, cache: TableCache | None = None) -> Tensor:
        self.passes += 1
        old = 0 if cache is None or cache.rows is None else cache.rows.shape[1]
        seen = ids if cache is None or cache.rows is None else torch.cat([cache.rows, ids], 1)
        assert seen.shape[1] <= self.context, "more tokens than the context holds"
        if cache is not None:
            cache.rows = seen
        logits = self.last[seen]  # (B, S, V)
        logits[:, 1:] += self.before[seen[:, :-1]]
        return logits[:, old:]


def random_model(seed: int, vocabulary: int = 12, context: int = 4096, spread: float = 2.0) -> TableModel:
    generator = torch.Generator().manual_seed(seed)
    last, before = spread * torch.randn(2, vocabulary, vocabulary, generator=generator)
    return TableModel(last, before, context)


def constant_model(logits: Tensor) -> TableModel:
    """Every token is drawn from the same distribution, softmax(logits)."""
    return TableModel(logits.expand(len(logits), -1).clone())


def full_pass(model, ids: list[int]) -> Tensor:
    """Log-probabilities (V,) of the token after ``ids``, without a cache."""
    with torch.inference_mode():
        return model.forward(torch.tensor([ids]))[0, -1].double().log_softmax(-1)
