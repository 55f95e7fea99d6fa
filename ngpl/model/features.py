"""The Taylor series of the exponential, and features whose products give it (Zhang et al., 2024, "Based")."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def taylor(s: Tensor) -> Tensor:
    """The second-order Taylor series of the exponential, ``1 + s + s**2 / 2``."""
    return torch.addcmul(1 + s, s, s, value=0.5)


def with_one(v: Tensor) -> Tensor:
    """Values with a last column of ones, which sums the rows: ``(B, H, S, D)`` -> ``(B, H, S, D + 1)``."""
    return F.pad(v, (0, 1), value=1.0)


def phi(x: Tensor) -> Tensor:
    """Features whose products are the Taylor series: ``(..., D)`` -> ``(..., F)`` with F = 1 + D + D**2."""
    return torch.cat([*phi_parts(x).values()], -1)


def phi_parts(x: Tensor) -> dict[str, Tensor]:
    """The features by the term of the series that they give: ``(..., 1)``, ``(..., D)`` and ``(..., D**2)``."""
    x = x / x.size(-1) ** 0.25
    squares = (x.unsqueeze(-1) * x.unsqueeze(-2)).flatten(-2) / math.sqrt(2)
    return {"constant": torch.ones_like(x[..., :1]), "linear": x, "squares": squares}
