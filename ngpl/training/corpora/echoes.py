"""Built-in corpus: words in no order, said again and again. Only what was said before foretells what comes, so a model
that reads some of it learns to copy: it grows induction heads (Olsson et al., 2022)."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from itertools import islice

from ngpl.training.corpora.stories import stories

TOLD = 400  # stories whose words are used
WORDS = (2, 60)
LENGTH = 110  # words of a line, about
MADE_UP = 0.25  # share of words that are letters in no order


def echoes(seed: int = 0) -> Iterator[str]:
    """Endless lines: 2 to 60 words, few more often than many, and their repetitions.

    The shorter what is repeated, the sooner a model finds out how; the longer, the more exactly it must look. The same
    ``seed`` gives the same lines.
    """
    rng = random.Random(seed)
    known = sorted({word for story in islice(stories(0), TOLD) for word in story.split()})
    while True:
        shortest, longest = WORDS
        words = [word(rng, known) for _ in range(round(shortest * (longest / shortest) ** rng.random()))]
        yield " ".join(words * max(2, round(LENGTH / len(words))))


def word(rng: random.Random, known: list[str]) -> str:
    """One of the words that are known, or two to six letters."""
    if rng.random() < MADE_UP:
        return "".join(string.ascii_letters[int(rng.random() * 52)] for _ in range(2 + int(rng.random() * 5)))
    return known[int(rng.random() * len(known))]
