"""The script engine of the built-in conversations: scenes of what a user says and what the assistant answers.

Scenes are text; a scene is one or more exchanges, line by line:

    = cat; draws cat=pet_name; gives cat   a scene and its notes
    > my cat is called {cat}               what the user says,
    | I have a cat, {cat}                  or says instead
    < a nice name!                         what the assistant answers
    >? it is not mine, really              an exchange that is left out half of the time
    < so {cat} is a guest of yours!

The notes: ``draws`` facts from the tables of ``draws.py``, ``gives`` facts to the rest of the conversation, ``needs`` and
``lacks`` facts of it, ``late``: never first, ``plain``: begins without words such as "by the way". Choices ``[a|b]``,
phrases ``<sure>``, fields ``{animal.legs}`` and spelling are those of the stories. ``{called}`` is the user's name
after a comma, where it is known, or nothing.

A fact that is a string is the user's own word: the assistant says it to the letter as the user wrote it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ngpl.training.corpora.readers import Message
from ngpl.training.corpora.stories.engine import Teller, articles, fill, pick, polish
from ngpl.training.corpora.stories.words import Row
from ngpl.training.corpora.talk.draws import draw
from ngpl.training.corpora.talk.phrases import BANK, GREETINGS, LEADS
from ngpl.training.corpora.talk.voice import PLAIN, Voice

_TOLD = re.compile(r"\{(\w+)\}")
LEAD = 0.18  # of the first messages of a scene
Facts = dict[str, Any]


@dataclass(frozen=True)
class Exchange:
    """Ways to say one thing, and ways to answer it."""

    asks: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    optional: bool = False


@dataclass(frozen=True)
class Scene:
    """A short piece of conversation; ``draws`` is fact -> table."""

    name: str
    exchanges: list[Exchange]
    draws: Mapping[str, str]
    gives: Sequence[str] = ()
    needs: Sequence[str] = ()
    lacks: Sequence[str] = ()
    late: bool = False
    plain: bool = False

    def fits(self, known: Mapping[str, Any], started: bool) -> bool:
        """Whether it can come next, given what the user has told."""
        told = all(name in known for name in self.needs) and not any(name in known for name in self.lacks)
        return told and (started or not self.late)


def scenes(text: str) -> dict[str, Scene]:
    """The scenes of a text, by name."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    starts = [at for at, line in enumerate(lines) if line.startswith("= ")]
    blocks = [lines[at:end] for at, end in zip(starts, [*starts[1:], len(lines)])]
    found = [_scene(block[0][2:], exchanges(block[1:])) for block in blocks]
    return {scene.name: scene for scene in found}


def _scene(header: str, found: list[Exchange]) -> Scene:
    name, *rest = (part.strip() for part in header.split(";"))
    notes = {words[0]: words[1:] for words in map(str.split, rest)}
    draws = dict(pair.split("=") for pair in notes.pop("draws", ()))
    flags = {flag: True for flag in ("late", "plain") if notes.pop(flag, None) is not None}
    return Scene(name, found, draws, **flags, **notes)  # type: ignore[arg-type]


def exchanges(lines: Iterable[str]) -> list[Exchange]:
    """Lines with ``>``, ``<`` and ``|`` -> exchanges."""
    found: list[Exchange] = []
    ways: list[str] = []
    for line in lines:
        if line.startswith(">"):
            found.append(Exchange(optional=line.startswith(">?")))
        if line[0] in "<>":
            ways = found[-1].asks if line[0] == ">" else found[-1].answers
        ways.append(line.lstrip("<>?|").strip())
    return found


class Dialogue:
    """A conversation as it grows. ``change`` is what its system message does to every answer."""

    def __init__(self, rng: random.Random, voice: Voice = PLAIN) -> None:
        self.rng = rng
        self.voice = voice
        self.change: Callable[[str], str] = str
        self.messages: list[Message] = []
        self.known: Facts = {"me": Row(name="NanoGPL"), "owner": Row(name="NanoGPL's")}
        self.played: set[str] = set()
        self._teller = Teller(rng, BANK)

    @property
    def started(self) -> bool:
        return any(message["role"] == "user" for message in self.messages)

    def play(self, scene: Scene) -> None:
        """One telling of ``scene``."""
        facts = self.known | self.drawn(scene.draws)
        lead = not scene.plain
        for exchange in scene.exchanges:
            if exchange.optional and self.rng.random() < 0.5:
                continue
            self.exchange(pick(self.rng, exchange.asks), pick(self.rng, exchange.answers), facts, lead)
            lead = False
        self.played.add(scene.name)
        self.known |= {name: facts[name] for name in scene.gives}

    def drawn(self, draws: Mapping[str, str]) -> Facts:
        """One entry of each table, all different."""
        facts: Facts = {}
        for name, table in draws.items():
            value = draw(self.rng, table)
            while value in facts.values():
                value = draw(self.rng, table)
            facts[name] = value
        return facts

    def exchange(self, ask: str, answer: str, facts: Facts, lead: bool = False) -> None:
        """What the user says and what the assistant answers; ``facts`` take on the user's spelling."""
        self.say("user", self.user(ask, facts, lead))
        self.say("assistant", self.answer(answer, facts))

    def user(self, template: str, facts: Facts, lead: bool = False) -> str:
        text = self.choose(template)
        if lead and self.rng.random() < LEAD:
            text = pick(self.rng, LEADS if self.started else GREETINGS) + " " + text
        for name in _TOLD.findall(text):
            if isinstance(facts[name], str):
                facts[name] = self.voice.fact(facts[name])
        words = self.voice.words(self.rng, text)
        return self.voice.finish(fill(words, {name: _cased(value, self.voice) for name, value in facts.items()}))

    def answer(self, template: str, facts: Facts) -> str:
        name = ", {name}" if "name" in facts and self.rng.random() < 0.6 else ""
        kept = {name: f"{{{name}}}" for name, value in facts.items() if isinstance(value, str)}
        text = polish(fill(self.choose(template), facts | {"called": name} | kept))
        return self.change(articles(fill(text, facts)))

    def choose(self, template: str) -> str:
        return self._teller.choose(template)

    def say(self, role: str, content: str) -> None:
        self.messages.append({"role": role, "content": content})


def _cased(value: Any, voice: Voice) -> Any:
    """A row of a table as the user writes it; a string is written already."""
    if isinstance(value, str):
        return value
    return type(value)(**{name: voice.fact(str(cell)) for name, cell in vars(value).items()})
