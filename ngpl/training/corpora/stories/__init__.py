"""Built-in corpus: simple English stories without end, made from a seed; no network, the same on every platform."""

from __future__ import annotations

import random
from collections.abc import Iterator

from ngpl.training.corpora.stories.cast import cast
from ngpl.training.corpora.stories.engine import Plot, Teller, contract, introduce, pick
from ngpl.training.corpora.stories.phrases import BANK, CLOSE, LONE, OPEN
from ngpl.training.corpora.stories.plots import PLOTS

WORDS = (80, 350)


def stories(seed: int = 0) -> Iterator[str]:
    """Endless stories of 80 to 350 words; the same ``seed`` gives the same stories."""
    rng = random.Random(seed)
    names = list(PLOTS)
    while True:
        text = story(rng, PLOTS[pick(rng, names)])
        if WORDS[0] <= len(text.split()) <= WORDS[1]:
            yield text


def story(rng: random.Random, plot: Plot) -> str:
    """One telling of ``plot``, of whatever length it takes."""
    facts = cast(rng, plot)
    opening = (LONE if plot.alone else OPEN) if plot.opening else ""
    text = Teller(rng, BANK).tell(opening + plot.text + (CLOSE if plot.night else ""), facts)
    text = text if plot.alone else introduce(text, facts)
    return contract(text) if rng.random() < 0.4 else text


__all__ = ["PLOTS", "stories", "story"]
