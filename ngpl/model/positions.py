"""Position schemes: how a token learns where it stands. Each adds to the embedding, or turns queries and keys."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from ngpl.config import GPTConfig

BASE = 10_000.0

Turn = Callable[[Tensor], Tensor]


class Positions(nn.Module):
    """No positions at all (the causal mask alone tells order: Haviv et al., 2022); base of the others."""

    limited = False
    """Positions end at ``block_size``."""

    def __init__(self, config: GPTConfig):
        super().__init__()

    def add(self, x: Tensor, start: int) -> Tensor:
        """The embeddings ``(B, T, C)`` of the tokens at ``start``, ``start + 1``, ... with their positions."""
        return x

    def turner(self, start: int, n: int) -> Turn:
        """What turns the queries or keys ``(B, H, n, D)`` of the tokens at ``start``, ``start + 1``, ..."""
        return lambda x: x

    def vectors(self, n: int) -> Tensor | None:
        """What ``add`` adds at the first ``n`` positions: ``(n, C)``; ``None`` if nothing is added."""
        return None


class Learned(Positions):
    """A vector a position, learned with the rest (GPT-2)."""

    limited = True

    def __init__(self, config: GPTConfig):
        super().__init__(config)
        self.table = nn.Embedding(config.block_size, config.n_embd)

    def add(self, x: Tensor, start: int) -> Tensor:
        return x + self.table.weight[start : start + x.size(1)]

    def vectors(self, n: int) -> Tensor:
        return self.table.weight[:n]


class Sinusoidal(Positions):
    """Sines and cosines of falling frequency (Vaswani et al., 2017); the "SPE" of the first NanoGPL."""

    def __init__(self, config: GPTConfig):
        super().__init__(config)
        self.width = config.n_embd
        self.frequencies: Tensor
        self.register_buffer("frequencies", frequencies(config.n_embd), persistent=False)

    def add(self, x: Tensor, start: int) -> Tensor:
        return x + self._table(start, x.size(1)).to(x.dtype)

    def vectors(self, n: int) -> Tensor:
        return self._table(0, n)

    def _table(self, start: int, n: int) -> Tensor:
        # The embeddings start near 0.02, so waves of height 1 would drown them.
        scale = 0.02 * 2**0.5
        angles = angles_at(self.frequencies, start, n)
        return scale * torch.stack([angles.sin(), angles.cos()], -1).flatten(-2)[:, : self.width]  # (n, C)


class Rotary(Positions):
    """Queries and keys turned by an angle that grows with the position (RoFormer: Su et al., 2021)."""

    def __init__(self, config: GPTConfig):
        super().__init__(config)
        self.frequencies: Tensor
        pairs = frequencies(config.head_size)
        self.register_buffer("frequencies", torch.cat([-pairs, pairs]), persistent=False)  # (D,)

    def turner(self, start: int, n: int) -> Turn:
        angles = angles_at(self.frequencies, start, n)  # (n, D), of the first half's channels the other way round
        cos, sin = angles.cos(), angles.sin()

        def turn(x: Tensor) -> Tensor:
            return torch.addcmul(x * cos, x.roll(x.size(-1) // 2, -1), sin).to(x.dtype)

        return turn


def frequencies(width: int) -> Tensor:
    """Radians a token, one for each pair of channels: ``(ceil(width / 2),)``."""
    return BASE ** -(torch.arange(0, width, 2).float() / width)


def angles_at(frequencies: Tensor, start: int, n: int) -> Tensor:
    """Angles of the positions ``start`` to ``start + n - 1``: ``(n, len(frequencies))``."""
    return torch.arange(start, start + n, device=frequencies.device)[:, None] * frequencies


POSITIONS: dict[str, type[Positions]] = {
    "learned": Learned,
    "sinusoidal": Sinusoidal,
    "rotary": Rotary,
    "none": Positions,
}
