"""The loss that training lowers."""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from ngpl.training.batches import IGNORED

ROWS = 128  # of logits that fit the processor's cache in float32


def cross_entropy(logits: Tensor, following: Tensor) -> Tensor:
    """Mean surprise at ``following (N,)`` in nats, as a float32 scalar, from ``logits (N, V)`` of any type.

    Targets that are ``IGNORED`` do not count. On a CPU with gradients it takes half the time of PyTorch's own.
    """
    if logits.device.type == "cpu" and logits.requires_grad:
        return RowwiseCrossEntropy.apply(logits, following)
    return F.cross_entropy(logits.float(), following, ignore_index=IGNORED)


class RowwiseCrossEntropy(torch.autograd.Function):
    """Cross-entropy that works out its gradient on the way, some rows at a time: probabilities never leave the cache.

    The idea is that of the fused loss in Liger Kernel (Hsu et al., 2024).
    """

    @staticmethod
    def forward(ctx: Any, logits: Tensor, following: Tensor) -> Tensor:
        counted = following != IGNORED
        n, total = counted.sum().clamp(min=1), logits.new_zeros((), dtype=torch.float32)
        targets, gradient = following.where(counted, 0)[:, None], torch.empty_like(logits)
        parts = (part.split(ROWS) for part in (logits, targets, counted[:, None], gradient))
        for rows, target, counts, out in zip(*parts, strict=True):
            surprise = -rows.float().log_softmax(-1)  # (ROWS, V)
            total += (surprise.gather(1, target) * counts).sum()
            probabilities = surprise.neg_().exp_()
            out.copy_(probabilities.scatter_add_(1, target, -torch.ones_like(rows[:, :1].float())) * (counts / n))
        ctx.save_for_backward(gradient)
        return total / n

    @staticmethod
    def backward(ctx: Any, *up: Tensor) -> tuple[Tensor, None]:
        (gradient,) = ctx.saved_tensors
        return gradient * up[0], None
