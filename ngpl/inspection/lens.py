"""The logit lens: what each layer would predict if it were the last (nostalgebraist, 2020)."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from ngpl.inspection.forward import Inspection
from ngpl.inspection.tail import check_target
from ngpl.inspection.views import LensView
from ngpl.model import GPT


@torch.inference_mode()
def lens_logits(model: GPT, residual: np.ndarray) -> np.ndarray:
    """Unembed a residual stream ``(..., C)`` of any depth: logits ``(..., V)``, at the last depth the model's own."""
    return model.unembed(torch.tensor(residual, device=model.device)).float().cpu().numpy()


@torch.inference_mode()
def lens(model: GPT, seen: Inspection, top: int = 5, target: int | None = None) -> LensView:
    """The ``top`` predictions after the embedding and after every block, the last one too, at every position; and how
    probable the token ``target`` is there, and how many are more probable.

    Early layers need not speak the language of the last one; this lens reads them as if they did, without any fit.
    """
    if target is not None:
        check_target(model, target)
    logprobs = [torch.from_numpy(lens_logits(model, depth)).log_softmax(-1) for depth in seen.residual]
    rows = [_row(depth, top) for depth in logprobs]
    ids, probs, entropy = (np.stack(part) for part in zip(*rows, strict=True))
    if target is None:
        return LensView(ids, probs, entropy, seen.tokens)
    places = [_place(depth, target) for depth in logprobs]
    target_probs, ranks = (np.stack(part) for part in zip(*places, strict=True))
    return LensView(ids, probs, entropy, seen.tokens, target, target_probs, ranks)


def _row(logprobs: Tensor, top: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of one depth ``(T, V)``: ids and probabilities ``(T, top)``, entropy in nats ``(T,)``."""
    best = logprobs.topk(min(top, logprobs.size(-1)), -1)
    entropy = -(logprobs.exp() * logprobs).sum(-1)
    return best.indices.numpy(), best.values.exp().numpy(), entropy.numpy()


def _place(logprobs: Tensor, target: int) -> tuple[np.ndarray, np.ndarray]:
    """Of one depth ``(T, V)``: probability and rank ``(T,)`` of the token ``target``."""
    chosen = logprobs[:, target]
    ranks = 1 + (logprobs > chosen[:, None]).sum(-1)
    return chosen.exp().numpy(), ranks.numpy()
