"""The model: ids -> logits."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from ngpl.config import GPTConfig
from ngpl.errors import ConfigError, InputError, choose
from ngpl.model.block import Block, ParallelBlock
from ngpl.model.cache import Cache
from ngpl.model.kernels import Kernel
from ngpl.model.layers import NORMS, dropout
from ngpl.model.positions import POSITIONS
from ngpl.model.probe import Probe
from ngpl.model.storage import Stored, Table, widened


class GPT(nn.Module):
    """A decoder-only transformer (GPT-2: Radford et al., 2019; Llama: Touvron et al., 2023) of any shape that
    ``GPTConfig`` can say. Nothing in it changes when it is called, so one model serves many threads."""

    def __init__(self, config: GPTConfig):
        super().__init__()
        self.config = config
        self.tokens: nn.Embedding | Table = nn.Embedding(config.vocab_size, config.n_embd)
        self.positions = choose(POSITIONS, config.position, "position scheme")(config)
        self.dropout = dropout(config)
        block = ParallelBlock if config.parallel else Block
        self.blocks = nn.ModuleList(block(config, layer) for layer in range(config.n_layer))
        self.norm = choose(NORMS, config.norm, "norm")(config)
        self.head: nn.Linear | Stored = nn.Linear(config.n_embd, config.vocab_size, bias=False)
        if config.tied:
            self.head.weight = self.tokens.weight
        self._initialize()

    def forward(self, ids: Tensor, cache: Cache | None = None, probe: Probe | None = None) -> Tensor:
        """Logits ``(B, T, V)`` of the token after each of ``ids`` ``(B, T)``.

        With a ``cache`` the ids go on where it stands. A ``probe`` watches a whole sequence; never both.
        """
        if cache is not None and probe is not None:
            raise ConfigError("a pass takes a cache or a probe, not both: a probe looks at a whole sequence")
        start = cache.length if cache is not None else 0
        self._check_length(start + ids.size(1))
        x = self.dropout(self.positions.add(self.tokens(ids), start))  # (B, T, C)
        turn = self.positions.turner(start, ids.size(1))
        for layer, block in enumerate(self.blocks):
            x = block(x, turn, cache.layers[layer] if cache is not None else None, probe)
        if cache is not None:
            cache.length += ids.size(1)
        return self.unembed(x)

    def unembed(self, residual: Tensor) -> Tensor:
        """What the residual stream ``(..., C)`` says of the next token, at any depth: logits ``(..., V)``."""
        return self.head(self.norm(residual))

    def new_cache(self) -> Cache:
        """An empty decoding state; it takes the batch size of the first call it is given to."""
        return Cache([block.attention.kernel.new_cache() for block in self.blocks])  # type: ignore[union-attr, operator]

    @property
    def context(self) -> int:
        """The longest sequence the model has learned to read, in tokens.

        Most shapes can compute past it, but what they predict there falls apart, LAM's as well as softmax's.
        """
        return self.config.block_size

    @property
    def kernel(self) -> Kernel:
        """The attention kernel of the first block; all are of one kind."""
        return self.kernel_of(0)

    def kernel_of(self, layer: int) -> Kernel:
        """The attention kernel of a block; they differ where only some layers have a window."""
        return self.blocks[layer].attention.kernel  # type: ignore[union-attr, return-value]

    @property
    def embedding(self) -> Tensor:
        """The token embeddings ``(V, C)``, in float32 however they are stored."""
        return widened(self.tokens) if isinstance(self.tokens, Table) else self.tokens.weight

    @property
    def device(self) -> torch.device:
        return self.tokens.weight.device

    @property
    def n_params(self) -> int:
        """Parameters; a tied head counts once."""
        return sum(p.numel() for p in self.parameters())

    def _check_length(self, n: int) -> None:
        if self.positions.limited and n > self.config.block_size:
            raise InputError(f"{n} tokens are more than the model's context of {self.config.block_size}")

    def _initialize(self) -> None:
        """GPT-2's: normal of 0.02, the layers that write to the stream scaled down by the number of writes."""
        for name, weight in self.named_parameters():
            if weight.dim() < 2:
                continue
            writes = name.endswith(("attention.out.weight", "mlp.down.weight"))
            nn.init.normal_(weight, std=0.02 / math.sqrt(2 * self.config.n_layer) if writes else 0.02)
        for module in self.modules():
            if isinstance(module, nn.Linear) and module.bias is not None:
                nn.init.zeros_(module.bias)
