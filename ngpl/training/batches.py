"""Token streams -> batches. Every batch follows from the seed and its number alone, so a run can go on anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ngpl.errors import DataError

IGNORED = -100  # what torch's cross_entropy passes over


@dataclass(frozen=True)
class Stream:
    """The tokens of one source: one long array, its documents parted by special tokens.

    With conversations among them only some are to be learned: ``counted (N,)`` tells which, ``starts`` where the
    documents start. Without, both are None: all count. ``final_weight`` is the weight at the end, if another.
    """

    name: str
    ids: np.ndarray
    weight: float
    counted: np.ndarray | None = None
    starts: np.ndarray | None = None
    final_weight: float | None = None

    @property
    def predicted(self) -> int:
        """How many tokens are to be foretold: those that count, but the very first."""
        return len(self.ids) - 1 if self.counted is None else int(self.counted[1:].sum())

    def pairs(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Ids at ``places (..., T + 1)`` and those that follow them, ``IGNORED`` if they do not count: ``(..., T)``."""
        ids = self.ids[places].astype(np.int64)
        following = ids[..., 1:]
        if self.counted is not None:
            following = np.where(self.counted[places[..., 1:]], following, IGNORED)
        return ids[..., :-1], following


class Batches:
    """Windows of ``block_size`` tokens drawn from streams, from each as often as its weight says.

    Of ``total`` batches the first follow the weights, the last the final ones, and shares change evenly in between.
    """

    def __init__(self, streams: Sequence[Stream], block_size: int, batch_size: int, seed: int, total: int = 1):
        self.streams = [s for s in streams if s.weight + (s.final_weight or 0) > 0 and len(s.ids)]
        if not self.streams:
            raise DataError("there is no text to train on: every source is empty or has weight 0")
        self.starts = [window_starts(stream, block_size) for stream in self.streams]
        first = np.array([stream.weight for stream in self.streams], dtype=np.float64)
        last = np.array([s.weight if s.final_weight is None else s.final_weight for s in self.streams])
        if not (first.sum() > 0 and last.sum() > 0):
            raise DataError("there is no text to train on: at the start or at the end every source has weight 0")
        self.first, self.last, self.total = first / first.sum(), last / last.sum(), total
        self.block_size, self.batch_size, self.seed = block_size, batch_size, seed

    def batch(self, number: int) -> tuple[Tensor, Tensor]:
        """Batch ``number``: ids and the ids that follow them, both ``(batch_size, block_size)`` int64.

        Where what follows is not to be learned it is ``IGNORED``; never in a whole window.
        """
        random, edges = np.random.default_rng((self.seed, number)), np.cumsum(self.shares(number))
        windows = [self._window(random, edges) for _ in range(self.batch_size)]
        ids, following = (torch.from_numpy(np.stack(part)) for part in zip(*windows, strict=True))
        return ids, following

    def shares(self, number: int) -> np.ndarray:
        """The share of each stream in batch ``number``; they sum to one."""
        done = min(number / self.total, 1.0)
        return self.first + (self.last - self.first) * done

    def _window(self, random: np.random.Generator, edges: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        drawn = min(int(np.searchsorted(edges, random.random())), len(self.streams) - 1)
        stream, starts = self.streams[drawn], self.starts[drawn]
        start = starts[int(random.integers(len(starts)))]
        return stream.pairs(np.arange(start, start + self.block_size + 1) % len(stream.ids))


def window_starts(stream: Stream, block_size: int) -> Sequence[int] | np.ndarray:
    """Where the windows of a stream may start; ``DataError`` if nowhere.

    In text anywhere. Among conversations only where one starts, as chats do; one that is longer than a window goes on
    in others, every ``block_size`` tokens. What follows it fills the window, the first document after the last.
    Windows in which nothing counts are left out.
    """
    size = len(stream.ids)
    if size <= block_size:
        raise DataError(
            f"{stream.name} has {size:,} tokens, fewer than a sequence of {block_size} needs; "
            "give more text, hold out a larger share of it, or choose a smaller block_size"
        )
    if stream.counted is None or stream.starts is None:
        return range(size - block_size)
    ends = np.append(stream.starts[1:], size) - 1  # the last token of a document has nothing to foretell in it
    starts = np.concatenate([np.arange(*edges, block_size) for edges in zip(stream.starts, ends, strict=True)])
    ring = np.append(stream.counted, stream.counted[: block_size + 1])
    so_far = np.append(0, np.cumsum(ring))
    starts = starts[so_far[starts + block_size + 1] > so_far[starts + 1]]
    if not len(starts):
        raise DataError(f"{stream.name} has no reply to learn: its conversations lack messages of the role assistant")
    return starts
