"""What the token embeddings know: a map of them, neighbours, sums and differences; and the position vectors."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import torch

from ngpl.errors import InputError
from ngpl.inspection.views import EmbeddingView, Neighbour, PositionView
from ngpl.model import GPT, Bigram

Embedded = GPT | Bigram  # models with a vector for each token


@torch.inference_mode()
def embedding_map(model: Embedded, labels: Sequence[str]) -> EmbeddingView:
    """All token embeddings on their three principal components.

    Components are ordered by variance; each is turned so that its largest value is positive, so that a map looks the
    same on every machine. ``explained`` is each one's share of the variance.
    """
    vectors = model.embedding.detach().cpu().double()  # (V, C)
    centred = vectors - vectors.mean(0)
    variances, axes = torch.linalg.eigh(centred.T @ centred)
    axes, total = axes[:, -3:].flip(-1), variances.sum().clamp_min(1e-30)
    points = centred @ axes  # (V, 3)
    largest = points.gather(0, points.abs().argmax(0, keepdim=True))
    turned = torch.where(largest < 0, -points, points)
    explained = (variances[-3:].flip(-1) / total).clamp(0, 1)
    return EmbeddingView(three(turned), tuple(labels), three(explained))


def three(values: torch.Tensor) -> np.ndarray:
    """``(..., 3)`` float32, with zeros where a narrow model has fewer components."""
    return torch.nn.functional.pad(values, (0, 3 - values.size(-1))).float().numpy()


@torch.inference_mode()
def neighbours(model: Embedded, vector: np.ndarray, top: int = 10, without: Collection[int] = ()) -> list[Neighbour]:
    """The ``top`` tokens whose embeddings have the largest cosine with ``vector`` ``(C,)``."""
    query = torch.from_numpy(np.asarray(vector, dtype=np.float32))
    if not query.norm() > 0:
        raise InputError("the sum of these embeddings is zero, so it has no direction and no neighbours")
    table = model.embedding.detach().float().cpu()
    cosines = torch.cosine_similarity(table, query[None], dim=-1)  # (V,)
    cosines[list(without)] = -torch.inf
    best = cosines.topk(min(top, len(cosines) - len(set(without))))
    return [Neighbour(int(i), float(c)) for c, i in zip(best.values, best.indices, strict=True)]


def combine(model: Embedded, plus: Sequence[int], minus: Sequence[int] = ()) -> np.ndarray:
    """Sum of embeddings less others, ``(C,)``; each is brought to length one first (Mikolov et al., 2013)."""
    table = model.embedding.detach().float().cpu()
    unit = torch.nn.functional.normalize(table[[*plus, *minus]], dim=-1)
    signs = torch.tensor([1.0] * len(plus) + [-1.0] * len(minus))
    return (signs @ unit).numpy()


@torch.inference_mode()
def position_view(model: Embedded, n: int) -> PositionView:
    """How the first ``n`` positions differ: the vectors that are added, or the rotations of queries and keys."""
    if isinstance(model, Bigram):
        return PositionView("bigram", None, rotated=False)
    limit = model.config.block_size if model.positions.limited else n
    n = max(1, min(n, limit))
    vectors = model.positions.vectors(n)
    if vectors is not None:
        return PositionView(model.config.position, vectors.detach().float().cpu().numpy(), rotated=False)
    probe = torch.zeros(1, 1, n, model.config.head_size, device=model.device)
    channels = model.config.turned
    probe[..., : channels // 2] = 1.0
    turned = model.positions.turner(0, n)(probe)[0, 0, :, :channels]  # cosines, then sines, of every pair of channels
    rotated = not torch.equal(model.positions.turner(1, n)(probe), probe)  # position 0 is never turned
    return PositionView(model.config.position, turned.float().cpu().numpy() if rotated else None, rotated)
