"""What each block adds to a prediction (direct logit attribution: Elhage et al., 2021).

The residual stream is a sum, and the unembedding reads it with a fixed direction once the scale of the final norm is
held at the value it has in this pass. So the logit of a token is a sum as well, exact for this text; the scale itself
would be another if a part were missing, which is why the parts are not what an ablation shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from ngpl.errors import InputError, choose
from ngpl.inspection.tail import check_target, row_of
from ngpl.inspection.views import AttributionView
from ngpl.model import GPT, Trace
from ngpl.model.storage import weight_of

CENTRES: dict[str, Callable[[Tensor], Tensor]] = {
    "layernorm": lambda x: x - x.mean(-1, keepdim=True),
    "rmsnorm": lambda x: x,
}
"""What a norm does to ``(..., C)`` before it scales."""


@torch.inference_mode()
def attribute(model: GPT, ids: Sequence[int], target: int, position: int = -1) -> AttributionView:
    """What embedding, attention, MLP and head of every layer add to the logit of ``target`` after ``position``.

    A logit has no zero of its own, only differences to other logits count. ``InputError`` for a position that the text
    does not have; negative ones count from its end.
    """
    check_target(model, target)
    row, at = row_of(model, ids), place(position, len(ids))
    trace = Trace("resid_pre", "heads", "resid_mid", "resid_post")
    logits = model(row, probe=trace)
    stream = torch.cat([trace["resid_pre"][:1], trace["resid_post"]])[:, 0].cpu().double()  # (L + 1, T, C)
    middle = trace["resid_mid"][:, 0, at].cpu().double()  # (L, C)
    reading, offset = read_out(model, trace["resid_post"][-1, 0, at], target)
    outs = torch.stack([_projection(block) for block in model.blocks])  # (L, C, C)
    spoken = trace["heads"][:, 0, :, at].cpu().double()  # (L, H, D)
    return AttributionView(
        embedding=float(stream[0, at] @ reading),
        attention=((middle - stream[:-1, at]) @ reading).numpy(),
        mlp=((stream[1:, at] - middle) @ reading).numpy(),
        heads=(spoken * (reading @ outs).view_as(spoken)).sum(-1).numpy(),
        offset=offset,
        logit=float(logits[0, at, target]),
        norms=stream.norm(dim=-1).float().numpy(),
        target=target,
        position=at,
        ids=tuple(ids),
    )


def _projection(block: nn.Module) -> Tensor:
    """The weight ``(C, H * D)`` through which the heads of a block write to the stream, in float64."""
    return weight_of(block.get_submodule("attention.out")).cpu().double()  # type: ignore[arg-type]


def place(position: int, n: int) -> int:
    """A position of ``n`` counted from 0; ``InputError`` if there is none."""
    if not -n <= position < n:
        raise InputError(f"there is no position {position} in {n} tokens; there are 0 to {n - 1}, and -1 is the last")
    return position % n


def read_out(model: GPT, residual: Tensor, target: int) -> tuple[Tensor, float]:
    """The direction ``(C,)`` that the logit of ``target`` reads in the stream, and what it adds to that, in float64.

    The norm's scale is the one that it gives ``residual`` ``(C,)``, the end of the stream.
    """
    centre = choose(CENTRES, model.config.norm, "norm")
    zero, scaled = (model.norm(x).cpu().double() for x in (torch.zeros_like(residual), residual))
    gain = model.norm.get_parameter("weight").cpu().double()
    centred = centre(residual.cpu().double()) * gain
    scale = (scaled - zero) @ centred / (centred @ centred).clamp_min(1e-30)
    row = weight_of(model.head, slice(target, target + 1))[0].cpu().double()
    return centre(row * gain) * scale, float(zero @ row)
