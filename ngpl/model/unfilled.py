"""Models whose weights are still to be filled in: no random number is drawn for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

from ngpl.config import GPTConfig
from ngpl.model.gpt import GPT


class Unfilled(TorchFunctionMode):
    """Leaves out what ``torch.nn.init`` does by chance: half a second for each hundred million weights, thrice."""

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: tuple = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        filling = getattr(func, "__module__", "") == "torch.nn.init"
        return kwargs["tensor"] if filling else func(*args, **kwargs)


def empty_model(config: GPTConfig, device: str = "cpu") -> GPT:
    """A model that holds whatever was in the memory before; on the device ``meta`` it takes none, but has shapes."""
    with torch.device(device), Unfilled():
        return GPT(config)
