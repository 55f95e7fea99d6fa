"""The type in which a model keeps its weights. While tokens are decoded one by one the weights only stream by, so their
size decides the speed. The residual stream, norms, biases and attention are float32 under every type.

A few rows are multiplied by the weights as they are. Many wait for arithmetic, not for memory, and for them the weights
are widened: a pass over a text computes with float32 numbers, whatever the type.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING, Self

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ngpl.errors import ConfigError, choose

if TYPE_CHECKING:
    from ngpl.model.gpt import GPT

FEW = 4  # rows; for more, widening and a float32 product are as fast, or faster
WHOLE = 32  # the vectors of PyTorch's int8 kernel: it reads past the end of rows of other lengths


class Stored(nn.Module):
    """A frozen linear layer with weight ``(out, in)`` of any floating-point type. Takes and gives float32."""

    weight: nn.Parameter
    scale: Tensor | None

    def __init__(self, weight: Tensor, bias: nn.Parameter | None = None, scale: Tensor | None = None):
        super().__init__()
        self.weight = nn.Parameter(weight, requires_grad=False)
        self.bias = bias
        self.register_buffer("scale", scale)

    def forward(self, x: Tensor) -> Tensor:
        few = x.numel() <= FEW * x.size(-1)
        y, bias = self.product(x) if few else F.linear(x, widened(self)), self.bias
        return y if bias is None else y + bias

    __call__ = forward  # a token passes dozens of these, so what PyTorch's own call does around it counts

    def train(self, mode: bool = True) -> Self:
        if mode:
            raise ConfigError("this model's weights cannot be trained: load_gpl gives float32 weights that can be")
        return super().train(mode)

    def product(self, x: Tensor) -> Tensor:
        """A few rows ``(B, T, in)`` times the transposed weight, as ``(B, T, out)`` float32."""
        return F.linear(x.to(self.weight.dtype), self.weight).to(x.dtype)


class Float16(Stored):
    """Multiplied with float32 numbers, in float32, where PyTorch has that kernel; it reads a packed copy of the weight.
    Nothing is rounded, so tokens are those of float32."""

    def __init__(self, weight: Tensor, bias: nn.Parameter | None = None, scale: Tensor | None = None):
        super().__init__(weight, bias, scale)
        fits = weight.is_cpu and "fbgemm" in torch.backends.quantized.supported_engines
        self.packed = torch.ops.quantized.linear_prepack_fp16(weight.float(), None) if fits else None

    def __deepcopy__(self, memo: dict[int, object]) -> Float16:
        return copy.copy(self)  # frozen, so shared; a packed weight cannot be copied

    def product(self, x: Tensor) -> Tensor:
        if self.packed is None or not x.is_cpu:
            return super().product(x)
        return torch.ops.quantized.linear_dynamic_fp16(x, self.packed)


class Int8(Stored):
    """Whole numbers from -127 to 127, and ``scale``, the step between them: a bfloat16 number for each output channel.

    A weight is off by half a step at most. Of a few rows, products are rounded to bfloat16, which PyTorch's kernel for
    CPUs takes and gives.
    """

    scale: Tensor

    def product(self, x: Tensor) -> Tensor:
        weight, width = self.weight, x.size(-1)
        if not x.is_cpu or width % WHOLE:
            return F.linear(x, widened(self))
        rows = x.reshape(-1, width).bfloat16().contiguous()
        return torch._weight_int8pack_mm(rows, weight, self.scale).float().view(*x.shape[:-1], -1)


class Table(nn.Module):
    """Embeddings ``(V, C)`` that share their tensors with a linear layer's weight."""

    weight: nn.Parameter
    scale: Tensor | None

    def __init__(self, stored: Stored):
        super().__init__()
        self.weight = stored.weight
        self.register_buffer("scale", stored.scale)

    def forward(self, ids: Tensor) -> Tensor:
        return widened(self, ids)


def widened(stored: Stored | Table, rows: Tensor | slice = slice(None)) -> Tensor:
    """A stored weight, or some of its rows, in float32."""
    wide = stored.weight[rows].float()
    return wide if stored.scale is None else wide * stored.scale[rows].float()[..., None]


def as_float16(weight: Tensor, bias: nn.Parameter | None) -> Stored:
    return Float16(weight.half().contiguous(), bias)


def as_bfloat16(weight: Tensor, bias: nn.Parameter | None) -> Stored:
    return Stored(weight.bfloat16().contiguous(), bias)


def as_float32(weight: Tensor, bias: nn.Parameter | None) -> Stored:
    """Laid out column after column, which PyTorch multiplies one row with faster."""
    return Stored(weight.t().contiguous().t(), bias)


def as_int8(weight: Tensor, bias: nn.Parameter | None) -> Int8:
    scale = (weight.abs().amax(1) / 127).bfloat16()  # (out,)
    scale = torch.where(scale > 0, scale, torch.ones_like(scale))  # rows of zeros
    steps = (weight / scale[:, None]).round().clamp(-127, 127)
    return Int8(steps.to(torch.int8).contiguous(), bias, scale)


STORAGES: dict[str, Callable[[Tensor, nn.Parameter | None], Stored]] = {
    "float32": as_float32,
    "float16": as_float16,
    "bfloat16": as_bfloat16,
    "int8": as_int8,
}


def storage_of(model: GPT) -> str:
    """The type of the model's weights, a name of ``STORAGES``."""
    return str(model.tokens.weight.dtype).removeprefix("torch.")


def stored_as(model: GPT, storage: str) -> GPT:
    """The same model with frozen linear layers and embeddings of another type; it shares all other tensors."""
    store = choose(STORAGES, storage, "type of weights")
    shared = {id(tensor): tensor for tensor in [*model.parameters(), *model.buffers()]}
    made = copy.deepcopy(model, shared).eval()
    with torch.no_grad():
        for parent in [*made.blocks.modules()]:
            for name, child in [*parent.named_children()]:
                if isinstance(child, nn.Linear | Stored):
                    setattr(parent, name, store(weight_of(child), child.bias))
        made.head = head = store(weight_of(model.head), None)
        made.tokens = Table(head if model.config.tied else store(weight_of(model.tokens), None))
    return made


def weight_of(module: nn.Linear | nn.Embedding | Stored | Table, rows: Tensor | slice = slice(None)) -> Tensor:
    """The weight of a linear layer or of embeddings, or some of its rows, in float32."""
    return widened(module, rows) if isinstance(module, Stored | Table) else module.weight[rows].float()
