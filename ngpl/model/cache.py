"""What a model remembers while it decodes: one state a layer, made by the layer's kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import torch
from torch import Tensor

if TYPE_CHECKING:
    from ngpl.model.kernels import LAM, Kernel


class LayerCache(Protocol):
    """The decoding state of one layer. Keys and values come with their own H_kv heads, queries with H."""

    def attend(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        """Take in the new keys and values ``(B, H_kv, T, D)`` and mix for q ``(B, H, T, D)``."""

    def reorder(self, index: Tensor) -> None:
        """Replace row b of the batch by row ``index[b]``."""

    def bytes(self) -> int:
        """Memory held, in bytes."""


def expand(x: Tensor, n_head: int) -> Tensor:
    """Repeat each key or value head for its group of query heads: ``(B, H_kv, S, D)`` -> ``(B, H, S, D)``."""
    return x if x.size(1) == n_head else x.repeat_interleave(n_head // x.size(1), dim=1)


class KeyValueCache:
    """All keys and values so far, in a buffer that doubles when it is full; memory grows with the text."""

    def __init__(self, kernel: Kernel):
        self.kernel = kernel
        self.length = 0
        self.buffer: Tensor | None = None  # (2, B, H_kv, room, D)

    def attend(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        buffer, end = self._room(k), self.length + k.size(-2)
        buffer[0, :, :, self.length : end] = k
        buffer[1, :, :, self.length : end] = v
        self.length = end
        keys, values = buffer[:, :, :, :end]
        return self.kernel.attend(q, expand(keys, q.size(1)), expand(values, q.size(1)))

    def _room(self, k: Tensor) -> Tensor:
        batch, heads, new, size = k.shape
        if self.buffer is None:
            self.buffer = k.new_empty(2, batch, heads, max(2 * new, 64), size)
        elif self.length + new > self.buffer.size(3):
            bigger = k.new_empty(2, batch, heads, 2 * (self.length + new), size)
            bigger[:, :, :, : self.length] = self.buffer[:, :, :, : self.length]
            self.buffer = bigger
        return self.buffer

    def reorder(self, index: Tensor) -> None:
        if self.buffer is not None:
            self.buffer = self.buffer.index_select(1, index)

    def bytes(self) -> int:
        return 0 if self.buffer is None else self.buffer.nbytes


class RunningSums:
    """LAM's sums over all keys so far: the same size after any number of tokens. Kept in float32."""

    def __init__(self, kernel: LAM):
        self.kernel = kernel
        self.sums: Tensor | None = None  # (B, H, F, D + 1)

    def attend(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        n_head, dtype = q.size(1), v.dtype
        keys, values = expand(k, n_head).float(), expand(v, n_head).float()
        if self.sums is not None and q.size(-2) == 1:
            return self.kernel.step(q.float(), keys, values, self.sums).to(dtype)
        y, self.sums = self.kernel.scan(q.float(), keys, values, self.sums)
        return y.to(dtype)

    def reorder(self, index: Tensor) -> None:
        if self.sums is not None:
            self.sums = self.sums.index_select(0, index)

    def bytes(self) -> int:
        return 0 if self.sums is None else self.sums.nbytes


class Cache:
    """The decoding state of a whole model; an argument of one call, owned by whoever decodes."""

    def __init__(self, layers: list[LayerCache]):
        self.layers = layers
        self.length = 0

    def reorder(self, index: Tensor | list[int]) -> None:
        """Row b of the batch becomes what row ``index[b]`` was; the batch takes the length of ``index``."""
        rows = torch.as_tensor(index)
        for layer in self.layers:
            layer.reorder(rows)

    def bytes(self) -> int:
        """Memory held, in bytes."""
        return sum(layer.bytes() for layer in self.layers)
