"""Built-in corpus: words in no order, said twice. Only what was said before foretells what comes, so a model that
reads some of it learns to copy: it grows induction heads (Olsson et al., 2022)."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from itertools import islice

from ngpl.training.corpora.stories import stories

TOLD = 400  # stories whose words are used
WORDS = (6, 80)
MADE_UP = 0.25  # share of words that are letters in no order
AGAIN = 0.2  # chance of a third time


def echoes(seed: int = 0) -> Iterator[str]:
    """Endless lines of 6 to 80 words and their repetition; the same ``seed`` gives the same lines."""
    rng = random.Random(seed)
    known = sorted({word for story in islice(stories(0), TOLD) for word in story.split()})
    while True:
        shortest, longest = WORDS
        words = [word(rng, known) for _ in range(shortest + int(rng.random() * (longest - shortest + 1)))]
        yield " ".join(words * (3 if rng.random() < AGAIN else 2))


def word(rng: random.Random, known: list[str]) -> str:
    """One of the words that are known, or two to six letters."""
    if rng.random() < MADE_UP:
        return "".join(string.ascii_letters[int(rng.random() * 52)] for _ in range(2 + int(rng.random() * 5)))
    return known[int(rng.random() * len(known))]
