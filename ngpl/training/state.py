"""The state of a run on disk: a safetensors file from which training goes on exactly where it was."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from ngpl.errors import CheckpointError, ConfigError
from ngpl.files import write_whole
from ngpl.model import AnyModel

MOMENTS = ("exp_avg", "exp_avg_sq", "step")


@dataclass
class History:
    """Losses so far, in nats a token: ``(step, loss)`` of training and of held-out text."""

    losses: list[tuple[int, float]] = field(default_factory=list)
    val_losses: list[tuple[int, float]] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, step: int, *, loss: float | None = None, val_loss: float | None = None) -> None:
        if loss is not None:
            self.losses.append((step, loss))
        if val_loss is not None:
            self.val_losses.append((step, val_loss))

    @property
    def step(self) -> int:
        """Steps done."""
        return self.losses[-1][0] if self.losses else 0

    @property
    def best(self) -> float:
        """The lowest loss on held-out text."""
        return min((loss for _, loss in self.val_losses), default=math.inf)


def save_state(
    path: Path, model: AnyModel, optimizer: torch.optim.Optimizer, history: History, fingerprint: str
) -> None:
    """Write weights, moments, random state and history, whole or not at all."""
    tensors = {"random": torch.get_rng_state()} | _device_random(model)
    for name, parameter in learned(model):
        tensors[f"weight.{name}"] = parameter.detach().cpu().contiguous()
        for moment in MOMENTS:
            tensors[f"{moment}.{name}"] = optimizer.state[parameter][moment].cpu().contiguous()
    write_whole(path, save(tensors, {"history": json.dumps(asdict(history)), "fingerprint": fingerprint}))


def load_state(path: Path, model: AnyModel, optimizer: torch.optim.Optimizer, fingerprint: str) -> History:
    """Put a run back to where ``save_state`` left it.

    Raises ``ConfigError`` if ``fingerprint`` shows that the run had other settings, ``CheckpointError`` if the file
    is damaged.
    """
    metadata, tensors = _read(path)
    if metadata.get("fingerprint") != fingerprint:
        raise ConfigError(f"{path} belongs to a run with other settings or data; choose another folder, or remove it")
    try:
        with torch.no_grad():
            for name, parameter in learned(model):
                parameter.copy_(tensors[f"weight.{name}"])
                optimizer.state[parameter] = {
                    moment: tensors[f"{moment}.{name}"].to(parameter.device) for moment in MOMENTS
                }
        torch.set_rng_state(tensors["random"])
        if "random.device" in tensors and model.device.type != "cpu":
            torch.get_device_module(model.device).set_rng_state(tensors["random.device"])
        values = json.loads(metadata["history"])
        pairs = {key: [(int(step), loss) for step, loss in values[key]] for key in ("losses", "val_losses")}
        return History(**pairs, seconds=values["seconds"])
    except (KeyError, ValueError, RuntimeError) as error:
        raise CheckpointError(f"{path} is damaged: {error}") from error


def learned(model: AnyModel) -> list[tuple[str, nn.Parameter]]:
    """The parameters that are not frozen, by name."""
    return [(name, parameter) for name, parameter in model.named_parameters() if parameter.requires_grad]


def _device_random(model: AnyModel) -> dict[str, Tensor]:
    """The random state of an accelerator, which dropout draws on there."""
    if model.device.type == "cpu":
        return {}
    return {"random.device": torch.get_device_module(model.device).get_rng_state().cpu()}


def _read(path: Path) -> tuple[dict[str, str], dict[str, Tensor]]:
    try:
        with safe_open(str(path), framework="pt") as file:
            return file.metadata() or {}, {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except (SafetensorError, OSError) as error:
        raise CheckpointError(
            f"{path} is no state of a run, or it is damaged ({error}); remove it to start anew"
        ) from error
