"""Where a model runs, and in which type it trains best there."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import torch

from ngpl.errors import ConfigError

DEVICES = ("auto", "cpu", "cuda", "mps", "xpu")
DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}


def pick_device(name: str = "auto") -> torch.device:
    """The device called ``name``; ``auto`` takes an accelerator if there is one. ROCm's GPUs go by ``cuda``."""
    if name not in DEVICES:
        raise ConfigError(f"device {name!r} is unknown; there are: {', '.join(DEVICES)}")
    present = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    present["xpu"] = hasattr(torch, "xpu") and torch.xpu.is_available()
    if name == "auto":
        return torch.device(next((kind for kind in ("cuda", "xpu", "mps") if present[kind]), "cpu"))
    if not present[name]:
        raise ConfigError(f"device {name!r} is not there, or this build of PyTorch cannot use it; cpu always works")
    return torch.device(name)


def share_cores(answers: int) -> None:
    """Give each of so many answers at a time its share of the CPU's cores; more threads than cores only wait."""
    torch.set_num_threads(max(1, _cores() // answers))


def _cores() -> int:
    """The cores this process may use: those of its affinity, and of its container's quota (cgroup v2)."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with contextlib.suppress(OSError, ValueError):
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text().split()
        cores = min(cores, max(1, round(int(quota) / int(period))))
    return cores


def training_dtype(name: str, device: torch.device) -> torch.dtype:
    """``auto``: bfloat16 where the hardware multiplies it natively, else float32."""
    if name != "auto":
        return DTYPES[name]
    return torch.bfloat16 if _fast_bfloat16(device) else torch.float32


def _fast_bfloat16(device: torch.device) -> bool:
    if device.type == "cuda":
        return torch.cuda.is_bf16_supported(including_emulation=False)
    if device.type == "cpu":
        return torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return False


def autocast(device: torch.device, dtype: torch.dtype) -> contextlib.AbstractContextManager:
    """Matrix products in ``dtype``, sums and losses in float32."""
    if dtype == torch.float32:
        return contextlib.nullcontext()
    return torch.autocast(device.type, dtype=dtype)
