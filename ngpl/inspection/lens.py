"""The logit lens: what each layer would predict if it were the last (nostalgebraist, 2020)."""

from __future__ import annotations

import numpy as np
import torch

from ngpl.inspection.forward import Inspection
from ngpl.inspection.views import LensView
from ngpl.model import GPT


@torch.inference_mode()
def lens_logits(model: GPT, residual: np.ndarray) -> np.ndarray:
    """Unembed a residual stream ``(..., C)`` of any depth: logits ``(..., V)``, at the last depth the model's own."""
    return model.unembed(torch.tensor(residual, device=model.device)).float().cpu().numpy()


@torch.inference_mode()
def lens(model: GPT, seen: Inspection, top: int = 5) -> LensView:
    """The ``top`` predictions after the embedding and after every block, at every position."""
    rows = [_row(model, layer, top) for layer in seen.residual]
    ids, probs, entropy = (np.stack(part) for part in zip(*rows, strict=True))
    return LensView(ids, probs, entropy, seen.tokens)


def _row(model: GPT, residual: np.ndarray, top: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One layer ``(T, C)``: ids and probabilities ``(T, top)``, entropy in nats ``(T,)``."""
    logprobs = torch.from_numpy(lens_logits(model, residual)).log_softmax(-1)  # (T, V)
    best = logprobs.topk(min(top, logprobs.size(-1)), -1)
    entropy = -(logprobs.exp() * logprobs).sum(-1)
    return best.indices.numpy(), best.values.exp().numpy(), entropy.numpy()
