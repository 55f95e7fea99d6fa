"""Norms and MLPs."""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ngpl.config import GPTConfig


def layer_norm(config: GPTConfig) -> nn.Module:
    """Layer normalization (Ba et al., 2016)."""
    return nn.LayerNorm(config.n_embd, eps=config.norm_eps, bias=config.bias)


def dropout(config: GPTConfig) -> nn.Module:
    """Dropout (Srivastava et al., 2014), or nothing at all."""
    return nn.Dropout(config.dropout) if config.dropout else nn.Identity()


class RMSNorm(nn.Module):
    """Root-mean-square normalization (Zhang and Sennrich, 2019), in fewer and faster steps than PyTorch's own."""

    def __init__(self, config: GPTConfig):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(config.n_embd))
        self.floor: Tensor
        self.register_buffer("floor", torch.tensor(config.norm_eps), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        length = torch.linalg.vector_norm(x, dim=-1, keepdim=True)
        return x * torch.addcmul(self.floor, length, length, value=1 / x.size(-1)).rsqrt() * self.weight


class QKNorm(nn.Module):
    """Queries and keys of one length, times a scale learned for each head (Henry et al., 2020)."""

    def __init__(self, config: GPTConfig):
        super().__init__()
        self.scale = nn.Parameter(torch.full((config.n_head + config.kv_heads,), 1.25))
        self.eps = config.norm_eps

    def forward(self, x: Tensor) -> Tensor:
        """``(B, H + H_kv, T, D)``, all queries and keys, to the same."""
        normed = F.rms_norm(x, x.shape[-1:], eps=self.eps) * self.scale[:, None, None]
        return normed.to(x.dtype)  # autocast norms in float32


class ChannelQKNorm(nn.Module):
    """Queries and keys of one length, times a scale learned for each channel, the same for all heads (Qwen3)."""

    def __init__(self, config: GPTConfig):
        super().__init__()
        self.counts = (config.n_head, config.kv_heads)
        self.query = nn.Parameter(torch.ones(config.head_size))
        self.key = nn.Parameter(torch.ones(config.head_size))
        self.eps = config.norm_eps

    def forward(self, x: Tensor) -> Tensor:
        """``(B, H + H_kv, T, D)``, all queries and keys, to the same."""
        pairs = zip((self.query, self.key), self.counts, strict=True)
        scale = torch.cat([weight.expand(count, 1, -1) for weight, count in pairs])  # (H + H_kv, 1, D)
        return (F.rms_norm(x, x.shape[-1:], eps=self.eps) * scale).to(x.dtype)


class GELU(nn.Module):
    """Two layers around a GELU (Hendrycks and Gimpel, 2016), four times as wide as the stream (GPT-2)."""

    approximate = "tanh"

    def __init__(self, config: GPTConfig):
        super().__init__()
        hidden = config.n_hidden or 4 * config.n_embd
        self.up = nn.Linear(config.n_embd, hidden, bias=config.bias)
        self.down = nn.Linear(hidden, config.n_embd, bias=config.bias)

    def forward(self, x: Tensor) -> Tensor:
        return self.down(F.gelu(self.up(x), approximate=self.approximate))


class ExactGELU(GELU):
    """The same with the GELU itself instead of GPT-2's approximation (GPT-NeoX)."""

    approximate = "none"


class SwiGLU(nn.Module):
    """A gated MLP (Shazeer, 2020), 8/3 as wide as the stream so that it costs what GELU's does (Llama)."""

    def __init__(self, config: GPTConfig):
        super().__init__()
        hidden = config.n_hidden or round_up(8 * config.n_embd / 3, 32)
        self.gate = nn.Linear(config.n_embd, hidden, bias=config.bias)
        self.up = nn.Linear(config.n_embd, hidden, bias=config.bias)
        self.down = nn.Linear(hidden, config.n_embd, bias=config.bias)

    def forward(self, x: Tensor) -> Tensor:
        return self.down(F.silu(self.gate(x)) * self.up(x))


def round_up(x: float, multiple: int) -> int:
    return -int(-x // multiple) * multiple


NORMS: dict[str, Callable[[GPTConfig], nn.Module]] = {"layernorm": layer_norm, "rmsnorm": RMSNorm}
QK_NORMS: dict[str, Callable[[GPTConfig], nn.Module]] = {
    "none": lambda config: nn.Identity(),
    "scale": QKNorm,
    "rms": ChannelQKNorm,
}
MLPS: dict[str, Callable[[GPTConfig], nn.Module]] = {"gelu": GELU, "gelu_erf": ExactGELU, "swiglu": SwiGLU}
