"""Whether there is room for a model: memory to run it, disk to keep it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import torch

from ngpl.errors import DownloadError, InputError
from ngpl.hub.files.tensors import open_tensors
from ngpl.hub.foreign.shards import weight_files

ACTIVATIONS = 1 << 30  # bytes for the program, for what a pass computes, and for the maps of a text
SPARE = 100_000_000  # bytes of a disk that are left to others
CGROUP = Path("/sys/fs/cgroup")


def free_memory(device: torch.device | str = "cpu") -> int | None:
    """Bytes that a model may take; None where the system does not tell."""
    if torch.device(device).type == "cuda":
        return torch.cuda.mem_get_info(torch.device(device))[0]
    found = [bytes for bytes in (_system_memory(), _container_memory()) if bytes is not None]
    return min(found, default=None)


def _system_memory() -> int | None:
    """What is free, with what is only cached, on Linux; all there is elsewhere."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) << 10 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, StopIteration):
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None


def _container_memory() -> int | None:
    """What the container leaves, if this runs in one that has a limit."""
    try:
        limit, used = ((CGROUP / f"memory.{name}").read_text(encoding="ascii") for name in ("max", "current"))
        stat = dict(line.split() for line in (CGROUP / "memory.stat").read_text(encoding="ascii").splitlines())
        return int(limit) - int(used) + int(stat.get("inactive_file", 0))
    except (OSError, ValueError):
        return None


def needed_memory(parameters: int, stored: int) -> int:
    """Bytes to load a model and look into it: its weights as float32, as they are stored while they are read, and
    room for activations."""
    return 4 * parameters + stored + ACTIVATIONS


def check_memory(path: Path, name: str, device: torch.device | str = "cpu") -> None:
    """``InputError`` if the model of a file or a folder, called ``name``, is larger than the memory that is free;
    errors of ``weight_files``."""
    files = weight_files(path) if path.is_dir() else [path]
    parameters, stored = sum(map(_parameters, files)), sum(file.stat().st_size for file in files)
    free, weights = free_memory(device), 4 * parameters + stored
    if free is not None and weights > free:
        raise InputError(
            f"{name} is too large for this machine: to load its {parameters / 1e6:.1f} M parameters takes "
            f"{weights / 1e9:.1f} GB of memory, {free / 1e9:.1f} GB are free; take a smaller model, or close others"
        )


def _parameters(file: Path) -> int:
    """Numbers in a file of weights; of one that is no safetensors, as many as its bytes can spell as float32."""
    if file.suffix not in (".safetensors", ".gpl"):
        return file.stat().st_size // 4
    with open_tensors(file) as tensors:
        return sum(part.numel for part in tensors.parts.values())


def check_disk(folder: Path, size: int) -> None:
    """``DownloadError`` if ``size`` more bytes do not fit on the disk that ``folder`` is, or will be, on."""
    free = free_disk(folder)
    if size + SPARE > free:
        raise DownloadError(
            f"{folder} has {free / 1e6:,.0f} MB free, the model needs {(size + SPARE) / 1e6:,.0f} MB; HF_HOME names "
            "another folder to keep models in"
        )


def free_disk(folder: Path) -> int:
    """Bytes that are free where ``folder`` is, or will be."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return shutil.disk_usage(there).free
