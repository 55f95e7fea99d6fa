"""Text to ids and back: one ``tokenizers.Tokenizer`` and what that library lacks, above all truth to the byte."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import tokenizers

from ngpl.bounds import read_text
from ngpl.errors import CheckpointError, TextError
from ngpl.files import write_whole
from ngpl.tokenizers import chat, form
from ngpl.tokenizers.merges import Merges
from ngpl.tokenizers.opening import opening_of
from ngpl.tokenizers.pieces import Piece, adjoining, aligned, label, located, text_of
from ngpl.tokenizers.special import NAMES, SpecialIds
from ngpl.tokenizers.stream import ByteStream, StreamDecoder, WordStream
from ngpl.tokenizers.texts import checked, chunks

GROUP = 512  # chunks that are encoded at a time: bounds the memory


class Tokenizer:
    """Text to ids and back. Never changes after it was made, so many threads may share it.

    ``kind`` is ``char``, ``bpe``, ``unigram`` or ``word``. All but the last return any Unicode text exactly, unless
    they were made to normalize it; ``word`` loses white space, rare words and, if asked to, capitals. ``specials`` maps
    the names of the special tokens to their ids; no text yields them, whatever it spells.

    ``vocab_size`` is the number of rows of the model's embedding, ``rows``, where one is given. Ids that no token has
    are ``unused``: called ``<unused 50300>``, they stand for no text. ``size`` counts the tokens; a text that needs one
    without a row is refused. ``opening`` are the ids that a tokenizer from elsewhere puts before every text, by the
    post-processor of its file, such as Llama's ``<s>``; ours have none.
    """

    def __init__(
        self,
        core: tokenizers.Tokenizer,
        chat_template: str | None = None,
        rows: int | None = None,
        special_ids: SpecialIds | None = None,
    ) -> None:
        core.no_truncation()
        core.no_padding()
        if getattr(core.model, "dropout", None):
            core.model.dropout = None  # merges left out at random, for training elsewhere
        self._json = core.to_str()
        facts = json.loads(self._json)
        self._form = form.form_of(facts)
        self._table = form.table_of(core, self._form.bytes_of)
        self.kind = self._form.kind
        self.size = len(self._table)
        self.vocab_size = self.size if rows is None else rows
        if self.vocab_size > 2 * self.size + 1000:
            raise CheckpointError(
                f"the model has {self.vocab_size:,} rows, but its tokenizer only {self.size:,} tokens"
            )
        self.unused = frozenset(form.unused_in(self._table, self.vocab_size))
        self._names = form.names_of(core, self._table, self.unused)
        added = sorted(core.get_added_tokens_decoder().items())
        self.markers = {token.content: id for id, token in added if token.special}  # those without a row as well
        form.check_tokens(self.markers, form.LONGEST_MARKER, form.MOST_MARKERS)
        self.specials = {name: id for name, id in self.markers.items() if id < self.vocab_size}
        self.special_ids = (special_ids or SpecialIds.by_name(self.specials)).within(self.vocab_size)
        self.chat_template = chat_template or chat.default_template(self.specials)
        self.opening = opening_of(facts, self.size)
        self._core = form.sealed(core, facts)

    @property
    def prefixes(self) -> bool:
        """Whether a text is encoded with a space put before it."""
        return self._form.prefixes

    @property
    def told_by_names(self) -> bool:
        """Whether the names of the special tokens tell what they are for, so that no file has to."""
        return self.special_ids == SpecialIds.by_name(self.specials)

    # What begins and ends a text; None where the model has no such token

    @property
    def bos_id(self) -> int | None:
        return self.special_ids.bos

    @property
    def eos_id(self) -> int | None:
        return next(iter(self.special_ids.ends), None)

    @property
    def pad_id(self) -> int | None:
        return self.special_ids.pad

    @property
    def unk_id(self) -> int | None:
        return self.special_ids.unk

    @cached_property
    def start_id(self) -> int:
        """What an empty prompt goes on from: the token that begins a text, else what the model's authors named for it,
        else the one that ends a text, as GPT-2 was trained; if there is none of them, a line break."""
        given = (self.bos_id, self.special_ids.start, self.eos_id)
        return next((id for id in given if id is not None), next(iter(self.encode("\n")), 0))

    # Text to ids

    def encode(self, text: str, *, bos: bool = False, eos: bool = False) -> list[int]:
        """The ids of ``text``. ``TextError`` names the position of a lone surrogate, which is no character.

        ``bos`` and ``eos`` put the model's begin before it and its end after it, if it has them.
        """
        first = [self.bos_id] if bos and self.bos_id is not None else []
        last = [self.eos_id] if eos and self.eos_id is not None else []
        return [*first, *self.encode_batch([text])[0], *last]

    def read(self, text: str) -> list[int]:
        """The ids of ``text`` as its model is used to them: after those of ``opening``. An empty text has none."""
        return [*self.rowed(list(self.opening)), *self.encode(text)] if text else []

    def encode_batch(self, texts: Iterable[str], *, inside: bool = False) -> list[list[int]]:
        """The ids of each text, many at a time. ``inside``: each follows a special token, so no space opens it."""
        core = self._inner if inside and self._form.opens else self._core
        results: list[list[int]] = []
        places: list[tuple[list[int], str]] = []
        for text in texts:
            results.append([])
            places += [(results[-1], part) for part in self._parts(checked(text))]
        for i in range(0, len(places), GROUP):
            group = places[i : i + GROUP]
            with form.explained(TextError, "this tokenizer cannot encode the text"):
                found = core.encode_batch_fast([part for _, part in group], add_special_tokens=False)
            for (result, part), encoding in zip(group, found, strict=True):
                result.extend(self.rowed(encoding.ids, part))
        return results

    def _parts(self, text: str) -> Iterator[str]:
        return chunks(text) if self._form.cuts else iter([text])

    @cached_property
    def _inner(self) -> tokenizers.Tokenizer:
        return form.unopened(self._core)

    def rowed(self, ids: list[int], text: str = "") -> list[int]:
        """The ``ids`` of a text if the model has a row for each; ``TextError`` names the first that it has none for."""
        without = next((id for id in ids if id >= self.vocab_size), None) if self.size > self.vocab_size else None
        if without is None:
            return ids
        strange = next((char for char in text if without in self._core.encode(char, add_special_tokens=False).ids), "")
        if strange and without in self.unknown_beyond:
            raise TextError(f"the model does not know {strange!r}: it is none of its {self.vocab_size:,} tokens")
        name = next((name for name, id in self.markers.items() if id == without), text_of(self._table[without] or b""))
        raise TextError(
            f"the text needs the token {name!r}, number {without:,} of its tokenizer, but the model has no row for it: "
            f"its embedding ends after {self.vocab_size:,}"
        )

    @cached_property
    def unknown_beyond(self) -> frozenset[int]:
        """The token for what is unknown, if the model has no row for it: a text that needs it is refused."""
        return frozenset(self.markers[name] for name in NAMES["unk"] if self.markers.get(name, 0) >= self.vocab_size)

    def pieces(self, text: str) -> list[Piece]:
        """The tokens that ``read`` gives, with their places in ``text.encode()``: all of it, but for lost white space.

        Those of ``opening`` stand for no bytes, at 0.
        """
        opening = self.opening if text else ()
        return [*(Piece(id, self.label(id), b"", 0, 0) for id in opening), *self._pieces(text)]

    def _pieces(self, text: str) -> list[Piece]:
        ids = self.encode(text)
        parts = [self._bytes(id) for id in ids]
        if self.kind == "word":
            return located(ids, self._spans(text), text)
        found = adjoining(ids, parts, text) or aligned(ids, parts, self._spans(text), text)
        return [piece if piece.bytes else replace(piece, text=self.label(piece.id)) for piece in found]

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """From which character to which each token of ``text`` reaches."""
        return self._core.encode(text, add_special_tokens=False).offsets

    def merge_steps(self, text: str) -> list[list[list[str]]]:
        """For each word of ``text`` its parts, as labels: single bytes, then after every merge of the BPE."""
        if self.kind != "bpe":
            return [[[piece.text]] for piece in self._pieces(text)]
        return self._merges.steps(checked(text))

    @cached_property
    def _merges(self) -> Merges:
        return Merges(self._core, self._form.bytes_of)

    def render_chat(self, messages: Sequence[Mapping[str, str]], *, reply: bool = True) -> list[int]:
        """The ids of a conversation ``[{"role", "content"}, ...]``, up to where the assistant replies if ``reply``.

        Markers come from the template alone; a content that spells one is encoded as plain text.
        """
        return chat.render(self, messages, reply)

    def render_chats(self, conversations: Iterable[Sequence[Mapping[str, str]]]) -> list[tuple[list[int], list[bool]]]:
        """Whole conversations, many at a time: the ids of each, and which of them the assistant has to say.

        These are the contents of its messages and the special token that closes each, not what a prompt gives.
        """
        return chat.render_counted(self, conversations)

    # Ids to text

    def decode(self, ids: Iterable[int], *, skip_special: bool = True) -> str:
        """The text of ``ids``; U+FFFD only where they break off within a character.

        ``skip_special`` leaves out special tokens, but not the unknown words of a ``word`` tokenizer: they are text.
        """
        stream = self.stream(skip_special=skip_special)
        return "".join([stream.push(id) for id in ids]) + stream.flush()

    def stream(self, *, skip_special: bool = True) -> StreamDecoder:
        """A decoder for ids that come one by one; its texts joined are what ``decode`` gives."""

        words = self.kind == "word"
        shown = {
            id: name.encode() for name, id in self.specials.items() if not skip_special or (words and id == self.unk_id)
        }

        def bytes_of(id: int) -> bytes:
            return shown.get(id) or self._bytes(id)

        return WordStream(bytes_of) if words else ByteStream(bytes_of, self._form.strips)

    def _bytes(self, id: int) -> bytes:
        if not 0 <= id < self.vocab_size:
            raise TextError(f"there is no token {id}; the ids of this tokenizer are 0 to {self.vocab_size - 1}")
        return (self._table[id] or b"") if id < self.size else b""

    # The vocabulary

    def piece(self, id: int) -> Piece:
        """One entry of the vocabulary; its place is meaningless."""
        data = self._bytes(id)
        return Piece(id, self._names.get(id) or text_of(data), data, 0, 0)

    def label(self, id: int) -> str:
        """The token to be read: its exact text, ``\\xE2`` for part of a character, a special token's name."""
        data = self._bytes(id)
        return self._names.get(id) or label(data)

    def labels(self, ids: Iterable[int]) -> list[str]:
        return [self.label(id) for id in ids]

    def vocab(self) -> list[str]:
        """The labels of all tokens, by id."""
        return self.labels(range(self.vocab_size))

    @cached_property
    def _ids(self) -> dict[str, int]:
        return {name: id for id, name in reversed(list(enumerate(self.vocab())))}

    def id_of(self, text: str) -> int:
        """The one token that ``text`` names: its exact text or its label. ``TextError`` tells what is near."""
        if text in self._ids:
            return self._ids[text]
        ids = self.encode(text)
        if len(ids) == 1 and ids[0] != self.unk_id:
            return ids[0]
        near = [name for name in (" " + text, text.strip(), text.lower(), text.capitalize()) if name in self._ids]
        near += difflib.get_close_matches(text, self._ids, n=3)
        parts = " + ".join(repr(piece.text) for piece in self._pieces(text)[:8])
        reason = f"it is made of {len(ids)}: {parts}" if len(ids) > 1 else "the vocabulary does not have it"
        tokens = ", ".join(repr(name) for name in dict.fromkeys(near) if name) or "none"
        raise TextError(f"{text!r} is not one token; {reason}. Near it: {tokens}")

    # Files

    def to_json(self) -> str:
        """The text of a ``tokenizer.json``, as the ``tokenizers`` library and others read it."""
        return self._json

    @classmethod
    def from_json(
        cls,
        text: str,
        chat_template: str | None = None,
        rows: int | None = None,
        special_ids: SpecialIds | None = None,
    ) -> Tokenizer:
        """From the text of a ``tokenizer.json``; ``CheckpointError`` if it is none."""
        return cls(form.core_of(text), chat_template, rows, special_ids)

    def save(self, path: str | Path) -> None:
        """Write a ``tokenizer.json`` at ``path``, and its chat template beside it where the Hub has it."""
        write_whole(path, self.to_json())
        if self.chat_template:
            write_whole(_beside(Path(path)), self.chat_template)
        else:
            _beside(Path(path)).unlink(missing_ok=True)  # left by another tokenizer, it would be taken for this one's

    @classmethod
    def load(cls, path: str | Path) -> Tokenizer:
        """Read what ``save`` wrote; ``path`` is the file or its folder."""
        path = Path(path)
        path = path / "tokenizer.json" if path.is_dir() else path
        if not path.is_file():
            raise CheckpointError(f"there is no tokenizer at {path}; a tokenizer.json is expected")
        beside = _beside(path)
        return cls.from_json(read_text(path), read_text(beside) if beside.is_file() else None)


def _beside(path: Path) -> Path:
    return path.with_name(chat.FILE) if path.name == "tokenizer.json" else path.with_suffix(".jinja")
