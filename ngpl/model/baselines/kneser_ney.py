"""N-grams counted, and the probabilities that follow: interpolated modified Kneser-Ney (Chen and Goodman, 1999).

An n-gram is named by where its first n - 1 tokens stand among the n-grams of the order below, times the size of the
vocabulary, plus its last token: one int64 whatever n. U different n-grams of an order, U' of the order below; of the
empty n-gram there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ngpl.errors import CheckpointError

FALLBACK = (0.5, 1.0, 1.5)  # where counts of counts are missing, as on tiny data
LEAST = 0.05  # a discount: something is always left to the order below
NONE = -1


@dataclass(frozen=True)
class Grams:
    """The n-grams of one length, sorted by context, then by their last token. ``followers (U',)``: how many different
    tokens follow each context; ``tokens (U,)``: the last ones; ``counts (U,)``: how often each n-gram occurs."""

    followers: np.ndarray
    tokens: np.ndarray
    counts: np.ndarray

    def keys(self, vocab_size: int) -> np.ndarray:
        """Their names ``(U,)``, in rising order."""
        contexts = np.repeat(np.arange(len(self.followers), dtype=np.int64), self.followers)
        return contexts * vocab_size + self.tokens


@dataclass(frozen=True)
class Order:
    """What one length says: names ``keys (U,)``; ``probs (U,)``, discounted; ``backoff (U',)``: what each context
    leaves to the order below, 1 if nothing follows it."""

    keys: np.ndarray
    probs: np.ndarray
    backoff: np.ndarray


def count(ids: np.ndarray, vocab_size: int, n: int) -> tuple[Grams, ...]:
    """All n-grams of 1 to ``n`` tokens in a stream ``(N,)`` of at least ``n``, those across documents too."""
    ids, contexts, size = ids.astype(np.int64), np.zeros(len(ids), np.int64), 1
    found = []
    for k in range(n):
        keys, which, counts = np.unique(contexts * vocab_size + ids[k:], return_inverse=True, return_counts=True)
        found.append(Grams(np.bincount(keys // vocab_size, minlength=size), keys % vocab_size, counts))
        contexts, size = which[:-1], len(keys)
    return tuple(found)


def smoothed(grams: Sequence[Grams], vocab_size: int) -> tuple[Order, ...]:
    """The longest n-grams count as often as they occur, shorter ones as often as they follow different tokens.

    What nothing precedes begins the stream, and counts once. ``CheckpointError`` if the counts cannot be of one text.
    """
    keys = [_checked(one, vocab_size) for one in grams]
    ends = _ends(keys, vocab_size)
    counts = [
        np.bincount(longer, minlength=len(shorter.counts)).clip(min=1) for longer, shorter in zip(ends[1:], grams)
    ]
    counts.append(grams[-1].counts.astype(np.int64))
    return tuple(discounted(key, found, vocab_size, len(one.followers)) for key, found, one in zip(keys, counts, grams))


def _checked(grams: Grams, vocab_size: int) -> np.ndarray:
    possible = (grams.followers >= 0).all() and (grams.followers <= len(grams.tokens)).all()  # so the sum fits, too
    if not possible or int(grams.followers.sum()) != len(grams.tokens) or (grams.counts < 1).any():
        raise CheckpointError("holds counts that are not those of n-grams")
    keys = grams.keys(vocab_size)
    inside = (grams.tokens >= 0).all() and (grams.tokens < vocab_size).all()
    if not inside or (np.diff(keys) <= 0).any():
        raise CheckpointError("holds n-grams that are not in order, or of tokens that do not exist")
    return keys


def _ends(keys: Sequence[np.ndarray], vocab_size: int) -> list[np.ndarray]:
    """For each order where its n-grams without their first token stand in the order below: ``(U,)``."""
    found = [np.zeros(len(keys[0]), np.int64)]
    for shorter, longer in pairwise(keys):
        places = lookup(shorter, found[-1][longer // vocab_size] * vocab_size + longer % vocab_size)
        if (places == NONE).any():
            raise CheckpointError("holds n-grams whose shorter parts it lacks")
        found.append(places)
    return found


def discounted(keys: np.ndarray, counts: np.ndarray, vocab_size: int, n_contexts: int) -> Order:
    """The shares of n-grams in what follows their contexts, less a discount that goes to the order below."""
    contexts = keys // vocab_size
    off = np.minimum(np.array([0.0, *discounts(counts)])[np.minimum(counts, 3)], counts)
    totals = np.bincount(contexts, counts, minlength=n_contexts)
    taken = np.bincount(contexts, off, minlength=n_contexts)
    backoff = np.divide(taken, totals, out=np.ones(n_contexts), where=totals > 0)
    return Order(keys, (counts - off) / totals[contexts], backoff)


def discounts(counts: np.ndarray) -> tuple[float, float, float]:
    """What is taken off a count of 1, of 2, and of 3 or more: D1, D2 and D3+ of the paper."""
    n1, n2, n3, n4 = (int((counts == c).sum()) for c in (1, 2, 3, 4))
    if not (n1 and n2 and n3 and n4):
        return FALLBACK
    y = n1 / (n1 + 2 * n2)
    return max(LEAST, 1 - 2 * y * n2 / n1), max(LEAST, 2 - 3 * y * n3 / n2), max(LEAST, 3 - 4 * y * n4 / n3)


def lookup(keys: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Where each of ``wanted`` stands in sorted ``keys``; ``NONE`` if nowhere."""
    places = np.searchsorted(keys, wanted).clip(max=len(keys) - 1)
    return np.where(keys[places] == wanted, places, NONE)
