"""Position schemes: how a token learns where it stands. Each adds to the embedding, or turns queries and keys."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn

from ngpl.config import GPTConfig, RopeScaling
from ngpl.errors import choose

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
        pairs = frequencies(config.turned, config.rope_base)
        if config.rope_scaling is not None:
            slow = choose(SCALINGS, config.rope_scaling.kind, "rope_scaling")
            pairs = slow(pairs, config.rope_base, config.rope_scaling)
        self.register_buffer("frequencies", torch.cat([-pairs, pairs]), persistent=False)  # (D,)

    def turner(self, start: int, n: int) -> Turn:
        angles = angles_at(self.frequencies, start, n)  # (n, D), of the first half's channels the other way round
        cos, sin = angles.cos(), angles.sin()

        def turn(x: Tensor) -> Tensor:
            return torch.addcmul(x * cos, x.roll(x.size(-1) // 2, -1), sin).to(x.dtype)

        return turn


class PartRotary(Rotary):
    """Turns only the first channels of a head (GPT-NeoX), or scales those that it turns (YaRN)."""

    def __init__(self, config: GPTConfig):
        super().__init__(config)
        self.parts = (config.turned, config.head_size - config.turned)
        self.strength = config.rope_scaling.strength if config.rope_scaling else 1.0

    def turner(self, start: int, n: int) -> Turn:
        whole = super().turner(start, n)

        def turn(x: Tensor) -> Tensor:
            turning, rest = x.split_with_sizes(self.parts, -1)
            return torch.cat([whole(turning * self.strength), rest], -1)

        return turn


def rotary(config: GPTConfig) -> Rotary:
    """The plain and faster one where it is enough."""
    plain = config.turned == config.head_size and (config.rope_scaling is None or config.rope_scaling.strength == 1)
    return Rotary(config) if plain else PartRotary(config)


def frequencies(width: int, base: float = BASE) -> Tensor:
    """Radians a token, one for each pair of channels: ``(ceil(width / 2),)``."""
    steps = torch.arange(0, width, 2, device="cpu")  # on "meta" PyTorch imports its compiler for this
    return base ** -(steps.float() / width)


def angles_at(frequencies: Tensor, start: int, n: int) -> Tensor:
    """Angles of the positions ``start`` to ``start + n - 1``: ``(n, len(frequencies))``."""
    return torch.arange(start, start + n, device=frequencies.device)[:, None] * frequencies


def slowed(pairs: Tensor, base: float, scaling: RopeScaling) -> Tensor:
    """All frequencies alike."""
    return pairs / scaling.factor


def slowed_below(pairs: Tensor, base: float, scaling: RopeScaling) -> Tensor:
    """Those that turn slowly within the original context; those between two bounds partly, by their turns."""
    turns = scaling.original_context * pairs / (2 * math.pi)
    low, high = scaling.low_freq_factor, scaling.high_freq_factor
    kept = ((turns - low) / (high - low)).clamp(0, 1)
    return pairs * (kept + (1 - kept) / scaling.factor)


def slowed_by_channel(pairs: Tensor, base: float, scaling: RopeScaling) -> Tensor:
    """As ``slowed_below``, but those between the bounds by their number among the channels."""

    def channel(turns: float) -> float:
        """The pair, as a fractional number, that turns so often within the original context."""
        return len(pairs) * math.log(scaling.original_context / (turns * 2 * math.pi)) / math.log(base)

    low, high = channel(scaling.beta_fast), channel(scaling.beta_slow)
    if scaling.truncate:
        low, high = math.floor(low), math.ceil(high)
    low, high = max(low, 0), min(high, 2 * len(pairs) - 1)
    slow = ((torch.arange(len(pairs), device=pairs.device) - low) / max(high - low, 0.001)).clamp(0, 1)
    return pairs * (1 - slow + slow / scaling.factor)


SCALINGS: dict[str, Callable[[Tensor, float, RopeScaling], Tensor]] = {
    "linear": slowed,
    "llama3": slowed_below,
    "yarn": slowed_by_channel,
}
POSITIONS: dict[str, Callable[[GPTConfig], Positions]] = {
    "learned": Learned,
    "sinusoidal": Sinusoidal,
    "rotary": rotary,
    "none": Positions,
}
