"""The template engine of the built-in stories: choices, shared phrases, speech and fields, then spelling.

A plot is text, one beat after another, written line by line:

    a first line begins a beat; lines that start with ``|`` are other ways to put the same beat
    a beat that starts with ``?`` is told half of the time; ``---`` parts paragraphs
    a way that starts with ``A:`` belongs to branch A; each story goes one branch, ways without a letter are for all
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
JOIN = "\x02"  # before a beat that may go on with the sentence before
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_PHRASE = re.compile(r"<(\w+)>")
_SPEECH = re.compile(r'@(\w+)(?:\.(\w+))? "([^"]*)"')
_JOINED = re.compile(rf"((?:^|[.!?{EDGE}] |\n)[^.!?\n\",;:{EDGE}]{{10,60}})\.{EDGE} {JOIN}")
_LINE = re.compile(r"([|?]?) *(?:([A-Z]):)? *(.*)")
_BRANCH = re.compile(r"^ *[|?]? *([A-Z]):", re.MULTILINE)
_KNOWN = re.compile(r"\b(friend|neighbor|brother|sister|named|called|and|name was) $")
_TAG = re.compile(r'" \w+ (?:said|asked|answered|replied|cried|called|shouted|whispered|cheered)[a-z ]*\.')
_FIELD = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
_START = re.compile(rf'(^"?|\n\n"?|[.!?] "?|\." "?|, "|{EDGE} ?"?)([a-z])')
_ARTICLE = re.compile(r"\b([Aa]) (?=(?:[aeiou]|hour|honest))(?!uni|use|one|eu)", re.IGNORECASE)
_WEIGHT = re.compile(r"(?:(\d) )?(.+)")
_SENTENCE = re.compile(r"(.*?[.!?])(?: (.*))?$", re.DOTALL)

SHORT = {f"{verb} not": f"{verb}n't" for verb in "did could was were would does do is".split()} | {
    "I am": "I'm",
    "I will": "I'll",
    "It is": "It's",
    "it is": "it's",
    "You are": "You're",
    "That is": "That's",
    "We will": "We'll",
    "What is": "What's",
}
_SHORT = re.compile(r"\b(" + "|".join(SHORT) + r")\b(?= [a-z])(?! (?:to|too|not)\b)")


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
    return Manner(*(weighted(verbs) for verbs in (tells, asks, calls, gestures)))


def weighted(text: str) -> tuple[str, ...]:
    """``"3 said, cried"`` -> said, said, said, cried."""
    found = (_WEIGHT.match(item.strip()) for item in text.split(","))
    return tuple(item[2] for item in found if item for _ in range(int(item[1] or 1)))


MANNERS = {
    "": manner(
        "said",
        "asked",
        "9 said, called, shouted",
        "3 looked up, 2 smiled, turned around, looked around, stopped",
    ),
    "glad": manner(
        "6 said, said happily, said with a smile, said proudly",
        "asked",
        "9 said, 2 said happily, shouted, cheered",
        "5 smiled, 2 laughed, jumped up, grinned, clapped",
    ),
    "sad": manner(
        "5 said, 2 said sadly, whispered, said in a small voice",
        "3 asked, asked sadly, asked quietly, whispered",
        "5 said, 2 cried, sobbed",
        "3 looked down, 2 sighed, sniffed, hung {0.his} head, wiped {0.his} eyes, started to cry",
    ),
    "kind": manner(
        "6 said, said kindly, said gently, said softly",
        "5 asked, asked kindly, asked gently, asked softly",
        "5 said, said kindly, said warmly",
        "6 smiled, came closer, sat down",
    ),
    "cross": manner(
        "5 said, grumbled, said angrily",
        "3 asked, asked angrily",
        "3 said, 2 shouted, yelled",
        "3 stamped {0.his} foot, 3 frowned, 3 got angry, shook {0.his} head",
    ),
    "scared": manner(
        "4 said, 2 whispered, said in a shaky voice, said quietly",
        "3 asked, whispered, asked in a shaky voice",
        "3 said, 2 cried, gasped, shouted",
        "2 was scared, shivered, stood very still, took a step back",
    ),
}
ANSWERS = ("answered", "replied")  # for "said", and only after a question of somebody else


@dataclass(frozen=True)
class Plot:
    """``facts`` is a list such as ``"thing=toy spot=spot"`` of what to draw; ``world`` is child, animal or any."""

    facts: str
    text: str
    world: str = "any"
    night: bool = True  # may close with a bedtime
    opening: bool = True  # begins with one of the shared openings; if not, the text has its own
    alone: bool = False  # the hero has no friend yet


def pick(rng: random.Random, items: Sequence[T]) -> T:
    """One of ``items``; only ``random()`` is used, whose stream is the same in all versions and on all platforms."""
    return items[int(rng.random() * len(items))]


def beats(text: str, branch: str = "") -> list[tuple[bool, list[str]]]:
    """Plot text -> (optional, ways to tell) of each beat; with a ``branch``, without the ways of others."""
    found: list[tuple[bool, list[str]]] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        mark, label, way = _LINE.fullmatch(line).groups()  # type: ignore[union-attr]  # matches any line
        if mark != "|":
            found.append((mark == "?", []))
        if not (label and branch) or label == branch:
            found[-1][1].append(way)
    return [beat for beat in found if beat[1]]


class Teller:
    """Tells plots with one source of randomness and one phrase bank."""

    def __init__(self, rng: random.Random, bank: Mapping[str, Sequence[str]]) -> None:
        self.rng = rng
        self.bank = bank
        self.asker: Any = None  # who asked last, if a reply may follow
        self.paragraph = ""  # what was told since it began
        self.before = ""  # the beat before
        self.begun = False  # the first paragraph, with its introductions, is told

    def tell(self, text: str, facts: Mapping[str, Any]) -> str:
        """The plot ``text`` told once, along one of its branches, with the facts filled in."""
        parts = []
        branches = sorted(set(_BRANCH.findall(text)))
        for optional, ways in beats(text, pick(self.rng, branches) if branches else ""):
            if optional and self.rng.random() < 0.5:
                continue
            way = self.choose(pick(self.rng, ways)).strip()
            if way:
                parts.append(self.beat(way, facts))
        return polish("".join(parts))

    def beat(self, way: str, facts: Mapping[str, Any]) -> str:
        """One beat with its speech and facts, ready to be joined; ``---`` begins a paragraph."""
        if way == "---":
            self.before, self.paragraph, self.begun = "", "", True
            self.asker = None
            return "\n\n"
        told = self.turn(self.speak(fill(fill(way, facts), facts), facts), facts)  # facts may hold fields
        self.before = told
        self.paragraph += told
        if '"' not in told:
            self.asker = None
        return told + EDGE + " "

    def turn(self, told: str, facts: Mapping[str, Any]) -> str:
        """``told`` with a pronoun for the hero it begins with, where that is clear, and perhaps joined to what was told."""
        hero = facts["hero"]
        alone = self.clear(hero, "", facts) and not names(facts["friend"], self.before)
        if not alone or not re.match(rf"{hero} (?!and\b)", told) or self.rng.random() < 0.3:
            return told
        join = JOIN if self.begun and re.search(r"[a-z]\.$", self.before) and self.rng.random() < 0.4 else ""
        return join + hero.he + told[len(str(hero)) :]

    def choose(self, text: str) -> str:
        """Settle the choices, innermost first, and the phrases they leave."""
        while found := _CHOICE.search(text):
            text = text[: found.start()] + pick(self.rng, found[1].split("|")) + text[found.end() :]
        return _PHRASE.sub(lambda name: self.choose(pick(self.rng, self.bank[name[1]])), text)

    def speak(self, text: str, facts: Mapping[str, Any]) -> str:
        """``text`` with all its speech put into sentences."""
        while found := _SPEECH.search(text):
            head = text[: found.start()]
            who = facts[found[1]]
            name = who.he if self.clear(who, head, facts) and self.rng.random() < 0.6 else str(who)
            said = self.speech(who, name, MANNERS[found[2] or ""], found[3])
            self.asker = who if found[3][-1] == "?" else None
            text = head + said + text[found.end() :]
        return text

    def clear(self, who: Any, head: str, facts: Mapping[str, Any]) -> bool:
        """Whether ``who`` was just named and, after ``head``, a pronoun can mean nobody else of the story."""
        he = getattr(who, "he", "")
        if not he:
            return False
        others = {str(fact) for fact in facts.values() if getattr(fact, "he", "") == he} - {str(who)}
        return names(who, self.before + head) and not any(names(other, self.paragraph + head) for other in others)

    def speech(self, who: Any, name: str, how: Manner, words: str) -> str:
        """One of the ways to put ``words`` into the mouth of ``who``, who is called ``name`` here."""
        split = _SENTENCE.match(words)
        assert split, f"speech without an end: {words!r}"
        first, rest = split[1], split[2]
        end = words[-1] if not rest or first[-1] == words[-1] else "."  # nothing but "said" suits a mixture
        way = self.rng.random()
        if way < 0.4:
            said = self.verb(who, how, first[-1])
            turned = said in ("said", "asked") and name == str(who) and self.rng.random() < 0.5
            tag = f"{said} {name}" if turned else f"{name} {said}"
            first = first[:-1] + "," if first[-1] == "." else first
            return f'{EDGE}"{first}" {tag}.' + (f' "{rest}"{EDGE}' if rest else "")
        if way < 0.85:
            return f'{EDGE}{name} {self.verb(who, how, end)}, "{words}"{EDGE}'
        gesture = pick(self.rng, how.gestures).format(who)
        plain = "asked" if end == "?" else "said"
        return f'{EDGE}{name} {gesture} and {plain}, "{words}"{EDGE}'

    def verb(self, who: Any, how: Manner, end: str) -> str:
        """A verb of speech; a reply only to what somebody else has just asked."""
        verb = pick(self.rng, how.verbs(end))
        replies = end == "." and verb == "said" and self.asker not in (None, who) and self.rng.random() < 0.3
        return pick(self.rng, ANSWERS) if replies else verb


def names(who: Any, text: str) -> bool:
    return str(who) in text and re.search(rf"\b{who}\b(?!')", text) is not None


def introduce(text: str, facts: Mapping[str, Any]) -> str:
    """Say who the friend is where the name first comes, unless the text does or it comes in speech."""
    hero, friend = facts["hero"], facts["friend"]
    found = re.search(rf"\b{friend}\b(?! and| is| are)", text)
    lead = text[: found.start()] if found else ""
    if str(hero) not in lead or friend.name in lead or lead.count('"') % 2 or _KNOWN.search(lead):
        return text
    rest = text[len(lead) :]
    begins = re.search(r'[.!?]"?\s$', lead) and not _TAG.match(lead[-2:] + rest)
    return f"{lead}{hero.his.capitalize() if begins else hero.his} friend {rest}"


def contract(text: str) -> str:
    """``did not`` -> ``didn't`` and the like, as most people speak."""
    return _SHORT.sub(lambda found: SHORT[found[0]], text)


def fill(text: str, facts: Mapping[str, Any]) -> str:
    """Replace the fields; ``KeyError`` or ``AttributeError`` for one that the story does not have."""
    return _FIELD.sub(lambda f: str(getattr(facts[f[1]], f[2]) if f[2] else facts[f[1]]), text)


def polish(text: str) -> str:
    """Spaces, sentence capitals and a/an."""
    text = _JOINED.sub(r"\1, and ", text).replace(JOIN, "")
    text = re.sub(r" *\n\n[\s]*", "\n\n", re.sub(r" {2,}", " ", text)).strip(f" \n{EDGE}")
    text = _START.sub(lambda found: found[1] + found[2].upper(), text).replace(EDGE, "")
    text = re.sub(r" +([,.!?])", r"\1", re.sub(r" {2,}", " ", text))
    return re.sub(r" *\n\n *", "\n\n", articles(text))


def articles(text: str) -> str:
    """``an`` for ``a`` where a vowel follows."""
    return _ARTICLE.sub(r"\1n ", text)
