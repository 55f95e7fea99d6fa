"""Models by name: what there is, and those that are loaded."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import torch

from ngpl.config import GPTConfig, Offer, Settings, read_settings
from ngpl.device import pick_device
from ngpl.errors import InputError, ModelNotFound
from ngpl.hub.adapters import with_adapter
from ngpl.hub.formats import describe_model
from ngpl.hub.language_model import LanguageModel, check_storage, open_model
from ngpl.hub.remote.cache import Tell, cached, parse_id
from ngpl.hub.room import check_memory
from ngpl.model import shape_of
from ngpl.paths import ROOT


@dataclass(frozen=True)
class ModelInfo:
    """What can be said of a model without loading it. ``shape``: layers, heads of each; ``vocabulary``: a digest;
    ``download``: bytes that have to be fetched before more can be said of it, 0 if it is here."""

    name: str
    parameters: int
    tokenizer: str
    attention: str
    source: str
    summary: str = ""
    storage: str = "float32"
    shape: tuple[int, int] = (0, 0)
    vocabulary: str = ""
    download: int = 0


@cache
def settings() -> Settings:
    """The settings in the root's ``config.json``."""
    return read_settings(ROOT / "config.json")


def list_models() -> list[ModelInfo]:
    """The models on offer that are here, and whole."""
    return [info for info in list_offers() if not info.download]


def list_offers() -> list[ModelInfo]:
    """The models on offer: those that are here and whole, and those that are still on the Hub, which is not asked."""
    found = []
    for offer in settings().models:
        with contextlib.suppress(InputError):
            path = offered_path(offer)
            found.append(model_info(offer.name, path, offer.summary) if path else info_of(offer))
    return found


def info_of(offer: Offer) -> ModelInfo:
    """What ``config.json`` says of a model that is not here."""
    source = f"{offer.repo}@{offer.revision}"
    return ModelInfo(offer.name, offer.parameters, "", "", source, offer.summary, download=offer.bytes)


def offered_path(offer: Offer) -> Path | None:
    """Where the model of an offer is on this disk; nothing if it is still on the Hub."""
    if offer.file:
        return ROOT / offer.file
    found = cached(offer.repo, offer.revision)
    return found.model if found else None


def model_info(name: str, path: Path, summary: str = "") -> ModelInfo:
    """Read without the weights."""
    found = describe_model(path)
    c = found.config
    return ModelInfo(
        name,
        found.parameters,
        found.tokenizer,
        c.attention if isinstance(c, GPTConfig) else "none",
        str(path),
        summary,
        found.storage,
        shape_of(c),
        found.vocabulary,
    )


def find_model(name: str, tell: Tell | None = None) -> Path:
    """The file or folder that ``name`` means: a model on offer, a ``.gpl`` file, a ``ckpt.pt``, a folder with a model,
    or ``owner/name`` or ``owner/name@revision`` on the Hugging Face Hub.

    What is on the Hub is fetched if it is not here, and ``tell`` hears of bytes done, and of how many. Raises
    ``ModelNotFound`` with what there is.
    """
    offer = settings().offer(name)
    if offer and offer.repo:
        return from_hub(offer.repo, offer.revision, tell)
    path = ROOT / offer.file if offer else Path(name)
    if path.is_file():
        return path
    if path.is_dir():
        return _model_in(path)
    if not offer and (hub_id := parse_id(name)):
        return from_hub(*hub_id, tell)
    names = ", ".join(info.name for info in list_offers())
    raise ModelNotFound(f"there is no model {name!r}; on offer: {names}; or give a .gpl file, a folder or owner/name")


def local_model(name: str) -> Path:
    """As ``find_model``, but nothing is fetched: ``ModelNotFound`` if it would have to be."""
    offer = settings().offer(name)
    if offer and offered_path(offer) is None:
        size = f"{offer.bytes / 1e6:,.0f} MB"
        raise ModelNotFound(
            f"{name} is not on this machine yet ({size}); choose it at the top of the page, or run ngpl download {name}"
        )
    return find_model(name)


def from_hub(repo: str, revision: str, tell: Tell | None = None) -> Path:
    """A model of the Hub; what is here is taken as it is, for ``ngpl download`` to renew."""
    found = cached(repo, revision)
    if found is None:
        from ngpl.hub.remote.download import fetch  # takes a third of a second to import

        found = fetch(repo, revision, tell)
    return found.model


def _model_in(folder: Path) -> Path:
    """The only ``.gpl`` file of a folder, or a folder of another program: its reader says what may be missing there."""
    files = sorted(folder.glob("*.gpl"))
    if len(files) == 1:
        return files[0]
    if not files and (folder / "config.json").exists():
        return folder
    found = ", ".join(file.name for file in files) or "none"
    raise ModelNotFound(f"{folder} must hold exactly one .gpl file; it holds: {found}")


def opened(path: Path, name: str, device: torch.device, dtype: str) -> LanguageModel:
    """Load a model; ``InputError`` if it does not fit the memory that is free."""
    check_memory(path, name, device)
    return open_model(path, name, device, dtype)


class Library:
    """The loaded models, each type of weights for itself: at most ``capacity``, the least recently used goes first.
    ``find`` tells where a model of a name is.

    Safe to use from many threads; a model that several ask for at once is loaded once.
    """

    def __init__(self, capacity: int = 3, device: str = "auto", find: Callable[[str], Path] = find_model):
        self.capacity = capacity
        self._find = find
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
            model = opened(self._find(name), name, self.device, dtype)
            with self._lock:
                self._models[key] = model
                while len(self._models) > self.capacity:
                    self._models.popitem(last=False)
            return model

    def loaded(self) -> list[str]:
        """Names in memory, least recently used first."""
        with self._lock:
            return [name for name, _ in self._models]


def find_adapter(name: str) -> Path:
    """The folder that ``name`` means: an adapter on offer, or a folder; ``ModelNotFound`` tells which there are."""
    offer = next((offer for offer in settings().adapters if offer.name == name), None)
    path = ROOT / offer.folder if offer else Path(name)
    if not path.is_dir():
        names = ", ".join(offer.name for offer in settings().adapters) or "none"
        raise ModelNotFound(f"there is no adapter {name!r}; on offer: {names}; or give a folder as PEFT writes it")
    return path


def load(
    name: str = "",
    device: str = "auto",
    dtype: str = "auto",
    tell: Tell | None = None,
    *,
    adapter: str = "",
    adapter_strength: float = 1.0,
) -> LanguageModel:
    """Load one model by name, file, folder or Hub id; by default the one the app starts with.

    ``dtype`` is the type of its weights in memory: float32, float16, bfloat16, int8, or auto, which is the type in the
    file where that is fast, and else float32. If it has to be fetched first, ``tell`` hears of bytes done, and of how
    many. ``adapter`` is a LoRA adapter by name or folder, of which ``adapter_strength``, 0 to 2, is taken.
    """
    check_storage(dtype)
    name, place = name or settings().default_model, pick_device(device)
    lm = opened(find_model(name, tell), name, place, dtype)
    return with_adapter(lm, find_adapter(adapter), adapter_strength) if adapter else lm
