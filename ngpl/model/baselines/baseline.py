"""What all baselines share: they are called as a GPT is, and have nothing inside that could be looked at."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any, Self

import numpy as np
import torch
from torch import Tensor, nn

from ngpl.errors import NoTransformer
from ngpl.model.probe import Probe


class Recent:
    """The decoding state of a baseline: the last ``most`` ids of each row, all that it looks at."""

    def __init__(self, most: int):
        self.most, self.length = most, 0
        self.ids: Tensor | None = None  # (B, up to most)

    def push(self, ids: Tensor) -> Tensor:
        """Take in ids ``(B, T)``; returns them after those remembered."""
        whole = ids if self.ids is None else torch.cat([self.ids, ids], 1)
        self.ids = whole[:, max(0, whole.size(1) - self.most) :]
        self.length += ids.size(1)
        return whole

    def reorder(self, index: Tensor | list[int]) -> None:
        """Row b of the batch becomes what row ``index[b]`` was."""
        if self.ids is not None:
            self.ids = self.ids.index_select(0, torch.as_tensor(index, device=self.ids.device))

    def bytes(self) -> int:
        """Memory held, in bytes."""
        return 0 if self.ids is None else self.ids.nbytes


class Baseline(nn.Module, ABC):
    """A model without layers. As a GPT it maps ids to logits, decodes with a cache, and never changes when called."""

    config: Any

    @abstractmethod
    def foretell(self, ids: Tensor) -> Tensor:
        """Logits ``(B, T, V)`` of the token after each of ``ids`` ``(B, T)``."""

    @abstractmethod
    def counted(self, ids: np.ndarray) -> Self:
        """The model of the same shape that has counted a stream ``(N,)``."""

    @abstractmethod
    def tensors(self) -> dict[str, Tensor]:
        """All that a file has to hold, by name."""

    @classmethod
    @abstractmethod
    def layout(cls, config: Any) -> dict[str, Tensor]:
        """Tensors of the names, shapes and types that ``tensors`` of such a model have, to be made without memory.

        float32 stands for all floating-point types, int64 for all whole numbers.
        """

    @classmethod
    @abstractmethod
    def from_tensors(cls, config: Any, tensors: Mapping[str, Tensor]) -> Self:
        """What ``tensors`` gave, made again from tensors of the right shapes; ``CheckpointError`` if they make no such
        model."""

    @property
    @abstractmethod
    def sight(self) -> str:
        """What the model looks at, in words: ``a bigram looks at one token only``."""

    @abstractmethod
    def account(self, ids: Sequence[int], label: Callable[[int], str]) -> str:
        """What the prediction after ``ids`` rests on, in a sentence."""

    @property
    @abstractmethod
    def reach(self) -> int:
        """How many tokens before the last one matter."""

    @property
    def counts(self) -> bool:
        """Whether the model is made by counting a text once, not by steps of training."""
        return True

    def forward(self, ids: Tensor, cache: Recent | None = None, probe: Probe | None = None) -> Tensor:
        """Logits ``(B, T, V)`` of the token after each of ``ids`` ``(B, T)``; with a ``cache`` they go on from there.

        ``NoTransformer`` if a ``probe`` is to watch.
        """
        if probe is not None:
            raise NoTransformer(f"no attention here: {self.sight}")
        if cache is None:
            return self.foretell(ids)
        return self.foretell(cache.push(ids))[:, -ids.size(1) :]

    def new_cache(self) -> Recent:
        """An empty decoding state; it takes the batch size of the first call it is given to."""
        return Recent(self.reach)

    @property
    def context(self) -> int:
        """Tokens that are read at a time. Text of any length would give the same: only the last ones matter."""
        return self.config.block_size

    @property
    def device(self) -> torch.device:
        return next(chain(self.parameters(), self.buffers())).device

    @property
    def storage(self) -> str:
        """The type of what is stored, in memory."""
        return "float32"

    @property
    def n_params(self) -> int:
        """Numbers learned: those of a table, or how many n-grams were counted."""
        return self.config.parameters
