"""Attention kernels: the mathematics that mixes values, and nothing else.

Letters of every shape in the package: B batch, T queries, S keys, C width of the residual stream, H heads, D head size,
F features, V vocabulary. The last query always stands at the last key, so S >= T means that S - T keys came before.

A kernel has two methods and a law: ``attend(q, k, v) == weights(q, k) @ v``. ``attend`` is the fast way, ``weights``
spells the same thing out as a map, and ``stages`` how that map comes about, step by step.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import ClassVar, Protocol

import torch
import torch.nn.functional as F
from torch import Tensor

from ngpl.config import GPTConfig
from ngpl.model.cache import KeyValueCache, LayerCache, RunningSums
from ngpl.model.features import phi, phi_parts, taylor, with_one

ROWS = 128  # of a map that fit the processor's cache
CHUNK = 256  # up to about F tokens, a map costs less than the features


def causal_mask(t: int, s: int, window: int = 0, device: torch.device | None = None) -> Tensor:
    """Which keys a query may see: ``(T, S)`` bool, aligned to the bottom right; ``window`` > 0 hides older keys."""
    seen = torch.ones(t, s, dtype=torch.bool, device=device).tril(s - t)
    return seen.triu(s - t - window + 1) if window else seen


class Kernel(Protocol):
    """What the block needs to know of its attention."""

    implied: bool
    """The map is derived from the mathematics; the model never forms it."""
    distribution: bool
    """Every row of the map is non-negative and sums to one."""
    endless: bool
    """The decoding state has a fixed size, whatever the length."""
    steps: ClassVar[Mapping[str, str]]
    """What each of ``stages`` is, in words."""

    def attend(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        """Mix values: q ``(B, H, T, D)``, k and v ``(B, H, S, D)`` -> ``(B, H, T, D)``."""

    def weights(self, q: Tensor, k: Tensor) -> Tensor:
        """The map that ``attend`` applies: ``(B, H, T, S)``, zero above the causal diagonal."""

    def stages(self, q: Tensor, k: Tensor) -> dict[str, Tensor]:
        """What ``weights`` computes, in order: ``(B, H, T, S)``, sums ``(B, H, T, 1)``. The last is the map itself."""

    def features(self, x: Tensor) -> dict[str, Tensor]:
        """What a query or key ``(..., D)`` is turned into, part by part; nothing if it is taken as it is."""

    def memory(self, k: Tensor, v: Tensor, head: int) -> Tensor | None:
        """How large the decoding state of one head is after each token, k and v ``(S, D)`` -> ``(S, D + 1)``.

        That is the norm over the features of its sums, for every channel of the values and for the ones that sum the
        rows. ``None`` of a kernel that keeps keys and values as they are.
        """

    def gamma(self, head: int) -> float | None:
        """What a head's memories fade by from token to token; ``None`` of a kernel that keeps keys as they are."""

    def new_cache(self) -> LayerCache:
        """An empty decoding state for one layer."""


