"""A model with its tokenizer: what every other part of the program is handed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from ngpl.bounds import cut
from ngpl.errors import NoTransformer, choose
from ngpl.hub.formats import read_model
from ngpl.model import GPT, STORAGES, AnyConfig, AnyModel, Baseline, Bigram, storage_of, stored_as
from ngpl.tokenizers import Tokenizer


@dataclass(frozen=True)
class LanguageModel:
    """A loaded model. It never changes, so any number of threads may use it at once.

    ``record`` is what the file says of its training, ``hash`` names it to the bit, ``source`` where it is from,
    ``stored`` the type of the weights in the file.
    """

    name: str
    model: AnyModel
    tokenizer: Tokenizer
    record: dict[str, Any] = field(default_factory=dict)
    hash: str = ""
    source: str = ""
    stored: str = "float32"

    @property
    def storage(self) -> str:
        """The type of the weights in memory."""
        return self.model.storage if isinstance(self.model, Baseline) else storage_of(self.model)

    @property
    def config(self) -> AnyConfig:
        return self.model.config

    @property
    def gpt(self) -> GPT:
        """The model as a transformer, to look inside; ``NoTransformer`` if it is a baseline."""
        if isinstance(self.model, Baseline):
            raise NoTransformer(f"no attention here: {self.model.sight}")
        return self.model

    @property
    def embedded(self) -> GPT | Bigram:
        """The model as one with a vector for each token; ``NoTransformer`` if it has none."""
        if isinstance(self.model, GPT | Bigram):
            return self.model
        raise NoTransformer(f"no embeddings here: {self.model.sight}")

    @property
    def device(self) -> str:
        return self.model.device.type

    @property
    def licence(self) -> str:
        """What the record says of the model's licence, with that of its data; empty if nothing."""
        return cut(str(self.record.get("about", {}).get("licence", "")), 500)

    def encode(self, text: str) -> list[int]:
        """Text -> ids as the model is used to them: special only what its tokenizer puts before every text."""
        return self.tokenizer.read(text)

    def decode(self, ids: Iterable[int]) -> str:
        """Ids -> text; special tokens leave no trace."""
        return self.tokenizer.decode(list(ids))

    def prompt(self, text: str) -> list[int]:
        """The ids a continuation of ``text`` starts from: those of the text, or ``start_id`` if there are none."""
        return self.encode(text) or [self.tokenizer.start_id]


def check_storage(dtype: str) -> None:
    """``ConfigError`` unless a model can be loaded with weights of this type."""
    choose(dict.fromkeys(("auto", *STORAGES)), dtype, "type of weights")


def running_storage(dtype: str, stored: str, device: torch.device) -> str:
    """The type of weights that a model runs with. ``auto``: that of its file if the device decodes it faster than
    float32, which processors do with float16 and int8, but not with bfloat16."""
    if dtype != "auto":
        return dtype
    return stored if device.type == "cpu" and stored in ("float16", "int8") else "float32"


def open_model(path: Path, name: str, device: torch.device | str = "cpu", dtype: str = "auto") -> LanguageModel:
    """Load the model of a file or a folder as a language model called ``name``, its weights of type ``dtype``.

    The hash is the file's if the type is, and else one of the two together. Baselines have but one type.
    """
    found = read_model(path, device)
    if isinstance(found.model, Baseline):
        return LanguageModel(name, found.model, found.tokenizer, found.record, found.hash, str(path), found.storage)
    storage = running_storage(dtype, found.storage, torch.device(device))
    own = found.hash if storage == found.storage else hashlib.sha256(f"{found.hash} {storage}".encode()).hexdigest()
    model = stored_as(found.model, storage)
    return LanguageModel(name, model, found.tokenizer, found.record, own, str(path), found.storage)
