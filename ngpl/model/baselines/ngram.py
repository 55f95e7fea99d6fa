"""The n-gram model: what followed the last few tokens in the text that was counted, and how often."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from ngpl.config import from_dict
from ngpl.errors import ConfigError, DataError
from ngpl.model.baselines.baseline import Baseline
from ngpl.model.baselines.kneser_ney import NONE, Grams, Order, count, smoothed
from ngpl.spec import Checked, param

PARTS = ("followers", "tokens", "counts")
INTEGERS = (torch.uint8, torch.int16, torch.int32, torch.int64)
MOST = 2**40  # n-grams of one length: more than any file holds


@dataclass(frozen=True)
class NGramConfig(Checked):
    """``sizes``: how many different n-grams of 1 to ``order`` tokens were counted; none before that."""

    vocab_size: int = param(4096, "tokens in the vocabulary", low=1, high=1_000_000)
    block_size: int = param(256, "tokens read at a time; it changes no prediction", low=1, high=65_536)
    order: int = param(5, "ngram: tokens of the longest n-gram, the one that is foretold included", low=1, high=12)
    sizes: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "sizes", tuple(self.sizes))
        fits = all(type(size) is int and 1 <= size <= MOST for size in self.sizes)
        if not fits or len(self.sizes) not in (0, self.order):
            raise ConfigError(f"sizes must be {self.order} counts of n-grams, one for each length, not {self.sizes!r}")

    @property
    def parameters(self) -> int:
        return sum(self.sizes)

    def to_dict(self) -> dict[str, Any]:
        return dataclasses.asdict(self) | {"sizes": list(self.sizes)}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> NGramConfig:
        """Build from JSON; ``ConfigError`` names fields that do not exist."""
        return from_dict(cls, values)


@dataclass(frozen=True)
class Evidence:
    """What a prediction rests on: after the last ``length`` tokens the text went on ``times`` times, in ``ways``
    different ones; shorter contexts have ``left`` of the probability."""

    length: int
    times: int
    ways: int
    left: float


class NGram(Baseline):
    """Interpolated modified Kneser-Ney over stored counts; before any are counted, all tokens are equally likely."""

    unigrams: Tensor  # (V,)

    def __init__(self, config: NGramConfig, grams: Sequence[Grams] = ()):
        super().__init__()
        self.config = config
        for k, one in enumerate(grams, 1):
            for part in PARTS:
                self.register_buffer(f"{part}{k}", narrowed(getattr(one, part)))
        orders = smoothed(grams, config.vocab_size) if grams else ()
        self.register_buffer("unigrams", torch.from_numpy(_dense(orders, config.vocab_size)).float())
        for k, order in enumerate(orders, 1):
            self._keep(k, order, grams[k - 1])

    def _keep(self, k: int, order: Order, grams: Grams) -> None:
        starts = np.append(0, np.cumsum(grams.followers, dtype=np.int64))
        derived = {"keys": order.keys, "starts": starts, "probs": order.probs, "backoff": order.backoff}
        for name, values in derived.items():
            tensor = torch.from_numpy(values)
            self.register_buffer(f"{name}{k}", tensor.float() if tensor.is_floating_point() else tensor)

    def counted(self, ids: np.ndarray) -> NGram:
        if len(ids) < self.config.order:
            raise DataError(f"{len(ids)} tokens are too few to count n-grams of {self.config.order}")
        grams = count(ids, self.config.vocab_size, self.config.order)
        config = dataclasses.replace(self.config, sizes=tuple(len(one.tokens) for one in grams))
        return NGram(config, grams).to(self.device).eval()

    def foretell(self, ids: Tensor) -> Tensor:
        probs = self.unigrams.repeat(ids.numel(), 1)  # (N, V), N of all rows together
        for k, contexts in enumerate(self.contexts(ids)[1:], 2):
            self._mix(probs, k, contexts.flatten())
        return probs.log().view(*ids.shape, -1)

    def _mix(self, probs: Tensor, k: int, contexts: Tensor) -> None:
        """Put the probabilities of order ``k`` after ``contexts (N,)`` over those ``(N, V)`` of the order below."""
        seen = contexts != NONE
        rows, contexts = seen.nonzero()[:, 0], contexts[seen]
        starts, backoff = self._of("starts", k), self._of("backoff", k)
        probs[rows] *= backoff[contexts][:, None]
        first, ways = starts[contexts], starts[contexts + 1] - starts[contexts]
        skipped = ways.cumsum(0) - ways
        places = (first - skipped).repeat_interleave(ways) + torch.arange(int(ways.sum()), device=ways.device)
        tokens = self._of("keys", k)[places] % self.config.vocab_size
        probs[rows.repeat_interleave(ways), tokens] += self._of("probs", k)[places]

    def contexts(self, ids: Tensor) -> list[Tensor]:
        """Where what was read of ``ids (B, T)``, its last 0, 1, ... tokens, stands among the n-grams of that length:
        ``(B, T)`` each, ``NONE`` if it was never seen."""
        before = torch.zeros_like(ids)
        found = [before]
        for k in range(1, len(self.config.sizes)):
            keys = self._of("keys", k)
            wanted = torch.where(before == NONE, NONE, before * self.config.vocab_size + ids)
            places = torch.searchsorted(keys, wanted).clamp(max=len(keys) - 1)
            found.append(torch.where(keys[places] == wanted, places, NONE))
            before = F.pad(found[-1], (1, 0), value=NONE)[:, :-1]
        return found

    def evidence(self, ids: Sequence[int]) -> Evidence:
        """What the prediction after ``ids`` rests on: the longest end of it that was seen to go on."""
        row = torch.tensor([list(ids)[-self.config.order :]], device=self.device)
        for length, contexts in reversed(list(enumerate(self.contexts(row)))):
            at, k = int(contexts[0, -1]), length + 1
            if at != NONE and self.config.sizes and int(self._of("followers", k)[at]):
                start, end = self._of("starts", k)[at : at + 2].tolist()
                counts, left = self._of("counts", k)[start:end], float(self._of("backoff", k)[at])
                return Evidence(length, int(counts.sum()), end - start, left)
        return Evidence(0, 0, 0, 1.0)

    def account(self, ids: Sequence[int], label: Callable[[int], str]) -> str:
        seen = self.evidence(ids)
        if not seen.length:
            return f"{self.config.order}-grams: the last token was never seen to go on; what is frequent is likely."
        end = "".join(label(id) for id in list(ids)[-seen.length :])
        read = f"{self.config.order}-grams: after “{end}”, the last {seen.length} of at most {self.reach} tokens"
        went = f"the text it counted went on {seen.times:,} times, in {seen.ways:,} ways"
        return f"{read}, {went}; {100 * seen.left:.1f} % of the probability is left to shorter contexts."

    def tensors(self) -> dict[str, Tensor]:
        names = [f"{part}{k}" for k in range(1, len(self.config.sizes) + 1) for part in PARTS]
        return {name: getattr(self, name) for name in names}

    @classmethod
    def layout(cls, config: NGramConfig) -> dict[str, Tensor]:
        if not config.sizes:
            raise ConfigError("sizes is missing: nothing was counted")
        shapes: dict[str, int] = {}
        for k, (size, below) in enumerate(zip(config.sizes, (1, *config.sizes)), 1):
            shapes |= {f"followers{k}": below, f"tokens{k}": size, f"counts{k}": size}
        return {name: torch.empty(size, dtype=torch.int64) for name, size in shapes.items()}

    @classmethod
    def from_tensors(cls, config: NGramConfig, tensors: Mapping[str, Tensor]) -> Self:
        parts = [[tensors[f"{part}{k}"].numpy() for part in PARTS] for k in range(1, config.order + 1)]
        return cls(config, [Grams(*arrays) for arrays in parts])

    @property
    def storage(self) -> str:
        return "counts"

    @property
    def sight(self) -> str:
        return (
            f"a model of {self.config.order}-grams knows what followed the last {self.reach} tokens in the text it "
            "counted, and has neither layers nor heads"
        )

    @property
    def reach(self) -> int:
        return self.config.order - 1

    def _of(self, name: str, k: int) -> Tensor:
        return getattr(self, f"{name}{k}")


def narrowed(values: np.ndarray) -> Tensor:
    """Whole numbers in the smallest type that holds them."""
    kind = next(kind for kind in INTEGERS if values.max(initial=0) <= torch.iinfo(kind).max)
    return torch.from_numpy(values.astype(np.int64)).to(kind)


def _dense(orders: Sequence[Order], vocab_size: int) -> np.ndarray:
    """The probabilities of single tokens ``(V,)``, each with its share of what is left to those never seen."""
    probs = np.full(vocab_size, 1 / vocab_size)
    if orders:
        probs *= orders[0].backoff
        probs[orders[0].keys] += orders[0].probs
    return probs
