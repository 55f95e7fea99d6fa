"""An n-gram model: interpolated modified Kneser-Ney (Chen and Goodman, 1999), counted by sorting.

An n-gram is named by where its first n - 1 tokens stand in the sorted table of the order below, times the size of the
vocabulary, plus its last token: one int64 whatever n. N tokens, U different n-grams, U' of the order below.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

FALLBACK = (0.5, 1.0, 1.5)  # where counts of counts are missing, as on tiny data
NONE = -1


@dataclass(frozen=True)
class Order:
    """The n-grams of one length: names ``keys`` ``(U,)``, sorted; ``probs`` ``(U,)``, discounted; ``backoff``
    ``(U',)``: what each context leaves to the order below, 1 if nothing follows it."""

    keys: np.ndarray
    probs: np.ndarray
    backoff: np.ndarray


@dataclass(frozen=True)
class KneserNey:
    """Orders 1 to n. Below order 1 all ``vocab_size`` tokens are equally likely."""

    orders: tuple[Order, ...]
    vocab_size: int

    def probabilities(self, ids: np.ndarray) -> np.ndarray:
        """That of every token of a stream ``(N,)`` after those before it, as many as an n-gram holds: ``(N,)``."""
        ids = ids.astype(np.int64)
        found = np.full(len(ids), 1 / self.vocab_size)
        contexts = np.zeros(len(ids), dtype=np.int64)  # of the empty n-gram there is one
        for order in self.orders:
            seen = contexts != NONE
            places = np.where(seen, lookup(order.keys, contexts * self.vocab_size + ids), NONE)
            own = np.where(places != NONE, order.probs[places], 0.0)
            found = np.where(seen, own + order.backoff[contexts] * found, found)
            contexts = np.append(NONE, places[:-1])
        return found


@dataclass(frozen=True)
class Table:
    """All n-grams of one length in a stream ``(N,)``: ``keys`` ``(U,)``, how often each occurs, where first; and which
    of them starts at each place, ``which`` ``(N - n + 1,)``."""

    keys: np.ndarray
    counts: np.ndarray
    firsts: np.ndarray
    which: np.ndarray


def fit(ids: np.ndarray, vocab_size: int, n: int = 5) -> KneserNey:
    """Count a stream ``(N,)`` of at least ``n`` tokens, all n-grams of it, those across documents too.

    The longest n-grams count as often as they occur, shorter ones as often as they follow different tokens.
    """
    tables = [table(ids.astype(np.int64), np.zeros(len(ids), dtype=np.int64), vocab_size)]
    for k in range(1, n):
        tables.append(table(ids[k:].astype(np.int64), tables[-1].which[:-1], vocab_size))
    counts = [
        np.bincount(shorter.which[longer.firsts + 1], minlength=len(shorter.keys))
        for shorter, longer in pairwise(tables)
    ]
    counts.append(tables[-1].counts)
    sizes = [1, *(len(table.keys) for table in tables)]
    parts = zip(tables, counts, sizes)
    return KneserNey(tuple(discounted(t.keys, found, vocab_size, size) for t, found, size in parts), vocab_size)


def table(last: np.ndarray, contexts: np.ndarray, vocab_size: int) -> Table:
    """The n-grams that end in the tokens ``last``, each after the context of that index."""
    named = contexts * vocab_size + last
    keys, firsts, which, counts = np.unique(named, return_index=True, return_inverse=True, return_counts=True)
    return Table(keys, counts, firsts, which)


def discounted(keys: np.ndarray, counts: np.ndarray, vocab_size: int, n_contexts: int) -> Order:
    """The shares of n-grams in what follows their contexts, less a discount that goes to the order below."""
    contexts = keys // vocab_size
    off = np.array([0.0, *discounts(counts)])[np.minimum(counts, 3)]
    off = np.minimum(off, counts)
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
    return max(0.0, 1 - 2 * y * n2 / n1), max(0.0, 2 - 3 * y * n3 / n2), max(0.0, 3 - 4 * y * n4 / n3)


def lookup(keys: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Where each of ``wanted`` stands in sorted ``keys``; ``NONE`` if nowhere."""
    places = np.searchsorted(keys, wanted).clip(max=len(keys) - 1)
    return np.where(keys[places] == wanted, places, NONE)
