"""What the model sees while it writes: the rows of a batch, their cache, and the limit of the context."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import torch
from torch import Tensor

CHUNK = 512  # tokens of a prompt read in one pass: bounds the memory that its logits (B, T, V) need


class Model(Protocol):
    """What decoding needs of a model; ``ngpl.model.GPT`` is one."""

    @property
    def context(self) -> int: ...
    @property
    def device(self) -> torch.device: ...
    def new_cache(self) -> Any: ...
    def forward(self, ids: Tensor, cache: Any = None) -> Tensor: ...


class Window:
    """The rows (B, T) that ``model`` has seen or is about to see, at most its context long.

    Of a prompt longer than the context the last tokens are kept. When the rows outgrow the context, the cache is
    dropped and the last three quarters of the context are read again, so the cost of sliding is shared by the tokens of
    the next quarter.
    """

    def __init__(self, model: Model, ids: Sequence[int]) -> None:
        self.model = model
        self.context = model.context
        self.cache = model.new_cache()
        self.rows = [list(ids)[-self.context :]]
        self.unread = torch.tensor(self.rows, device=model.device)

    @torch.inference_mode()
    def logits(self) -> Tensor:
        """The next token's logits (B, V), float32, on the CPU."""
        for part in self.unread.split(CHUNK, dim=1):
            out = self.model.forward(part, cache=self.cache)
        return out[:, -1].float().cpu()

    @torch.inference_mode()
    def push(self, ids: Sequence[int], parents: Sequence[int] = (0,)) -> None:
        """Append a token to each of the rows ``parents``; these become the rows, one for each of ``ids``."""
        new = torch.tensor(ids, device=self.model.device).unsqueeze(1)  # (B, 1)
        if list(parents) != list(range(len(self.rows))):
            self.cache.reorder(torch.tensor(parents, device=self.model.device))
        self.unread = new
        self.rows = [[*self.rows[parent], id] for parent, id in zip(parents, ids, strict=True)]
        if len(self.rows[0]) > self.context:
            self.rows = [row[-max(1, 3 * self.context // 4) :] for row in self.rows]
            self.cache = self.model.new_cache()
            self.unread = torch.tensor(self.rows, device=self.model.device)
