"""How a user writes: with or without capitals and punctuation, with a slip of the finger now and then."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from ngpl.training.corpora.stories.engine import articles, pick, polish
from ngpl.training.corpora.talk.draws import often

_OUTSIDE = re.compile(r"\{[^}]*\}|[^{]+")
_LONG = re.compile(r"[a-z]{5,}")
SLIP = 0.05  # of the long words, for those who make slips


@dataclass(frozen=True)
class Voice:
    """One user's way to write. What a user tells (a name, a city) is written by ``fact`` and never misspelt."""

    case: str = "proper"  # proper, lower, upper
    facts: str = "proper"
    ends: bool = True  # a sign at the end of a message
    signs: bool = True  # commas, full stops and apostrophes within it
    slips: bool = False

    def words(self, rng: random.Random, template: str) -> str:
        """The words of a template in this voice; its ``{fields}`` stay as they are."""
        text = template if self.ends else re.sub(r"[ .!?]+$", "", template) or template
        return "".join(part if part[0] == "{" else self._part(rng, part) for part in _OUTSIDE.findall(text))

    def _part(self, rng: random.Random, text: str) -> str:
        if not self.signs:
            text = re.sub(r"(?<=\w)[,.!?:]+(?= |$)|'", "", text)
        if self.slips:
            text = _LONG.sub(lambda word: slip(rng, word[0]) if rng.random() < SLIP else word[0], text)
        return CASES[self.case](text)

    def fact(self, value: str) -> str:
        return CASES[self.facts](value)

    def finish(self, text: str) -> str:
        """Spaces and a/an of a whole message, and capitals for those who use them."""
        if self.case == "proper":
            return polish(text)
        return articles(re.sub(r" {2,}", " ", text).strip())


CASES: dict[str, Callable[[str], str]] = {"proper": str, "lower": str.lower, "upper": str.upper}

PLAIN = Voice()
# Voice -> how often.
VOICES = {
    PLAIN: 8,
    Voice(ends=False): 2,
    Voice(slips=True): 1,
    Voice("lower"): 1,
    Voice("lower", "lower"): 2,
    Voice("lower", ends=False): 1,
    Voice("lower", "lower", ends=False): 3,
    Voice("lower", ends=False, signs=False): 1,
    Voice("lower", "lower", ends=False, signs=False): 3,
    Voice("lower", "lower", ends=False, signs=False, slips=True): 1,
}
SHOUT = Voice("upper", "upper", ends=False)
SHOUTS = 0.012  # of all users


def voice(rng: random.Random) -> Voice:
    return SHOUT if rng.random() < SHOUTS else often(rng, VOICES)


def slip(rng: random.Random, word: str) -> str:
    """The word with one typing error: two letters exchanged, one missing or one twice; its ends stay."""
    at = 1 + int(rng.random() * (len(word) - 3))
    a, b = word[at], word[at + 1]
    return word[:at] + pick(rng, [b + a, b, a + a + b]) + word[at + 2 :]
