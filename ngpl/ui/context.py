"""What handlers work with: the loaded models, texts as the model reads them, and passes already made."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from ngpl.config import Limits, Settings
from ngpl.errors import ConfigError
from ngpl.hub import LanguageModel, Library
from ngpl.inspection import Inspection, inspect

REMEMBERED_PASSES = 8


@dataclass(frozen=True)
class Selection:
    """What is selected, the same in every tab: a token of the text, and a head. Kept in the visitor's session."""

    token: int | None = None
    layer: int = 0
    head: int = 0


@dataclass(frozen=True)
class Reading:
    """A text as one model reads it. ``ids`` are cut to what can be looked into; ``cut`` says what was left out."""

    lm: LanguageModel
    text: str
    ids: tuple[int, ...]
    total: int
    room: int
    cut: str = ""

    @property
    def labels(self) -> list[str]:
        return self.lm.tokenizer.labels(self.ids)


def parted(model: str) -> tuple[str, str]:
    """The name of a model, and the type of its weights: of ``stories:int8`` (stories, int8), of ``stories`` auto."""
    name, colon, dtype = model.rpartition(":")
    return (name, dtype) if colon else (model, "auto")


class Context:
    """One per app, shared by all visitors; nothing in it belongs to one of them."""

    def __init__(self, settings: Settings, device: str = "auto"):
        self.settings = settings
        self.library = Library(settings.limits.loaded_models, device)
        self._passes: OrderedDict[tuple[str, tuple[int, ...]], Inspection] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def limits(self) -> Limits:
        return self.settings.limits

    def model(self, name: str) -> LanguageModel:
        """A loaded model by its name, or by ``name:type`` with weights of that type; see ``Library.get`` for errors."""
        return self.library.get(*self.offered(name))

    def offered(self, model: str) -> tuple[str, str]:
        """Name and type of weights of a model on offer: others cannot be named from outside."""
        name, dtype = parted(model)
        if self.settings.offer(name) is None:
            offers = ", ".join(offer.name for offer in self.settings.models)
            raise ConfigError(f"model {name!r} is not on offer; there are: {offers}")
        return name, dtype

    def read(self, name: str, text: str | None) -> Reading:
        """Encode a text for model ``name``, cut to the characters that are read and the tokens that are looked into."""
        lm, text = self.model(name), text or ""
        room = min(self.limits.tokens, lm.model.context)
        kept = text[: self.limits.characters]
        ids = lm.encode(kept)
        return Reading(lm, kept, tuple(ids[:room]), len(ids), room, self._cut(text, ids, room))

    def _cut(self, text: str, ids: list[int], room: int) -> str:
        parts = []
        if len(text) > self.limits.characters:
            parts.append(f"only the first {self.limits.characters:,} of {len(text):,} characters are read")
        if len(ids) > room:
            parts.append(f"Embeddings and Attention show the first {room:,} of {len(ids):,} tokens, Decoding the last")
        return "; ".join(parts)

    def inspect(self, reading: Reading) -> Inspection:
        """The probed pass over a reading, from memory if it was made lately."""
        key = (reading.lm.hash, reading.ids)
        with self._lock:
            if key in self._passes:
                self._passes.move_to_end(key)
                return self._passes[key]
        seen = inspect(reading.lm.model, reading.ids, reading.labels)
        with self._lock:
            self._passes[key] = seen
            while len(self._passes) > REMEMBERED_PASSES:
                self._passes.popitem(last=False)
        return seen
