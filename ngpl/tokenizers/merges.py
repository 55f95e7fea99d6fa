"""The merges of a BPE in the order in which they happen: how bytes grow together to the tokens of a word."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping

import tokenizers

from ngpl.tokenizers.pieces import label

Pair = tuple[str, str]


class Merges:
    """What one BPE does to a text, step by step; ``bytes_of`` tells the bytes of its tokens."""

    def __init__(self, core: tokenizers.Tokenizer, bytes_of: Callable[[str], bytes]) -> None:
        facts = json.loads(core.to_str())
        self._core, self._bytes_of = core, bytes_of
        self._ranks = {(left, right): rank for rank, (left, right) in enumerate(facts["model"].get("merges", ()))}
        self._takes_words = bool(facts["model"]["ignore_merges"])
        added = [token["content"] for token in facts["added_tokens"] if not token["special"]]
        self._added = re.compile("|".join(map(re.escape, sorted(added, key=len, reverse=True))) or "(?!)")

    def steps(self, text: str) -> list[list[list[str]]]:
        """For each word of ``text`` its parts, as labels, from the first to the last merge."""
        steps: list[list[list[str]]] = []
        start = 0
        for found in self._added.finditer(text):  # taken as they are, before anything is cut
            steps += [*self._plain(text[start : found.start()]), [[label(found[0].encode())]]]
            start = found.end()
        return steps + self._plain(text[start:])

    def _plain(self, text: str) -> list[list[list[str]]]:
        words = [self._word(word) for word in words_of(self._core, text)] if text else []
        return [[[label(self._bytes_of(part)) for part in parts] for parts in word] for word in words]

    def _word(self, word: str) -> list[list[str]]:
        """The parts of a word from its letters to its tokens; some vocabularies take a word that they have as it is."""
        steps = list(merge_steps(letters_of(self._core, word), self._ranks))
        taken = self._takes_words and self._core.token_to_id(word) is not None
        return [*steps, [word]] if taken and steps[-1] != [word] else steps


def words_of(core: tokenizers.Tokenizer, text: str) -> list[str]:
    """The words that no merge crosses, spelled in the alphabet of the vocabulary."""
    normal = core.normalizer.normalize_str(text) if core.normalizer else text
    if core.pre_tokenizer is None:
        return [normal] if normal else []
    return [word for word, _ in core.pre_tokenizer.pre_tokenize_str(normal)]


def letters_of(core: tokenizers.Tokenizer, word: str) -> list[str]:
    """The tokens that merging starts from: one a character, or its byte tokens if the vocabulary has these instead."""
    letters: list[str] = []
    for char in word:
        bytewise = [f"<0x{byte:02X}>" for byte in char.encode()]
        known = core.token_to_id(char) is not None or core.token_to_id(bytewise[0]) is None
        letters += [char] if known else bytewise
    return letters


def merge_steps(letters: list[str], ranks: Mapping[Pair, int]) -> Iterator[list[str]]:
    """The parts of a word before the first merge and after each: the lowest rank first, from the left."""
    parts = letters
    yield parts
    while pairs := [pair for pair in itertools.pairwise(parts) if pair in ranks]:
        best = min(pairs, key=lambda pair: ranks[pair])
        at = next(i for i in range(len(parts)) if (parts[i], parts[i + 1]) == best)
        parts = [*parts[:at], "".join(best), *parts[at + 2 :]]
        yield parts
