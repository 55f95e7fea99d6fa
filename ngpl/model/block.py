"""One block: attention and MLP, each added to the residual stream."""

from __future__ import annotations

from torch import Tensor, nn

from ngpl.config import GPTConfig
from ngpl.errors import choose
from ngpl.model.cache import LayerCache, expand
from ngpl.model.kernels import KERNELS, Kernel
from ngpl.model.layers import MLPS, NORMS, QK_NORMS, dropout
from ngpl.model.positions import Turn
from ngpl.model.probe import Probe


class Attention(nn.Module):
    """Projections around a kernel, with grouped keys and values (Ainslie et al., 2023)."""

    def __init__(self, config: GPTConfig, layer: int):
        super().__init__()
        self.layer, self.n_head, self.head_size, self.kv_heads = layer, config.n_head, config.head_size, config.kv_heads
        self.kernel: Kernel = choose(KERNELS, config.attention, "attention kernel")(config.at(layer))
        self.qkv = nn.Linear(config.n_embd, sum(config.qkv_rows), bias=config.has_bias("qkv"))
        self.qk_norm = choose(QK_NORMS, config.qk_norm, "norm of queries and keys")(config)
        self.out = nn.Linear(config.qkv_rows[0], config.n_embd, bias=config.has_bias("out"))

    def forward(self, x: Tensor, turn: Turn, cache: LayerCache | None, probe: Probe | None) -> Tensor:
        heads = self.qkv(x).view(*x.shape[:2], -1, self.head_size).transpose(1, 2)  # (B, H + 2 H_kv, T, D)
        turning, v = heads.split_with_sizes((self.n_head + self.kv_heads, self.kv_heads), 1)
        q, k = turn(self.qk_norm(turning)).split_with_sizes((self.n_head, self.kv_heads), 1)
        if cache is not None:
            y = cache.attend(q, k, v)
        else:
            y = self._attend(q, expand(k, self.n_head), expand(v, self.n_head), probe)
        return self.out(y.transpose(1, 2).flatten(2))  # (B, T, C)

    def _attend(self, q: Tensor, k: Tensor, v: Tensor, probe: Probe | None) -> Tensor:
        if probe is None:
            return self.kernel.attend(q, k, v)
        q, k, v = (told(probe, stage, self.layer, x) for stage, x in (("query", q), ("key", k), ("value", v)))
        y = self.kernel.attend(q, k, v)
        if "attention" in probe.stages:
            weights = self.kernel.weights(q, k)
            answer = probe("attention", self.layer, weights)
            if answer is not weights:
                y = answer @ v
        return told(probe, "heads", self.layer, y)


class Block(nn.Module):
    """Pre-norm residual block: ``x + attention(norm(x))``, then ``x + mlp(norm(x))``."""

    def __init__(self, config: GPTConfig, layer: int):
        super().__init__()
        self.layer = layer
        norm = choose(NORMS, config.norm, "norm")
        self.attention_norm = norm(config)
        self.attention = Attention(config, layer)
        self.mlp_norm = norm(config)
        self.mlp = choose(MLPS, config.mlp, "MLP")(config)
        self.dropout = dropout(config)

    def forward(self, x: Tensor, turn: Turn, cache: LayerCache | None, probe: Probe | None) -> Tensor:
        before = told(probe, "resid_pre", self.layer, x)
        x = before + self.dropout(self.attention(self.attention_norm(before), turn, cache, probe))
        middle = told(probe, "resid_mid", self.layer, x)
        x = middle + self.dropout(self.thought(before, middle))
        return told(probe, "resid_post", self.layer, x)

    def thought(self, before: Tensor, middle: Tensor) -> Tensor:
        """What the MLP makes of the streams before the block and after attention."""
        return self.mlp(self.mlp_norm(middle))


class ParallelBlock(Block):
    """``x + attention(norm(x)) + mlp(norm(x))``, each norm with its own weights (GPT-J, GPT-NeoX: Black et al., 2022).

    What a probe is told as ``resid_mid`` is the stream with attention's part, which the MLP does not read.
    """

    def thought(self, before: Tensor, middle: Tensor) -> Tensor:
        return self.mlp(self.mlp_norm(before))


def told(probe: Probe | None, stage: str, layer: int, value: Tensor) -> Tensor:
    """``value``, or what a probe that watches ``stage`` makes of it."""
    return probe(stage, layer, value) if probe is not None and stage in probe.stages else value
