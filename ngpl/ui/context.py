"""What handlers work with: the loaded models, texts as the model reads them, and passes already made."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from ngpl.api import generate, head_scores
from ngpl.config import Limits, Settings
from ngpl.errors import ConfigError
from ngpl.hub import LanguageModel, Library
from ngpl.hub.library import find_model, local_model
from ngpl.inspection import Inspection, inspect, with_sink
from ngpl.inspection.views import AttentionView, HeadScores
from ngpl.ui.downloads import Downloads
from ngpl.ui.memory import Memory

REMEMBERED_PASSES, REMEMBERED_VIEWS, REMEMBERED_SCORES, REMEMBERED_RESULTS = 8, 2, 16, 32
MOST_BYTES = 600_000_000  # of passes and views that are remembered; the last one is, whatever its size
OWN_TEXT = 255  # tokens of the text that a model writes to have its heads measured on


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
        self.library = Library(settings.limits.loaded_models, device, local_model)
        self.downloads = Downloads(find_model)
        self._passes = Memory[Inspection](
            REMEMBERED_PASSES, MOST_BYTES, lambda seen: seen.attention.nbytes + seen.logits.nbytes
        )
        self._views = Memory[AttentionView](REMEMBERED_VIEWS, MOST_BYTES, lambda view: view.weights.nbytes)
        self._scores = Memory[HeadScores](REMEMBERED_SCORES)
        self._results = Memory[Any](REMEMBERED_RESULTS)

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

    def size(self, name: str) -> int:
        """Bytes that a model on offer has on the Hub."""
        offer = self.settings.offer(name)
        return offer.bytes if offer else 0

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
            shown = f"show the first {room:,} of {len(ids):,} tokens"
            parts.append(f"Embeddings, Attention and Layers {shown}, Decoding the last")
        return "; ".join(parts)

    def inspect(self, reading: Reading) -> Inspection:
        """The probed pass over a reading, from memory if it was made lately."""
        return self._passes.get(
            (reading.lm.hash, reading.ids), lambda: inspect(reading.lm.gpt, reading.ids, reading.labels)
        )

    def maps(self, reading: Reading, sink: str = "raw") -> AttentionView:
        """All maps of a reading with their sinks treated as ``ngpl.inspection.SINKS`` says."""
        view = self.inspect(reading).attention_view
        if sink == view.sink:
            return view
        return self._views.get((reading.lm.hash, reading.ids, sink), lambda: with_sink(view, sink))

    def kept(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What ``make`` makes of a text, from memory if it was made lately; small things that take long. The ``key``
        begins with the name of what it is."""
        return self._results.get(key, make)

    def head_scores(self, lm: LanguageModel) -> HeadScores:
        """The scores of a model's heads on random tokens and on a text of its own, measured once."""
        return self._scores.get(lm.hash, lambda: _measured(lm))


def _measured(lm: LanguageModel) -> HeadScores:
    length = min(OWN_TEXT, lm.model.context - 1)
    return head_scores(lm, [generate(lm, "", max_new_tokens=length).ids])
