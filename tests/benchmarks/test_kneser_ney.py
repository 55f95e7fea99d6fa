"""The n-gram model of the benchmarks: bigrams worked out by hand, and the law that probabilities sum to one."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.kneser_ney import discounts, fit

A, B, C, D = range(4)


def test_bigrams_by_hand():
    """Of the stream A B A B A C. Counts of counts are missing, so 0.5 is off a count of 1, and 1 off a count of 2.

    Bigrams: AB 2, BA 2, AC 1. As many different tokens stand before A, B and C: one each, of three in all, each less
    0.5; the 0.5 that is left is shared by the 4 tokens of the vocabulary.
    """
    shorter = dict.fromkeys((A, B, C), 0.5 / 3 + 0.5 / 4) | {D: 0.5 / 4}
    after_a = {w: own / 3 + (1 + 0.5) / 3 * shorter[w] for w, own in ((A, 0), (B, 2 - 1), (C, 1 - 0.5), (D, 0))}
    after_b = {w: own / 2 + 1 / 2 * shorter[w] for w, own in ((A, 2 - 1), (B, 0), (C, 0), (D, 0))}
    model = fit(np.array([A, B, A, B, A, C]), vocab_size=4, n=2)
    for context, expected in ((A, after_a), (B, after_b), (C, shorter), (D, shorter)):  # nothing follows C
        found = [model.probabilities(np.array([context, w]))[1] for w in (A, B, C, D)]
        assert found == pytest.approx([expected[w] for w in (A, B, C, D)])
    assert model.probabilities(np.array([B, D]))[0] == pytest.approx(shorter[B])


@pytest.mark.parametrize("n", [1, 2, 5])
def test_probabilities_sum_to_one_after_any_context(n):
    ids = np.random.default_rng(0).zipf(1.5, 400).clip(max=7)
    model = fit(ids, vocab_size=9, n=n)
    for context in ([8, 8, 8, 8], [7, 3, 1, 1], [2, 1, 8, 1], [], ids[-4:].tolist(), ids[10:14].tolist()):
        assert sum(model.probabilities(np.array([*context, w]))[-1] for w in range(9)) == pytest.approx(1)


def test_what_was_counted_is_foretold_better_by_longer_n_grams():
    ids = np.tile(np.random.default_rng(1).integers(0, 20, 50), 8)
    means = [np.log(fit(ids, 20, n).probabilities(ids)).mean() for n in (1, 2, 3)]
    assert means == sorted(means)


def test_discounts_of_known_counts():
    counts = np.repeat([1, 2, 3, 4], [8, 4, 2, 1])
    y = 8 / (8 + 2 * 4)
    assert discounts(counts) == pytest.approx((1 - 2 * y * 4 / 8, 2 - 3 * y * 2 / 4, 3 - 4 * y * 1 / 2))
