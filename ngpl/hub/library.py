"""Models by name: what there is, and those that are loaded."""

from __future__ import annotations

import contextlib
import re
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import torch

from ngpl.config import Settings, read_settings
from ngpl.device import pick_device
from ngpl.errors import CheckpointError, ModelNotFound
from ngpl.hub.checkpoint import describe
from ngpl.hub.download import download_model
from ngpl.hub.language_model import LanguageModel, check_storage, open_model
from ngpl.paths import ROOT

HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")


@dataclass(frozen=True)
class ModelInfo:
    """What can be said of a model without loading it. ``shape``: layers, heads of each; ``vocabulary``: a digest."""

    name: str
    parameters: int
    tokenizer: str
    attention: str
    source: str
    summary: str = ""
    storage: str = "float32"
    shape: tuple[int, int] = (0, 0)
    vocabulary: str = ""


@cache
def settings() -> Settings:
    """The settings in the root's ``config.json``."""
    return read_settings(ROOT / "config.json")


def list_models() -> list[ModelInfo]:
    """The models on offer whose files are there and whole."""
    found = []
    for offer in settings().models:
        with contextlib.suppress(CheckpointError):
            found.append(model_info(offer.name, ROOT / offer.file, offer.summary))
    return found


def model_info(name: str, path: Path, summary: str = "") -> ModelInfo:
    """Read from the file's header alone."""
    found = describe(path)
    c = found.config
    return ModelInfo(
        name,
        found.parameters,
        found.tokenizer,
        c.attention,
        str(path),
        summary,
        found.storage,
        (c.n_layer, c.n_head),
        found.vocabulary,
    )


def find_model(name: str) -> Path:
    """The file that ``name`` means: a model on offer, a ``.gpl`` file, a folder with one, or ``owner/name`` on the
    Hugging Face Hub, which is then downloaded. Raises ``ModelNotFound`` with what there is."""
    offer = settings().offer(name)
    path = ROOT / offer.file if offer else Path(name)
    if path.is_file():
        return path
    if path.is_dir():
        return _only_model(path)
    if not offer and HUB_ID.fullmatch(name) and not name.endswith(".gpl"):
        return download_model(name)
    names = ", ".join(info.name for info in list_models())
    raise ModelNotFound(f"there is no model {name!r}; on offer: {names}; or give a .gpl file, a folder or owner/name")


def _only_model(folder: Path) -> Path:
    files = sorted(folder.glob("*.gpl"))
    if len(files) == 1:
        return files[0]
    found = ", ".join(file.name for file in files) or "none"
    raise ModelNotFound(f"{folder} must hold exactly one .gpl file; it holds: {found}")


class Library:
    """The loaded models, each type of weights for itself: at most ``capacity``, the least recently used goes first.

    Safe to use from many threads; a model that several ask for at once is loaded once.
    """

    def __init__(self, capacity: int = 3, device: str = "auto"):
        self.capacity = capacity
        self.device: torch.device = pick_device(device)
        self._models: OrderedDict[tuple[str, str], LanguageModel] = OrderedDict()
        self._locks: dict[tuple[str, str], threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, name: str, dtype: str = "auto") -> LanguageModel:
        """The model called ``name``, loaded if it is not; errors as ``find_model`` and ``open_model``."""
        check_storage(dtype)
        key = (name, dtype)
        with self._lock:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            with self._lock:
                if key in self._models:
                    self._models.move_to_end(key)
                    return self._models[key]
            model = open_model(find_model(name), name, self.device, dtype)
            with self._lock:
                self._models[key] = model
                while len(self._models) > self.capacity:
                    self._models.popitem(last=False)
            return model

    def loaded(self) -> list[str]:
        """Names in memory, least recently used first."""
        with self._lock:
            return [name for name, _ in self._models]


def load(name: str = "", device: str = "auto", dtype: str = "auto") -> LanguageModel:
    """Load one model by name, file, folder or Hub id; by default the one the app starts with.

    ``dtype`` is the type of its weights in memory: float32, float16, bfloat16, int8, or auto, which is the type in the
    file where that is fast, and else float32.
    """
    check_storage(dtype)
    name = name or settings().default_model
    return open_model(find_model(name), name, pick_device(device), dtype)
