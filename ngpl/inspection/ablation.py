"""Which heads matter: what a model expects next, with each of its heads switched off in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ngpl.errors import choose
from ngpl.inspection.forward import log_softmax
from ngpl.inspection.tail import check_target, finish, next_logprobs, row_of
from ngpl.inspection.views import AblationView, WithoutView
from ngpl.model import GPT, Chain, Intervene, Trace
from ngpl.model.silence import by_layer


@dataclass(frozen=True)
class Ablation:
    """A way to switch heads off. ``instead`` takes their outputs before the output projection, ``(..., T, D)``, to
    what stands in for them."""

    about: str
    instead: Callable[[Tensor], Tensor]


def mean(heads: Tensor) -> Tensor:
    """The mean over all positions of the text, those that come later too: what a head says wherever it is."""
    return heads.mean(-2, keepdim=True).expand_as(heads)


ABLATIONS: dict[str, Ablation] = {
    "zero": Ablation("its output is replaced by zeros", torch.zeros_like),
    "mean": Ablation("its output is replaced, at every position, by its mean over the positions of this text", mean),
}


@torch.inference_mode()
def ablate(model: GPT, ids: Sequence[int], target: int, mode: str = "zero") -> AblationView:
    """How the log-probability of ``target`` after ``ids`` changes when one head is off, for every head of every layer.

    ``mode`` is a name of ``ABLATIONS``. All heads of a layer are rows of one batch, which starts at that layer: what
    comes before it does not change. Negative: the head speaks for the target. The changes of several heads do not add
    up, since later heads make up for earlier ones (McGrath et al., 2023).
    """
    ablation = choose(ABLATIONS, mode, "ablation")
    check_target(model, target)
    trace = Trace("resid_pre", "resid_post")
    model(row_of(model, ids), probe=trace)
    ends = [_without_each(model, before, layer, ablation.instead) for layer, before in enumerate(trace["resid_pre"])]
    logprobs = next_logprobs(model, torch.cat([trace["resid_post"][-1][:, -1], *ends]), [target]).float().cpu().numpy()
    change = (logprobs[1:] - logprobs[0]).reshape(len(ends), -1)
    return AblationView(change, float(logprobs[0, 0]), target, mode, tuple(ids), ablation.about)


def _without_each(model: GPT, residual: Tensor, layer: int, instead: Callable[[Tensor], Tensor]) -> Tensor:
    """The ends ``(H, C)`` of a stream ``(1, T, C)`` before ``layer`` with each of its heads off, one a row."""
    rows = torch.arange(model.config.n_head, device=residual.device)

    def each(heads: Tensor) -> Tensor:
        changed = heads.clone()
        changed[rows, rows] = instead(heads[rows, rows])
        return changed

    return finish(model, residual.expand(len(rows), -1, -1), layer, Intervene("heads", layer, each))


@torch.inference_mode()
def next_without(model: GPT, ids: Sequence[int], heads: Iterable[tuple[int, int]], mode: str = "zero") -> np.ndarray:
    """Logits ``(V,)`` of the token after ``ids`` with all of ``heads``, pairs of layer and head, off at once.

    The means are those of this very pass, in which earlier heads are off already.
    """
    instead = choose(ABLATIONS, mode, "ablation").instead
    silent = by_layer(model.config, heads)
    probes = [Intervene("heads", layer, _replacing(numbers, instead)) for layer, numbers in silent.items()]
    return model(row_of(model, ids), probe=Chain(*probes))[0, -1].float().cpu().numpy()


def _replacing(numbers: list[int], instead: Callable[[Tensor], Tensor]) -> Callable[[Tensor], Tensor]:
    def change(heads: Tensor) -> Tensor:
        changed = heads.clone()
        changed[:, numbers] = instead(heads[:, numbers])
        return changed

    return change


def candidates_without(
    model: GPT, ids: Sequence[int], heads: Iterable[tuple[int, int]], mode: str = "zero", top: int = 10
) -> WithoutView:
    """The ``top`` candidates for the token after ``ids`` with all heads, those without ``heads``, and both's
    probabilities in both; the order is that with all heads."""
    off = tuple(sorted(set(heads)))
    before, after = (np.exp(log_softmax(next_without(model, ids, some, mode))) for some in ((), off))
    found = {int(id) for probs in (before, after) for id in np.argsort(-probs, kind="stable")[:top]}
    best = sorted(found, key=lambda id: (-before[id], id))
    return WithoutView(tuple(best), before[best], after[best], off, mode, tuple(ids), ABLATIONS[mode].about)
