"""Low-rank adapters (LoRA: Hu et al., 2021): ``y = W x + s B A x`` in place of the linear layers of a model, which
stays as it is. Only the small matrices A and B are learned, and any share of what they add can be taken."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import TypeVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ngpl.model.adapter import Adapter, Key, LoraConfig, by_path, starts_of
from ngpl.model.gpt import GPT
from ngpl.model.storage import weight_of

M = TypeVar("M", bound=nn.Module)


class Lora(nn.Module):
    """A linear layer of any storage and what is added to its output: ``scale * up @ (down @ x)``, with ``down (R, in)``
    and ``up (out, R)``. It is frozen, as its layer is."""

    down: Tensor
    up: Tensor

    def __init__(self, base: nn.Module, down: Tensor, up: Tensor, scale: float):
        super().__init__()
        self.base, self.scale = base, scale
        self.register_buffer("down", down)
        self.register_buffer("up", up)

    def forward(self, x: Tensor) -> Tensor:
        return torch.add(self.base(x), F.linear(F.linear(x, self.down), self.up), alpha=self.scale)

    __call__ = forward  # as in ``Stored``

    @property
    def weight(self) -> Tensor:
        """The weight with what is added to it: ``(out, in)`` float32."""
        return torch.add(weight_of(self.base), self.up @ self.down, alpha=self.scale)  # type: ignore[arg-type]

    @property
    def bias(self) -> nn.Parameter | None:
        return self.base.bias  # type: ignore[return-value]


class Learner(nn.Module):
    """As ``Lora``, but its matrices are learned: each target's own, with dropout before them."""

    def __init__(self, base: nn.Module, pairs: Mapping[str, Sequence[nn.Parameter]], starts: list[int], c: LoraConfig):
        super().__init__()
        self.base, self.starts, self.scale = base, starts, c.scale
        self.pairs = nn.ModuleDict({target: nn.ParameterList(pair) for target, pair in pairs.items()})
        self.dropout = nn.Dropout(c.dropout) if c.dropout else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        y, x = self.base(x), self.dropout(x)
        down, up = joined([*self.matrices.values()], self.starts, y.size(-1))
        return torch.add(y, F.linear(F.linear(x, down), up), alpha=self.scale)

    @property
    def matrices(self) -> dict[str, tuple[Tensor, Tensor]]:
        return {target: (pair[0], pair[1]) for target, pair in self.pairs.items()}  # type: ignore[index]


def joined(pairs: Sequence[tuple[Tensor, Tensor]], starts: Sequence[int], out: int) -> tuple[Tensor, Tensor]:
    """Pairs that add to rows of one layer from ``starts`` on, as one pair of all its ``out`` rows."""
    downs, ups = zip(*pairs, strict=True)
    padded = [F.pad(up, (0, 0, start, out - start - len(up))) for up, start in zip(ups, starts, strict=True)]
    return torch.cat(downs), torch.cat(padded, 1)


def adapted(model: GPT, adapter: Adapter, strength: float = 1.0) -> GPT:
    """The same model with ``strength`` times what an adapter adds. ``model``, of any type of weights, stays as it is,
    and its tensors are shared. ``InputError`` if the adapter is of another shape."""
    made, scale = sharing(model), adapter.config.scale * strength
    for path, pairs in by_path(model, adapter).items():
        layer = made.get_submodule(path)
        down, up = joined([*pairs.values()], starts_of(model.config, pairs), layer.weight.size(0))  # type: ignore[operator]
        replace_layer(made, path, Lora(layer, down.to(model.device), up.to(model.device), scale))
    return made


def learning(model: GPT, adapter: Adapter) -> GPT:
    """The model frozen, with an adapter that learns."""
    made = sharing(model).requires_grad_(False)
    for path, pairs in by_path(model, adapter).items():
        own = {target: [nn.Parameter(part) for part in pair] for target, pair in pairs.items()}
        replace_layer(
            made, path, Learner(made.get_submodule(path), own, starts_of(model.config, pairs), adapter.config)
        )
    return made


def learned(model: GPT, config: LoraConfig) -> Adapter:
    """What the adapter of ``learning`` is by now."""
    pairs: dict[Key, tuple[Tensor, Tensor]] = {}
    for path, module in model.named_modules():
        if isinstance(module, Learner):
            layer = int(path.split(".")[1])
            pairs |= {(layer, target): (a.detach(), b.detach()) for target, (a, b) in module.matrices.items()}
    return Adapter(config, pairs)


def merged(model: GPT) -> GPT:
    """A copy with ordinary float32 layers, which can be trained and saved: weights of other types are widened, and what
    an adapter of ``adapted`` adds is merged, so it computes the same but for rounding. It shares nothing with
    ``model``, whose weights stay as they are: there is nothing to unmerge."""
    with torch.random.fork_rng(devices=[]):
        made = GPT(model.config).to(model.device)
    with torch.no_grad():
        for path, module in made.named_modules():
            twin = model.get_submodule(path)
            for name, own in module.named_parameters(recurse=False):
                whole = name == "weight" and isinstance(module, nn.Linear | nn.Embedding)
                own.copy_(weight_of(twin) if whole else getattr(twin, name))  # type: ignore[arg-type]
    return made.train(model.training)


def writable(model: GPT) -> GPT:
    """The model as a file can hold it: ``merged`` if it takes an adapter, and else itself."""
    return merged(model) if any(isinstance(module, Lora) for module in model.modules()) else model


def sharing(module: M) -> M:
    """A copy of the modules alone: every tensor is the very same."""
    return copy.deepcopy(module, {id(tensor): tensor for tensor in [*module.parameters(), *module.buffers()]})


def replace_layer(model: GPT, path: str, layer: nn.Module) -> None:
    parent, _, name = path.rpartition(".")
    setattr(model.get_submodule(parent), name, layer)
