"""Inside one head: every matrix between its queries and keys and its output, from one pass of the model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from ngpl.errors import InputError
from ngpl.inspection.combined import check_head
from ngpl.inspection.forward import array
from ngpl.inspection.views import AnatomyStage, AnatomyView
from ngpl.model import GPT, Trace
from ngpl.model.kernels import Kernel

GIVEN = {
    "query": "what each token looks for, normed and turned by its position where the model does so",
    "key": "what each token is found by, normed and turned by its position where the model does so",
    "value": "what each token hands over",
}


@torch.inference_mode()
def anatomy(model: GPT, ids: Sequence[int], layer: int, head: int, labels: Sequence[str]) -> AnatomyView:
    """Take one head apart. ``InputError`` if there is no such head or no token."""
    check_head((model.config.n_layer, model.config.n_head), layer, head)
    if not ids:
        raise InputError("there is no token to look at: the text is empty")
    trace = Trace(*GIVEN, "heads")
    model(torch.tensor([list(ids)], device=model.device), probe=trace)
    kernel = model.kernel_of(layer)
    q, k, v, output = (trace.seen[stage][layer] for stage in (*GIVEN, "heads"))  # (1, H, T, D)
    stages = {stage.name: stage for stage in _stages(kernel, q, k, v, output, head)}
    spelled = stages["weights"].values @ stages["value"].values
    return AnatomyView(
        layer=layer,
        head=head,
        stages=tuple(stages.values()),
        error=float(np.abs(spelled - stages["output"].values).max()),
        ids=tuple(ids),
        labels=tuple(labels),
        implied=kernel.implied,
        gamma=kernel.gamma(head),
    )


def _stages(kernel: Kernel, q: Tensor, k: Tensor, v: Tensor, output: Tensor, head: int) -> Iterator[AnatomyStage]:
    """All stages of one head, of tensors ``(1, H, T, D)``."""
    maps = kernel.stages(q, k)
    q, k, v, output = (part[0, head] for part in (q, k, v, output))  # (T, D)
    yield channels("query", GIVEN["query"], q)
    yield channels("key", GIVEN["key"], k)
    for name, vectors in (("query", q), ("key", k)):
        yield from feature_norms(f"{name}_features", kernel.features(vectors))
    for name, values in maps.items():
        yield step(name, kernel.steps[name], values[0, head])
    yield channels("value", GIVEN["value"], v)
    yield from states(kernel, k, v, head)
    yield channels("output", "the weights times the values, computed by the pass in its own, faster way", output)


def channels(name: str, about: str, values: Tensor) -> AnatomyStage:
    """A stage of one vector a token, ``(T, D)``."""
    return AnatomyStage(name, about, array(values), "channel", tuple(map(str, range(values.size(-1)))))


def step(name: str, about: str, values: Tensor) -> AnatomyStage:
    """A stage of the kernel: a map ``(T, T)``, or the sums of its rows ``(T, 1)``."""
    if name == "sums":
        return AnatomyStage(name, about, array(values), "sum", ("sum",))
    return AnatomyStage(name, about, array(values), "token")


def feature_norms(name: str, parts: dict[str, Tensor]) -> Iterator[AnatomyStage]:
    """The features of queries or keys: too many to show, so the norm of each part; nothing if there are none."""
    if not parts:
        return
    counts = " + ".join(str(part.size(-1)) for part in parts.values())
    about = f"{counts} numbers that stand for the terms of 1 + s + s²/2; shown is the norm of each part"
    norms = torch.stack([torch.linalg.vector_norm(part, dim=-1) for part in parts.values()], -1)  # (T, parts)
    yield AnatomyStage(name, about, array(norms), "feature", tuple(parts))


def states(kernel: Kernel, k: Tensor, v: Tensor, head: int) -> Iterator[AnatomyStage]:
    """What linear attention remembers after each token; nothing of a kernel that keeps all keys and values."""
    norms = kernel.memory(k, v, head)
    if norms is None:
        return
    count = sum(part.size(-1) for part in kernel.features(k).values())
    about = (
        f"what decoding remembers after each token, {count} features by {norms.size(-1)} channels whatever the length: "
        "the features of the keys times the values, and times 1 for the row sums, added up and faded; shown is the "
        "norm of each channel"
    )
    yield AnatomyStage("state", about, array(norms), "channel", (*map(str, range(v.size(-1))), "sum"))
