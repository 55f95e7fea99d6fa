"""Activation patching: which layer and position carry the difference between two texts (Meng et al., 2022).

The clean text makes the model expect the right token, the corrupt one differs in a word or two. Both are run; then one
activation of the clean run at a time is put into the corrupt run, and how much of the prediction comes back is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ngpl.errors import InputError, choose
from ngpl.inspection.tail import check_target, finish, next_logprobs, row_of
from ngpl.inspection.views import PatchView
from ngpl.model import GPT, Trace

TOKENS = 4096  # in a batch of patched runs
LEAST = 1e-4  # difference of two texts, in nats, that can be shared out
Tell = Callable[[int, int], object]  # takes how many patched runs are done, and of how many


@dataclass(frozen=True)
class Run:
    """The residual stream of one text, ``(L, T, C)`` at each of its stages."""

    pre: Tensor
    mid: Tensor
    post: Tensor

    def before(self, depth: int) -> Tensor:
        """The stream ``(T, C)`` before block ``depth``; L is the end."""
        return self.pre[depth] if depth < len(self.pre) else self.post[-1]


@dataclass(frozen=True)
class Patch:
    """A kind of activation. ``values`` takes the clean and the corrupt run to the streams ``(L, T, C)`` that arise
    where the clean one is put in, before block l + ``later``: nothing but that position has changed up to there."""

    about: str
    later: int
    values: Callable[[GPT, Run, Run], Tensor]


def thought(model: GPT, before: Tensor, middle: Tensor) -> Tensor:
    """Streams ``(L, T, C)`` between attention and MLP, after the MLP of their layer; ``before`` the block they were
    these, which the MLP reads in a parallel block."""
    blocks = zip(model.blocks, before, middle, strict=True)
    return torch.stack([x + block.thought(start, x) for block, start, x in blocks])  # type: ignore[operator]


PATCHES: dict[str, Patch] = {
    "resid_pre": Patch("the residual stream before the block", 0, lambda model, clean, corrupt: clean.pre),
    "attention_out": Patch(
        "what attention adds",
        1,
        lambda model, clean, corrupt: thought(model, corrupt.pre, corrupt.pre + (clean.mid - clean.pre)),
    ),
    "resid_mid": Patch(
        "the residual stream between attention and MLP",
        1,
        lambda model, clean, corrupt: thought(model, corrupt.pre, clean.mid),
    ),
    "mlp_out": Patch("what the MLP adds", 1, lambda model, clean, corrupt: corrupt.mid + (clean.post - clean.mid)),
    "resid_post": Patch("the residual stream after the block", 1, lambda model, clean, corrupt: clean.post),
}


@torch.inference_mode()
def patch_effects(
    model: GPT,
    clean_ids: Sequence[int],
    corrupt_ids: Sequence[int],
    target: int,
    against: int | None = None,
    stage: str = "resid_pre",
    tell: Tell = lambda done, total: None,
) -> PatchView:
    """How much of the prediction of ``target`` returns with each activation of the clean run, for every layer and
    position. ``stage`` is a name of ``PATCHES``; ``tell`` is called after each batch of patched runs.

    Measured by the logit of ``target`` less that of ``against``, or without it by the log-probability of ``target``.
    ``InputError`` if the texts have different lengths, are the same, or make no difference to the measure.
    """
    patch = choose(PATCHES, stage, "stage")
    tokens = [target] if against is None else [target, against]
    for token in tokens:
        check_target(model, token)
    check_pair(clean_ids, corrupt_ids)
    clean, corrupt = run_of(model, clean_ids), run_of(model, corrupt_ids)
    right, wrong = (measure(model, run.post[-1], tokens)[-1].item() for run in (clean, corrupt))
    if abs(right - wrong) < LEAST:
        raise InputError("both texts make the model expect the token alike, so there is nothing to restore")
    first = next(i for i, (a, b) in enumerate(zip(clean_ids, corrupt_ids, strict=True)) if a != b)
    restored = np.zeros(clean.pre.shape[:2], dtype=np.float32)  # before the texts part, the runs are the same
    restored[:, first:] = (patched(model, clean, corrupt, patch, tokens, first, tell) - wrong) / (right - wrong)
    return PatchView(restored, right, wrong, tuple(clean_ids), tuple(corrupt_ids), target, against, stage, patch.about)


def check_pair(clean_ids: Sequence[int], corrupt_ids: Sequence[int]) -> None:
    """``InputError`` unless the texts are of one length, and not the same."""
    if len(clean_ids) != len(corrupt_ids):
        raise InputError(
            f"the texts have {len(clean_ids)} and {len(corrupt_ids)} tokens; patching needs the same number, "
            "so that every position of one has its counterpart in the other"
        )
    if list(clean_ids) == list(corrupt_ids):
        raise InputError("the two texts are the same, so there is nothing to restore; replace a token of one")


def run_of(model: GPT, ids: Sequence[int]) -> Run:
    trace = Trace("resid_pre", "resid_mid", "resid_post")
    model(row_of(model, ids), probe=trace)
    return Run(*(trace[stage][:, 0] for stage in trace.stages))


def measure(model: GPT, ends: Tensor, tokens: Sequence[int]) -> Tensor:
    """What is compared, of streams that end as ``(N, C)``: ``(N,)`` float32."""
    logprobs = next_logprobs(model, ends, tokens).float()
    return logprobs[:, 0] - logprobs[:, 1:].sum(-1)  # of two tokens it is the difference of their logits as well


def patched(
    model: GPT,
    clean: Run,
    corrupt: Run,
    patch: Patch,
    tokens: Sequence[int],
    first: int = 0,
    tell: Tell = lambda done, total: None,
) -> np.ndarray:
    """The measure of the corrupt run with one clean activation, from position ``first`` on: ``(L, T - first)``."""
    values = patch.values(model, clean, corrupt)[:, first:]
    (layers, positions), ends, done = values.shape[:2], [], 0
    for depth, new in enumerate(values, patch.later):
        for part in _ends(model, corrupt.before(depth), new, depth):
            ends.append(part)
            done += len(part)
            tell(done, layers * positions)
    return measure(model, torch.cat(ends), tokens).cpu().numpy().reshape(layers, positions)


def _ends(model: GPT, stream: Tensor, new: Tensor, depth: int) -> Iterator[Tensor]:
    """Where a stream ``(T, C)`` before block ``depth`` ends if one of its last N positions is a row of ``new``
    ``(N, C)``: ``(N, C)`` in batches."""
    first = len(stream) - len(new)
    for part in torch.arange(len(new), device=new.device).split(max(1, TOKENS // len(stream))):
        streams = stream.repeat(len(part), 1, 1)
        streams[part - part[0], first + part] = new[part]
        yield finish(model, streams, depth)
