"""Which special tokens play which part: what begins a text, what ends it, what fills, what stands for the unknown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from ngpl.bounds import parse_json
from ngpl.errors import CheckpointError

# What the tokens of each part are called: ours first, then those of models from elsewhere.
NAMES = {
    "pad": ("<PAD>", "<pad>", "[PAD]", "<|pad|>"),
    "unk": ("<UNK>", "<unk>", "[UNK]"),
    "bos": ("<BOS>", "<s>", "<bos>", "<|begin_of_text|>", "<|startoftext|>", "[CLS]"),
    "eos": (
        "<EOS>",
        "</s>",
        "<eos>",
        "<|end_of_text|>",
        "<|endoftext|>",
        "<|im_end|>",
        "<|eot_id|>",
        "<|end|>",
        "[SEP]",
    ),
}


@dataclass(frozen=True)
class SpecialIds:
    """Ids by part; None or nothing where a model has no such token.

    ``ends`` are all that end a text, the one that stands for the end of every text first. ``start`` is what an empty
    prompt goes on from, if the model's authors named a token for that beside ``bos``.
    """

    pad: int | None = None
    unk: int | None = None
    bos: int | None = None
    ends: tuple[int, ...] = ()
    start: int | None = None

    @classmethod
    def by_name(cls, specials: Mapping[str, int]) -> SpecialIds:
        """As the names of the special tokens tell. One that only has an end begins its texts with it, as GPT-2 does."""
        found = {part: [specials[name] for name in names if name in specials] for part, names in NAMES.items()}
        pad, unk, bos = (next(iter(found[part]), None) for part in ("pad", "unk", "bos"))
        ends = tuple(found["eos"])
        return cls(pad, unk, bos if bos is not None else next(iter(ends), None), ends)

    @classmethod
    def from_json(cls, text: str) -> SpecialIds:
        """From the text that ``to_json`` gives; ``CheckpointError`` if it is none."""
        facts = parse_json(text, "the list of special tokens")
        try:
            found = cls(**facts | {"ends": tuple(facts["ends"])})
        except (TypeError, KeyError) as error:
            raise CheckpointError(
                f"the special tokens cannot be read: {error}; they start with {text[:40]!r}"
            ) from error
        given = (found.pad, found.unk, found.bos, found.start, *found.ends)
        if not all(id is None or (type(id) is int and id >= 0) for id in given) or None in found.ends:
            raise CheckpointError(f"the special tokens are no ids: {text[:100]!r}")
        return found

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    def within(self, rows: int) -> SpecialIds:
        """Without those that a model with ``rows`` embeddings does not have."""
        pad, unk, bos, start = (
            id if id is not None and id < rows else None for id in (self.pad, self.unk, self.bos, self.start)
        )
        return SpecialIds(pad, unk, bos, tuple(id for id in self.ends if id < rows), start)
