"""The merges of a BPE in the order in which they happen: how bytes grow together to the tokens of a word."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping

import tokenizers

Pair = tuple[str, str]


def ranks_of(core: tokenizers.Tokenizer) -> dict[Pair, int]:
    """The rank of every pair that merges; lower ones merge first."""
    merges = json.loads(core.to_str())["model"].get("merges", [])
    return {(left, right): rank for rank, (left, right) in enumerate(merges)}


def words_of(core: tokenizers.Tokenizer, text: str) -> list[str]:
    """The words that no merge crosses, spelled in the alphabet of the vocabulary."""
    normal = core.normalizer.normalize_str(text) if core.normalizer else text
    if core.pre_tokenizer is None:
        return [normal] if normal else []
    return [word for word, _ in core.pre_tokenizer.pre_tokenize_str(normal)]


def letters_of(core: tokenizers.Tokenizer, word: str) -> list[str]:
    """The tokens that merging starts from: one a character, or its byte tokens if the vocabulary lacks it."""
    letters: list[str] = []
    for char in word:
        known = core.token_to_id(char) is not None
        letters += [char] if known else [f"<0x{byte:02X}>" for byte in char.encode()]
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
