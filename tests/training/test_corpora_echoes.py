"""The built-in echoes: the same for a seed, said again and again, and of few familiar orders."""

from itertools import islice, pairwise

from ngpl.training.corpora.echoes import LENGTH, WORDS, echoes


def period(words: list[str]) -> int:
    """The length of the shortest row of words that the line says over and over."""
    return next(n for n in range(1, len(words) + 1) if not len(words) % n and words == words[:n] * (len(words) // n))


def test_a_line_is_one_row_of_words_said_again():
    periods = []
    for line in islice(echoes(3), 200):
        words = line.split(" ")
        periods.append(period(words))
        assert all(words) and len(words) >= 2 * periods[-1] and abs(len(words) - LENGTH) <= periods[-1]
    assert max(periods) <= WORDS[1] and max(periods) > 40 and sum(n < 12 for n in periods) > 80


def test_a_seed_gives_the_same_lines_and_another_gives_others():
    first, again, other = (list(islice(echoes(seed), 50)) for seed in (1, 1, 2))
    assert first == again and not set(first) & set(other)


def test_what_comes_is_foretold_by_nothing_but_the_times_before():
    rows = [line.split()[: period(line.split())] for line in islice(echoes(0), 300)]
    pairs = [pair for row in rows for pair in pairwise(row)]
    assert len(set(pairs)) > 0.95 * len(pairs)
