"""The template engine of the built-in stories: choices, shared phrases, speech and fields, then spelling.

A plot is text, one beat after another, written line by line:

    a first line begins a beat; lines that start with ``|`` are other ways to put the same beat
    a beat that starts with ``?`` is told half of the time; ``---`` parts paragraphs
    ``[a|b|]``            one of the choices, inside a sentence; choices nest
    ``<happy>``           one entry of the phrase bank, itself a template
    ``@hero.glad "Hi!"``  speech, with its mood (a name in ``MANNERS``) or without; how it is put is worked out here
    ``{thing.colour}``    an attribute of a fact of this story; ``{thing}`` is its name

Sentence capitals and a/an are set at the end, so templates write them in lower case as they come.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

EDGE = "\x01"  # a sentence edge after closing quotes, where punctuation alone does not tell
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_PHRASE = re.compile(r"<(\w+)>")
_SPEECH = re.compile(r'@(\w+)(?:\.(\w+))? "([^"]*)"')
_FIELD = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
_START = re.compile(rf'(^"?|\n\n"?|[.!?] "?|\." "?|, "|{EDGE} ?"?)([a-z])')
_ARTICLE = re.compile(r"\b([Aa]) (?=(?:[aeiou]|hour|honest))(?!uni|use|one|eu)", re.IGNORECASE)
_SENTENCE = re.compile(r"(.*?[.!?])(?: (.*))?$", re.DOTALL)


@dataclass(frozen=True)
class Manner:
    """How something is said in one mood: the verbs by final punctuation, and what is done before speaking."""

    tells: tuple[str, ...]
    asks: tuple[str, ...]
    calls: tuple[str, ...]
    gestures: tuple[str, ...]

    def verbs(self, end: str) -> tuple[str, ...]:
        return {".": self.tells, "?": self.asks, "!": self.calls}[end]


def manner(tells: str, asks: str, calls: str, gestures: str) -> Manner:
    return Manner(*(tuple(verb.strip() for verb in verbs.split(",")) for verbs in (tells, asks, calls, gestures)))


MANNERS = {
    "": manner(
        "said, said, said, answered, replied, said slowly",
        "asked, asked, asked, wanted to know",
        "said, cried, called, shouted, called out, exclaimed",
        "nodded, thought for a moment, looked up, came closer, looked around, turned around, leaned forward, sat down, "
        "stood still, tilted {0.his} head, stopped",
    ),
    "glad": manner(
        "said, said happily, said with a smile, said proudly, laughed",
        "asked, asked happily, asked with a grin, asked with bright eyes",
        "cheered, shouted, cried happily, called with joy, said, laughed",
        "jumped up, nodded happily, grinned, clapped, hopped with joy, beamed, threw {0.his} arms up",
    ),
    "sad": manner(
        "said sadly, whispered, mumbled, sighed, said in a small voice",
        "asked sadly, asked quietly, asked in a low voice, whispered",
        "cried, sobbed, wailed, said in tears",
        "looked down, sighed, sniffed, hung {0.his} head, wiped {0.his} eyes, turned away, swallowed hard",
    ),
    "kind": manner(
        "said kindly, said gently, said softly, said, said in a warm voice",
        "asked kindly, asked gently, asked softly",
        "said kindly, said warmly, said softly",
        "smiled, nodded, knelt down, came closer, sat down beside them, smiled warmly",
    ),
    "cross": manner(
        "grumbled, said crossly, muttered, said coldly",
        "asked crossly, snapped, demanded",
        "shouted, snapped, yelled, cried",
        "stamped {0.his} foot, frowned, turned red, stepped forward",
    ),
    "scared": manner(
        "whispered, said in a shaky voice, said quietly",
        "whispered, asked in a shaky voice, asked with wide eyes",
        "cried, gasped, called out, shouted",
        "shivered, stood very still, opened {0.his} eyes wide, took a step back, gulped",
    ),
}


@dataclass(frozen=True)
class Plot:
    """``facts`` is a list such as ``"thing=toy spot=spot"`` of what to draw; ``world`` is child, animal or any."""

    facts: str
    text: str
    world: str = "any"
    night: bool = True  # may close with a bedtime


def pick(rng: random.Random, items: Sequence[T]) -> T:
    """One of ``items``; only ``random()`` is used, whose stream is the same in all versions and on all platforms."""
    return items[int(rng.random() * len(items))]


def beats(text: str) -> list[tuple[bool, list[str]]]:
    """Plot text -> (optional, ways to tell) of each beat."""
    found: list[tuple[bool, list[str]]] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith("|"):
            found[-1][1].append(line[1:].strip())
        else:
            optional = line.startswith("?")
            found.append((optional, [line[1:].strip() if optional else line]))
    return found


class Teller:
    """Tells plots with one source of randomness and one phrase bank."""

    def __init__(self, rng: random.Random, bank: Mapping[str, Sequence[str]]) -> None:
        self.rng = rng
        self.bank = bank

    def tell(self, text: str, facts: Mapping[str, Any]) -> str:
        """The plot ``text`` told once, with the facts filled in."""
        parts = []
        for optional, ways in beats(text):
            if optional and self.rng.random() < 0.5:
                continue
            way = self.choose(pick(self.rng, ways)).strip()
            if way:
                parts.append("\n\n" if way == "---" else self.speak(way, facts) + EDGE + " ")
        return polish(fill("".join(parts), facts))

    def choose(self, text: str) -> str:
        """Settle the choices, innermost first, and the phrases they leave."""
        while found := _CHOICE.search(text):
            text = text[: found.start()] + pick(self.rng, found[1].split("|")) + text[found.end() :]
        return _PHRASE.sub(lambda name: self.choose(pick(self.rng, self.bank[name[1]])), text)

    def speak(self, text: str, facts: Mapping[str, Any]) -> str:
        return _SPEECH.sub(lambda f: self.speech(facts[f[1]], MANNERS[f[2] or ""], fill(f[3], facts)), text)

    def speech(self, who: Any, how: Manner, words: str) -> str:
        """One of the ways to put ``words`` into the mouth of ``who``."""
        split = _SENTENCE.match(words)
        assert split, f"speech without an end: {words!r}"
        first, rest = split[1], split[2]
        way = self.rng.random()
        if way < 0.5:
            said = pick(self.rng, how.verbs(first[-1]))
            tag = f"{said} {who}" if said in ("said", "asked") and self.rng.random() < 0.7 else f"{who} {said}"
            first = first[:-1] + "," if first[-1] == "." else first
            return f'{EDGE}"{first}" {tag}.' + (f' "{rest}"{EDGE}' if rest else "")
        if way < 0.8:
            return f'{EDGE}{who} {pick(self.rng, how.verbs(words[-1]))}, "{words}"{EDGE}'
        gesture = pick(self.rng, how.gestures).format(who)
        plain = "asked" if words[-1] == "?" else "said"
        return f'{EDGE}{who} {gesture} and {plain}, "{words}"{EDGE}'


def fill(text: str, facts: Mapping[str, Any]) -> str:
    """Replace the fields; ``KeyError`` or ``AttributeError`` for one that the story does not have."""
    return _FIELD.sub(lambda f: str(getattr(facts[f[1]], f[2]) if f[2] else facts[f[1]]), text)


def polish(text: str) -> str:
    """Spaces, sentence capitals and a/an."""
    text = re.sub(r" *\n\n[\s]*", "\n\n", re.sub(r" {2,}", " ", text)).strip(f" \n{EDGE}")
    text = _START.sub(lambda found: found[1] + found[2].upper(), text).replace(EDGE, "")
    text = re.sub(r" +([,.!?])", r"\1", re.sub(r" {2,}", " ", text))
    return re.sub(r" *\n\n *", "\n\n", _ARTICLE.sub(r"\1n ", text))
