"""One probed pass, and what it saw, as numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from ngpl.errors import InputError
from ngpl.inspection.views import AttentionView, PredictionView
from ngpl.model import GPT, AnyModel, Chain, Probe, Trace
from ngpl.model.storage import weight_of


@dataclass(frozen=True)
class Inspection:
    """What one pass over a text did, with no number but the model's own.

    ``attention`` ``(L, H, T, T)``: rows are queries, columns keys. ``residual`` ``(L + 1, T, C)``: the stream before
    the first block and after each. ``logits`` ``(T, V)``: of the token after each. ``value_norms`` ``(L, H, T)``: of
    each head's value after its part of the output projection. All float32. ``tokens`` are labels.
    """

    ids: tuple[int, ...]
    tokens: tuple[str, ...]
    attention: np.ndarray
    residual: np.ndarray
    logits: np.ndarray
    value_norms: np.ndarray
    implied: bool
    n_kv_head: int

    @property
    def attention_view(self) -> AttentionView:
        return AttentionView(
            self.attention, self.ids, self.tokens, self.implied, self.n_kv_head, value_norms=self.value_norms
        )


@torch.inference_mode()
def inspect(model: GPT, ids: Sequence[int], labels: Sequence[str], probe: Probe | None = None) -> Inspection:
    """Run ``ids`` once and record. A ``probe`` given may intervene; its changes are what is recorded."""
    if not ids:
        raise InputError("there is no token to look at: the text is empty")
    trace = Trace("resid_pre", "value", "attention", "resid_post")
    watched = Chain(probe, trace) if probe else trace
    logits = model(torch.tensor([list(ids)], device=model.device), probe=watched)
    residual = torch.cat([trace["resid_pre"][:1], trace["resid_post"]])
    return Inspection(
        ids=tuple(ids),
        tokens=tuple(labels),
        attention=array(trace["attention"][:, 0]),
        residual=array(residual[:, 0]),
        logits=array(logits[0]),
        value_norms=array(value_norms(model, trace["value"][:, 0])),
        implied=model.kernel.implied,
        n_kv_head=model.config.kv_heads,
    )


def value_norms(model: GPT, values: torch.Tensor) -> torch.Tensor:
    """How long each value ``(L, H, T, D)`` is once its head's part of the output projection has turned it into what is
    added to the residual stream: ``(L, H, T)``."""
    norms = []
    for block, value in zip(model.blocks, values.float(), strict=True):
        weight = weight_of(block.attention.out)  # type: ignore[union-attr, arg-type]
        parts = weight.unflatten(1, (value.size(0), -1)).transpose(0, 1)  # (H, C, D)
        products = value @ (parts.transpose(1, 2) @ parts)  # cheaper than values as wide as the stream
        norms.append((products * value).sum(-1).clamp(min=0).sqrt())
    return torch.stack(norms)


@torch.inference_mode()
def next_logits(model: AnyModel, ids: Sequence[int]) -> np.ndarray:
    """Logits ``(V,)`` of the token after ``ids``, from one plain pass over the last tokens the context holds."""
    if not ids:
        raise InputError("there is no token to go on from: the text is empty")
    kept = list(ids)[-model.context :]
    return array(model(torch.tensor([kept], device=model.device))[0, -1])


def predict(logits: np.ndarray, top: int = 10) -> PredictionView:
    """The ``top`` most probable tokens after logits ``(V,)``."""
    logprobs = log_softmax(logits)
    ids = np.argsort(-logprobs, kind="stable")[:top]
    return PredictionView(tuple(int(i) for i in ids), np.exp(logprobs[ids]), logprobs[ids])


def log_softmax(logits: np.ndarray) -> np.ndarray:
    """Log-probabilities along the last axis, in nats."""
    shifted = logits - logits.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def array(tensor: torch.Tensor) -> np.ndarray:
    """As float32, read-only: one inspection is shared by many readers."""
    array = tensor.float().cpu().numpy()
    array.setflags(write=False)
    return array
