"""What a model remembers while it decodes: one state a layer, made by the layer's kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import torch
from torch import Tensor

if TYPE_CHECKING:
    from ngpl.model.kernels import LAM, Softmax


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

    def __init__(self, kernel: Softmax):
        self.kernel = kernel
        self.length = 0
        self.buffers: list[Tensor] = []  # keys and values, (B, H_kv, room, D)

    def attend(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        start, new = self.length, k.size(-2)
        self._make_room(k)
        self.buffers[0].narrow(2, start, new).copy_(k)
        self.buffers[1].narrow(2, start, new).copy_(v)
        self.length = start + new
        keys, values = [buffer.narrow(2, 0, self.length) for buffer in self.buffers]  # (B, H_kv, S, D)
        if new == 1:
            return self.kernel.step(q, keys, values)
        return self.kernel.attend(q, expand(keys, q.size(1)), expand(values, q.size(1)))

    def _make_room(self, k: Tensor) -> None:
        batch, heads, new, size = k.shape
        if self.buffers and self.length + new <= self.buffers[0].size(2):
            return
        bigger = [k.new_empty(batch, heads, max(2 * (self.length + new), 64), size) for _ in "kv"]
        for old, buffer in zip(self.buffers, bigger, strict=False):  # at first there are none
            buffer[:, :, : self.length] = old[:, :, : self.length]
        self.buffers = bigger

    def reorder(self, index: Tensor) -> None:
        self.buffers = [buffer.index_select(0, index) for buffer in self.buffers]

    def bytes(self) -> int:
        return sum(buffer.nbytes for buffer in self.buffers)


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