class Softmax:
    """Scaled dot-product attention (Vaswani et al., 2017), with an optional sliding window (Child et al., 2019)."""

    implied = False
    distribution = True
    endless = False
    steps: ClassVar[Mapping[str, str]] = {
        "scores": "each query times each key",
        "scaled": "divided by the square root of the head size, so that wide heads are no sharper than narrow ones",
        "masked": "keys that a query may not see are hidden: later ones, and those before its window if it has one",
        "weights": "softmax of each row: exponentials divided by their sum",
    }

    def __init__(self, config: GPTConfig):
        self.window = config.window

    def attend(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        t, s = q.size(-2), k.size(-2)
        if t == s and not self.window and q.dtype == torch.bfloat16 and q.device.type == "cpu":
            return attend_in_rows(q, k, v)
        if self.window:
            return F.scaled_dot_product_attention(q, k, v, attn_mask=causal_mask(t, s, self.window, q.device))
        if t == 1 or t == s:  # the fused causal mask is aligned to the top left, so it serves squares only
            return F.scaled_dot_product_attention(q, k, v, is_causal=t > 1)
        return F.scaled_dot_product_attention(q, k, v, attn_mask=causal_mask(t, s, device=q.device))

    def weights(self, q: Tensor, k: Tensor) -> Tensor:
        if q.size(-2) <= ROWS:
            return next(weights_in_rows(q, k, self.window))[1]
        weights = q.new_zeros(*q.shape[:-1], k.size(-2))  # (B, H, T, S)
        for start, rows in weights_in_rows(q, k, self.window):
            weights[..., start : start + rows.size(-2), : rows.size(-1)] = rows
        return weights

    def stages(self, q: Tensor, k: Tensor) -> dict[str, Tensor]:
        scores = q @ k.transpose(-2, -1)
        scaled = scores / math.sqrt(q.size(-1))
        masked = scaled.masked_fill(~causal_mask(q.size(-2), k.size(-2), self.window, q.device), -math.inf)
        return {"scores": scores, "scaled": scaled, "masked": masked, "weights": self.weights(q, k)}

    def features(self, x: Tensor) -> dict[str, Tensor]:
        return {}

    def memory(self, k: Tensor, v: Tensor, head: int) -> None:
        return None

    def gamma(self, head: int) -> None:
        return None

    def step(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        """``attend`` for a single token. Keys and values keep their H_kv heads: no group's are repeated."""
        if self.window:
            k, v = k[..., -self.window :, :], v[..., -self.window :, :]
        grouped = q.reshape(q.size(0), k.size(1), -1, q.size(-1))  # (B, H_kv, H / H_kv, D)
        return F.scaled_dot_product_attention(grouped, k, v).reshape(q.shape)

    def new_cache(self) -> LayerCache:
        return KeyValueCache(self)


def attend_in_rows(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Causal attention of a square map, some rows at a time: twice as fast to train in bfloat16 on a CPU as the fused
    operation of PyTorch, whose backward pass is slow there."""
    return torch.cat([rows @ v[..., : rows.size(-1), :] for _, rows in weights_in_rows(q, k)], -2)


@lru_cache(64)
def unseen_mask(t: int, s: int, window: int, dtype: torch.dtype, device: torch.device) -> Tensor:
    """What is added to scores: minus infinity where ``causal_mask`` hides a key, else zero, ``(T, S)``."""
    with torch.inference_mode(False):  # for every later pass, also for one that trains
        mask = causal_mask(t, s, window, device)
        return torch.zeros(t, s, dtype=dtype, device=device).masked_fill_(~mask, -math.inf)


def weights_in_rows(q: Tensor, k: Tensor, window: int = 0) -> Iterator[tuple[int, Tensor]]:
    """Softmax's map, some rows at a time: the first one's number, and ``(B, H, rows, S)`` of them, with the keys that
    the last one may see. Half of the map is never computed, and what is stays in the processor's cache.
    """
    t, s, scale = q.size(-2), k.size(-2), 1 / math.sqrt(q.size(-1))
    for start in range(0, t, ROWS):
        end = min(start + ROWS, t)
        seen = s - t + end
        unseen = unseen_mask(end - start, seen, window, q.dtype, q.device)
        scores = torch.add(unseen, q[..., start:end, :] @ k[..., :seen, :].transpose(-2, -1), alpha=scale)
        yield start, scores.softmax(-1)


class LAM:
    """Linear attention (Katharopoulos et al., 2020) with memories that fade: softmax's exp(q k) becomes phi(q) phi(k).

    phi is the second-order Taylor series of the exponential as a feature map (Zhang et al., 2024, "Based"): with
    s = q k / sqrt(D), phi(q) phi(k) = 1 + s + s**2 / 2, which is positive. A key n tokens back counts gamma**n as much
    as a new one, with a gamma of its own for every head (retention: Sun et al., 2023), so every row of the implied map
    ``gamma**distance * phi(q) phi(k)^T / row sums`` is a distribution. Sums over keys are all it must remember.
    """

    implied = True
    distribution = True
    endless = True
    steps: ClassVar[Mapping[str, str]] = {
        "scaled": "each query times each key, divided by the square root of the head size: s",
        "series": "1 + s + s²/2, the product of the features of query and key; always positive",
        "faded": "later keys hidden, and a key n tokens back counted gamma**n, with this head's gamma",
        "sums": "the sum of each row",
        "weights": "each row divided by its sum: the implied map, which decoding never forms",
    }

    def __init__(self, config: GPTConfig):
        self.log_gamma = log_gammas(config.n_head, config.memory)

    def attend(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return self.scan(q, k, v, None, keep=False)[0]

    def weights(self, q: Tensor, k: Tensor) -> Tensor:
        raw = self.similarity(q, k)  # (B, H, T, S)
        return raw / raw.sum(-1, keepdim=True)

    def stages(self, q: Tensor, k: Tensor) -> dict[str, Tensor]:
        scaled = q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))
        series = taylor(scaled)
        faded = series * self.faded_mask(q, k)
        sums = faded.sum(-1, keepdim=True)  # (B, H, T, 1)
        return {"scaled": scaled, "series": series, "faded": faded, "sums": sums, "weights": faded / sums}

    def features(self, x: Tensor) -> dict[str, Tensor]:
        return phi_parts(x)

    def gamma(self, head: int) -> float:
        return float(self.log_gamma[head].exp())

    def memory(self, k: Tensor, v: Tensor, head: int) -> Tensor:
        gamma, features = self.log_gamma[head].to(k.device).exp(), phi(k)
        sums = v.new_zeros(features.size(-1), v.size(-1) + 1)  # (F, D + 1)
        norms = []
        for feature, value in zip(features, with_one(v), strict=True):
            sums = gamma * sums + torch.outer(feature, value)
            norms.append(torch.linalg.vector_norm(sums, dim=0))
        return torch.stack(norms)

    def new_cache(self) -> LayerCache:
        return RunningSums(self)

    def similarity(self, q: Tensor, k: Tensor) -> Tensor:
        """phi(q) phi(k)^T without forming phi, faded and causal: ``(B, H, T, S)``."""
        return taylor(q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))) * self.faded_mask(q, k)

    def faded_mask(self, q: Tensor, k: Tensor) -> Tensor:
        """gamma**distance from each query back to each key, zero for later keys: ``(H, T, S)``."""
        t, s = q.size(-2), k.size(-2)
        queries, keys = torch.arange(s - t, s, device=q.device), torch.arange(s, device=q.device)
        return self.fading((queries[:, None] - keys).clamp(min=0), q).tril(s - t)

    def fading(self, distance: Tensor, like: Tensor) -> Tensor:
        """gamma**distance of every head: ``(T, S)`` -> ``(H, T, S)``, of the type of ``like``."""
        return (self.log_gamma.to(like.device) * distance).exp().to(like.dtype)

    def scan(
        self, q: Tensor, k: Tensor, v: Tensor, sums: Tensor | None, keep: bool = True
    ) -> tuple[Tensor, Tensor | None]:
        """Attend from chunk to chunk; ``sums`` ``(B, H, F, D + 1)`` holds phi(k)^T [v, 1] of all earlier keys, faded.

        Within a chunk the map is formed, between chunks only the sums travel: linear in T. Those after the last chunk
        are returned if they are to be kept.
        """
        v = with_one(v)
        earlier = k.size(-2) - q.size(-2)
        if earlier:
            sums = self.summed(k[..., :earlier, :], v[..., :earlier, :], sums)
            k, v = k[..., earlier:, :], v[..., earlier:, :]
        out, end = [], 0
        for qc, kc, vc in zip(q.split(CHUNK, -2), k.split(CHUNK, -2), v.split(CHUNK, -2), strict=True):
            mixed = self.within(qc, kc, vc)  # (B, H, chunk, D + 1)
            if sums is not None:
                since = torch.arange(1, qc.size(-2) + 1, device=q.device)[:, None]
                mixed = mixed + self.fading(since, qc) * (phi(qc) @ sums)
            out.append(mixed)
            end += kc.size(-2)
            if keep or end < k.size(-2):
                sums = self.summed(kc, vc, sums)
        y = torch.cat(out, -2)
        return y[..., :-1] / y[..., -1:], sums

    def within(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        """The values of a chunk mixed by its own map, some rows at a time: little is spent on what is not seen."""
        ends = [min(start + ROWS, q.size(-2)) for start in range(0, q.size(-2), ROWS)]
        rows = zip(q.split(ROWS, -2), ends, strict=True)
        return torch.cat([self.similarity(part, k[..., :end, :]) @ v[..., :end, :] for part, end in rows], -2)

    def summed(self, k: Tensor, v: Tensor, sums: Tensor | None) -> Tensor:
        """``sums`` after the keys and values of some more tokens."""
        since = torch.arange(k.size(-2) - 1, -1, -1, device=k.device)[:, None]
        more = phi(k).transpose(-2, -1) @ (self.fading(since, v) * v)
        return more if sums is None else more + self.fading(since[:1] + 1, sums) * sums

    def step(self, q: Tensor, k: Tensor, v: Tensor, sums: Tensor) -> Tensor:
        """``scan`` for a single token, which takes its key and value into ``sums`` in place."""
        gamma = self.log_gamma.to(sums.device).exp()
        sums.mul_(gamma).addcmul_(phi(k).transpose(-2, -1), with_one(v))
        y = phi(q) @ sums
        return y[..., :-1] / y[..., -1:]


def log_gammas(n_head: int, memory: int) -> Tensor:
    """log gamma of every head, ``(H, 1, 1)`` float32: 1 - 1/n for n tokens of memory, from 4 to ``memory`` in equal
    ratios. Without ``memory`` all are 0, and nothing fades."""
    if not memory:
        return torch.zeros(n_head, 1, 1)
    reach = torch.logspace(2, math.log2(memory), n_head, base=2, device="cpu")  # see ``frequencies`` of positions
    return (1 - 1 / reach).log()[:, None, None]


KERNELS: dict[str, type[Softmax] | type[LAM]] = {"softmax": Softmax, "lam": LAM}
