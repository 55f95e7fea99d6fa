"""A model with its tokenizer: what every other part of the program is handed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from ngpl.config import GPTConfig
from ngpl.hub.checkpoint import load_gpl
from ngpl.model import GPT
from ngpl.tokenizers import Tokenizer


@dataclass(frozen=True)
class LanguageModel:
    """A loaded model. It never changes, so any number of threads may use it at once.

    ``record`` is what the file says of its training, ``hash`` names it to the bit, ``source`` where it is from.
    """

    name: str
    model: GPT
    tokenizer: Tokenizer
    record: dict[str, Any] = field(default_factory=dict)
    hash: str = ""
    source: str = ""

    @property
    def config(self) -> GPTConfig:
        return self.model.config

    @property
    def device(self) -> str:
        return self.model.device.type

    def encode(self, text: str) -> list[int]:
        """Text -> ids, without special tokens."""
        return self.tokenizer.encode(text)

    def decode(self, ids: Iterable[int]) -> str:
        """Ids -> text; special tokens leave no trace."""
        return self.tokenizer.decode(list(ids))

    def prompt(self, text: str) -> list[int]:
        """The ids a continuation of ``text`` starts from: those of the text, or ``<BOS>`` if there are none."""
        return self.encode(text) or [self.tokenizer.bos_id]


def open_model(path: Path, name: str, device: torch.device | str = "cpu") -> LanguageModel:
    """Load a ``.gpl`` file as a language model called ``name``."""
    found = load_gpl(path, device)
    return LanguageModel(name, found.model, found.tokenizer, found.record, found.hash, str(path))
