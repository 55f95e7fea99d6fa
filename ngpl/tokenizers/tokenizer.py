"""Text to ids and back: one ``tokenizers.Tokenizer`` and what that library lacks, above all truth to the byte."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import tokenizers

from ngpl.errors import CheckpointError, TextError
from ngpl.tokenizers import chat
from ngpl.tokenizers.form import core_of, form_of, four_of, table_of
from ngpl.tokenizers.merges import letters_of, merge_steps, ranks_of, words_of
from ngpl.tokenizers.pieces import Piece, adjoining, label, located, text_of
from ngpl.tokenizers.stream import ByteStream, StreamDecoder, WordStream

CHUNK = 4_000  # characters; the library slows down on one long text
GROUP = 512  # chunks that are encoded at a time: bounds the memory
BOUNDARY = re.compile(r"(?<=\S)(?=[ \n])")


class Tokenizer:
    """Text to ids and back. Never changes after it was made, so many threads may share it.

    ``kind`` is ``char``, ``bpe`` or ``word``. The first two return any Unicode text exactly; ``word`` loses white
    space, rare words and, if asked to, capitals. ``specials`` maps the names of the special tokens to their ids; no
    text yields them, whatever it spells.
    """

    def __init__(self, core: tokenizers.Tokenizer, chat_template: str | None = None) -> None:
        core.encode_special_tokens = True  # what looks like a special token in a text is plain text
        core.no_truncation()
        core.no_padding()
        self._core = core
        self._form = form_of(core)
        self._table = table_of(core, self._form.bytes_of)
        added = core.get_added_tokens_decoder()
        self.kind = self._form.kind
        self.vocab_size = len(self._table)
        self.specials = {token.content: id for id, token in sorted(added.items()) if token.special}
        self.pad_id, self.unk_id, self.bos_id, self.eos_id = four_of(self.specials)
        self._names = {id: name for name, id in self.specials.items()}
        self.chat_template = chat_template or chat.default_template(self.specials)

    # Text to ids

    def encode(self, text: str, *, bos: bool = False, eos: bool = False) -> list[int]:
        """The ids of ``text``. ``TextError`` names the position of a lone surrogate, which is no character."""
        ids = self.encode_batch([text])[0]
        return [self.bos_id] * bos + ids + [self.eos_id] * eos

    def encode_batch(self, texts: Iterable[str]) -> list[list[int]]:
        """The ids of each text, many at a time."""
        results: list[list[int]] = []
        places: list[tuple[list[int], str]] = []
        for text in texts:
            results.append([])
            places += [(results[-1], part) for part in self._parts(checked(text))]
        for i in range(0, len(places), GROUP):
            group = places[i : i + GROUP]
            found = self._core.encode_batch_fast([part for _, part in group], add_special_tokens=False)
            for (result, _), encoding in zip(group, found, strict=True):
                result.extend(encoding.ids)
        return results

    def _parts(self, text: str) -> Iterator[str]:
        return chunks(text) if self._form.cuts else iter([text])

    def pieces(self, text: str) -> list[Piece]:
        """The tokens of ``text`` with their places in ``text.encode()``: all of it, but for lost white space."""
        if self._form.adjoins:
            ids = self.encode(text)
            return adjoining(ids, [self._table[id] for id in ids])
        encoding = self._core.encode(checked(text), add_special_tokens=False)
        return located(encoding.ids, encoding.offsets, text)

    def merge_steps(self, text: str) -> list[list[list[str]]]:
        """For each word of ``text`` its parts, as labels: single bytes, then after every merge of the BPE."""
        if self.kind != "bpe":
            return [[[piece.text]] for piece in self.pieces(text)]
        words = [letters_of(self._core, word) for word in words_of(self._core, checked(text))]
        steps = [merge_steps(letters, self._ranks) for letters in words]
        return [[[label(self._form.bytes_of(part)) for part in parts] for parts in word] for word in steps]

    @cached_property
    def _ranks(self) -> dict[tuple[str, str], int]:
        return ranks_of(self._core)

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
            id: name.encode() for id, name in self._names.items() if not skip_special or (words and id == self.unk_id)
        }

        def bytes_of(id: int) -> bytes:
            return shown.get(id) or self._bytes(id)

        return WordStream(bytes_of) if words else ByteStream(bytes_of, self._form.strips)

    def _bytes(self, id: int) -> bytes:
        if not 0 <= id < self.vocab_size:
            raise TextError(f"there is no token {id}; the ids of this tokenizer are 0 to {self.vocab_size - 1}")
        return self._table[id]

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
        parts = " + ".join(repr(piece.text) for piece in self.pieces(text)[:8])
        reason = f"it is made of {len(ids)}: {parts}" if len(ids) > 1 else "the vocabulary does not have it"
        tokens = ", ".join(repr(name) for name in dict.fromkeys(near) if name) or "none"
        raise TextError(f"{text!r} is not one token; {reason}. Near it: {tokens}")

    # Files

    def to_json(self) -> str:
        """The text of a ``tokenizer.json``, as the ``tokenizers`` library and others read it."""
        return self._core.to_str()

    @classmethod
    def from_json(cls, text: str, chat_template: str | None = None) -> Tokenizer:
        """From the text of a ``tokenizer.json``; ``CheckpointError`` if it is none."""
        return cls(core_of(text), chat_template)

    def save(self, path: str | Path) -> None:
        """Write a ``tokenizer.json`` at ``path``, and its chat template beside it where the Hub has it."""
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.to_json(), encoding="utf-8", newline="\n")
        if self.chat_template:
            _template_file(path).write_text(self.chat_template, encoding="utf-8", newline="\n")
        else:
            _template_file(path).unlink(missing_ok=True)  # left by another tokenizer, it would be taken for this one's

    @classmethod
    def load(cls, path: str | Path) -> Tokenizer:
        """Read what ``save`` wrote; ``path`` is the file or its folder."""
        path = Path(path)
        path = path / "tokenizer.json" if path.is_dir() else path
        beside = _template_file(path)
        return cls.from_json(_read(path), _read(beside) if beside.is_file() else None)


def _template_file(path: Path) -> Path:
    return path.with_name(chat.FILE) if path.name == "tokenizer.json" else path.with_suffix(".jinja")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CheckpointError(f"there is no tokenizer at {path}; a tokenizer.json is expected") from None
    except UnicodeDecodeError as error:
        raise CheckpointError(f"{path} is no part of a tokenizer: it is not UTF-8 text ({error})") from None


def checked(text: str) -> str:
    """``text`` if it can be encoded, else ``TextError`` with the position of what cannot."""
    if not isinstance(text, str):
        raise TextError(f"a text must be a str, not {type(text).__name__}")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        cause = "half of a character, as left by a cut through UTF-16 or by a file read as something else"
        raise TextError(f"position {error.start} of the text holds the lone surrogate U+{code:04X}: {cause}") from None
    return text


def chunks(text: str, size: int = CHUNK) -> Iterator[str]:
    """``text`` in parts of about ``size`` characters, cut only between a word and the white space after it."""
    start = 0
    while len(text) - start > size:
        cut = BOUNDARY.search(text, start + size)
        if cut is None:
            break
        yield text[start : cut.start()]
        start = cut.start()
    yield text[start:]
