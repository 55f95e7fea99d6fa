"""Token streams -> batches. Every batch follows from the seed and its number alone, so a run can go on anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ngpl.errors import DataError


@dataclass(frozen=True)
class Stream:
    """The tokens of one source: one long array, its documents parted by special tokens."""

    name: str
    ids: np.ndarray
    weight: float


class Batches:
    """Random windows of ``block_size`` tokens from streams, each drawn as often as its weight says."""

    def __init__(self, streams: Sequence[Stream], block_size: int, batch_size: int, seed: int):
        self.streams = [stream for stream in streams if stream.weight > 0 and len(stream.ids)]
        for stream in self.streams:
            if len(stream.ids) <= block_size:
                raise DataError(
                    f"{stream.name} has {len(stream.ids):,} tokens, fewer than a sequence of {block_size} needs; "
                    "give more text, hold out a larger share of it, or choose a smaller block_size"
                )
        if not self.streams:
            raise DataError("there is no text to train on: every source is empty or has weight 0")
        weights = np.array([stream.weight for stream in self.streams], dtype=np.float64)
        self.edges = np.cumsum(weights / weights.sum())
        self.block_size, self.batch_size, self.seed = block_size, batch_size, seed

    def batch(self, number: int) -> tuple[Tensor, Tensor]:
        """Batch ``number``: ids and the ids that follow them, both ``(batch_size, block_size)`` int64."""
        random = np.random.default_rng((self.seed, number))
        windows = [self._window(random) for _ in range(self.batch_size)]
        both = torch.from_numpy(np.stack(windows).astype(np.int64))  # (B, T + 1)
        return both[:, :-1].contiguous(), both[:, 1:].contiguous()

    def _window(self, random: np.random.Generator) -> np.ndarray:
        drawn = int(np.searchsorted(self.edges, random.random()))
        ids = self.streams[min(drawn, len(self.streams) - 1)].ids
        start = random.integers(len(ids) - self.block_size)
        return ids[start : start + self.block_size + 1]
