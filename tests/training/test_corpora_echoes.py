"""The built-in echoes: the same for a seed, said two or three times, and of few familiar orders."""

from itertools import islice

from ngpl.training.corpora.echoes import echoes


def test_a_line_is_one_row_of_words_said_again():
    for line in islice(echoes(3), 200):
        words = line.split(" ")
        times = next(n for n in (3, 2) if words == words[: len(words) // n] * n)
        assert 6 <= len(words) // times <= 80 and all(words)


def test_a_seed_gives_the_same_lines_and_another_gives_others():
    first, again, other = (list(islice(echoes(seed), 50)) for seed in (1, 1, 2))
    assert first == again and not set(first) & set(other)


def test_what_comes_is_foretold_by_nothing_but_the_first_time():
    pairs = [pair for line in islice(echoes(0), 300) for pair in zip(*(line.split()[k:] for k in (0, 1)), strict=False)]
    assert len(set(pairs)) > 0.4 * len(
        pairs
    )  # each pair of neighbours is seen twice or thrice, nearly all of them only so
