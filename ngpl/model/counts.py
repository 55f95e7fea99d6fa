"""How many parameters a model has, and how many operations a token costs, by the formulas of the Chinchilla paper
(Hoffmann et al., 2022, appendix F): a multiplication and an addition are two operations, and a backward pass costs two
forward passes.

As there, looking up an embedding counts as the product with a one-hot vector, and every query meets every key, later
ones too; norms, positions, activations and biases are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from torch import Tensor

from ngpl.config import GPTConfig
from ngpl.model.adapter import Adapter, LoraConfig, fresh
from ngpl.model.gpt import GPT
from ngpl.model.kernels import CHUNK
from ngpl.model.unfilled import empty_model

TOKENS_A_PARAMETER = 20  # of the compute-optimal models in the paper's tables
BACKWARD = 2  # forward passes that a backward pass costs: half of it for the inputs, half for the weights

# The part that a parameter belongs to, by what its name starts with once its block is taken off.
PARTS = {
    "tokens": "embeddings",
    "positions": "embeddings",
    "attention.qkv": "attention",
    "attention.out": "attention",
    "attention": "norms",
    "mlp.": "mlp",
    "mlp_norm": "norms",
    "norm": "norms",
    "head": "head",
}


@dataclass(frozen=True)
class Parameters:
    """Parameters by part. A head that is tied to the embeddings has none of its own."""

    embeddings: int = 0
    attention: int = 0
    mlp: int = 0
    norms: int = 0
    head: int = 0

    @property
    def total(self) -> int:
        return sum(asdict(self).values())


@dataclass(frozen=True)
class Flops:
    """Operations of a forward pass, for one token in a text of ``length`` tokens; those of all layers together."""

    length: int
    embeddings: float
    qkv: float
    logits: float
    softmax: float
    reduction: float
    projection: float
    mlp: float
    unembedding: float
    adapter: float = 0.0

    @property
    def forward(self) -> float:
        return sum(asdict(self).values()) - self.length

    @property
    def training(self) -> float:
        """Forward and backward. Beside an adapter the other weights need no gradient, only what stands before them."""
        if not self.adapter:
            return (1 + BACKWARD) * self.forward
        return (1 + BACKWARD / 2) * (self.forward - self.adapter) + (1 + BACKWARD) * self.adapter


def shape_only(config: GPTConfig) -> GPT:
    """A model that takes no memory."""
    return empty_model(config, "meta")


def count_parameters(config: GPTConfig) -> Parameters:
    """Parameters by part, each once."""
    counts: dict[str, int] = {}
    for name, weight in shape_only(config).named_parameters():
        part = part_of(name)
        counts[part] = counts.get(part, 0) + weight.numel()
    return Parameters(**counts)


def part_of(name: str) -> str:
    """The part of the model that a parameter belongs to."""
    inner = name.split(".", 2)[2] if name.startswith("blocks.") else name
    return next(part for start, part in PARTS.items() if inner.startswith(start))


def count_flops(config: GPTConfig, length: int = 0, adapter: LoraConfig | None = None) -> Flops:
    """Operations a token in a text of ``length`` tokens, by default as many as the context holds.

    LAM's map is formed within chunks only; for longer texts the products with its sums are added to ``reduction``.
    """
    length = length or config.block_size
    model = shape_only(config)
    weights = dict(model.blocks.named_parameters())
    width = config.n_head * config.head_size
    keys = sum(keys_of(config.at(layer), length) for layer in range(config.n_layer))
    values = width + (config.n_head if config.attention == "lam" else 0)  # LAM sums its rows, too
    table = 2.0 * config.vocab_size * config.n_embd
    return Flops(
        length=length,
        embeddings=table,
        qkv=products(weights, "attention.qkv."),
        logits=2.0 * keys * width,
        softmax=3.0 * keys * config.n_head,
        reduction=2.0 * keys * values + carried(config, length) * config.n_layer,
        projection=products(weights, "attention.out."),
        mlp=products(weights, "mlp."),
        unembedding=table,
        adapter=2.0 * fresh(model, adapter).n_params if adapter else 0.0,
    )


def products(weights: Mapping[str, Tensor], part: str) -> float:
    """Operations of a token's products with all matrices of a part."""
    return 2.0 * sum(w.numel() for name, w in weights.items() if f".{part}" in name and w.dim() == 2)


def keys_of(config: GPTConfig, length: int) -> int:
    """Keys that a query is multiplied with in one layer."""
    if config.attention == "lam":
        return min(length, CHUNK)
    return min(length, config.window) if config.window else length


def carried(config: GPTConfig, length: int) -> float:
    """What LAM spends on a token of a text longer than a chunk: its features times the sums, and into them."""
    if config.attention != "lam" or length <= CHUNK:
        return 0.0
    features = 1 + config.head_size + config.head_size**2
    return 2 * 2.0 * config.n_head * features * (config.head_size + 1)


def six_n_d(parameters: int, tokens: float) -> float:
    """The usual estimate of what training costs: six operations for each parameter and token (Kaplan et al., 2020)."""
    return 6.0 * parameters * tokens


def optimal_tokens(parameters: int) -> int:
    """How many tokens suit a model of that size if the computing is to be spent best (Hoffmann et al., 2022)."""
    return TOKENS_A_PARAMETER * parameters


def count_adapter(config: GPTConfig, adapter: Adapter | LoraConfig) -> int:
    """Parameters that an adapter adds."""
    return adapter.n_params if isinstance(adapter, Adapter) else fresh(shape_only(config), adapter).n_params
