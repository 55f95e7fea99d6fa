"""The bigram: a table that says after every token how likely each other one is. It sees nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import torch
from torch import Tensor, nn

from ngpl.config import from_dict
from ngpl.model.baselines.baseline import Baseline
from ngpl.spec import Checked, param


@dataclass(frozen=True)
class BigramConfig(Checked):
    """A table of ``vocab_size`` squared logits."""

    vocab_size: int = param(4096, "tokens in the vocabulary; the table has its square", low=1, high=16_384)
    block_size: int = param(256, "tokens of a sequence in training", low=1, high=1_048_576)
    counted: bool = param(False, "bigram: fill the table by counting pairs instead of training it")
    smoothing: float = param(1.0, "bigram: added to every pair's count, seen or not", low=1e-6, high=1e6)

    @property
    def parameters(self) -> int:
        return self.vocab_size**2

    def to_dict(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> BigramConfig:
        """Build from JSON; ``ConfigError`` names fields that do not exist."""
        return from_dict(cls, values)


class Bigram(Baseline):
    """Row ``a`` of ``table (V, V)`` holds the logits of what follows token ``a``.

    Trained, it is the embedding table that Karpathy's lecture "Let's build GPT" begins with; counted, it holds
    log-probabilities with additive smoothing (Lidstone, 1920). Before either all tokens are equally likely.
    """

    def __init__(self, config: BigramConfig):
        super().__init__()
        self.config = config
        self.table = nn.Embedding(config.vocab_size, config.vocab_size, _weight=torch.zeros([config.vocab_size] * 2))

    def foretell(self, ids: Tensor) -> Tensor:
        return self.table(ids)

    def counted(self, ids: np.ndarray) -> Bigram:
        size, made = self.config.vocab_size, Bigram(self.config)
        pairs = ids[:-1].astype(np.int64) * size + ids[1:]
        counts = torch.from_numpy(np.bincount(pairs, minlength=size * size)).view(size, size) + self.config.smoothing
        with torch.no_grad():
            made.table.weight.copy_((counts / counts.sum(1, keepdim=True)).log())
        return made.to(self.device).eval()

    def tensors(self) -> dict[str, Tensor]:
        return {"table.weight": self.table.weight.data}

    @classmethod
    def layout(cls, config: BigramConfig) -> dict[str, Tensor]:
        return {"table.weight": torch.empty(config.vocab_size, config.vocab_size)}

    @classmethod
    def from_tensors(cls, config: BigramConfig, tensors: Mapping[str, Tensor]) -> Self:
        made = cls(config)
        with torch.no_grad():
            made.table.weight.copy_(tensors["table.weight"])
        return made

    @property
    def counts(self) -> bool:
        return self.config.counted

    @property
    def embedding(self) -> Tensor:
        """Each token's probabilities ``(V, V)`` of what follows it: tokens that are followed alike are near."""
        return self.table.weight.softmax(-1)

    @property
    def sight(self) -> str:
        return "a bigram looks at one token only, the last, and has neither layers nor heads"

    @property
    def reach(self) -> int:
        return 0

    def account(self, ids: Sequence[int], label: Callable[[int], str]) -> str:
        return f"A bigram: this is the row of its table for the last token, “{label(ids[-1])}”; no other token counts."
