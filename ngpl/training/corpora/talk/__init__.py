"""Built-in corpus: conversations between a user and an assistant without end, made from a seed.

Small talk, questions about language models and about the assistant itself, tasks in which it asks back, and what it cannot
do; no network, the same on every platform.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence

from ngpl.training.corpora.readers import Message
from ngpl.training.corpora.stories.engine import pick
from ngpl.training.corpora.talk.concepts import comparison, lesson
from ngpl.training.corpora.talk.draws import often
from ngpl.training.corpora.talk.engine import Dialogue, Scene
from ngpl.training.corpora.talk.scenes import SCENES
from ngpl.training.corpora.talk.systems import SYSTEMS
from ngpl.training.corpora.talk.tasks import errand
from ngpl.training.corpora.talk.voice import voice

WORDS = (6, 165)
SYSTEM_SHARE = 0.15
LENGTHS = (1, 1, 1, 1, 2, 2, 2, 3, 3, 4)  # parts between hello and goodbye

HELLOS = {"greeting": 3, "how are you": 2, "name": 1, "name asked": 1, "hello": 1}

# Parts that are more than a scene.
LONGER: Mapping[str, Callable[[Dialogue], object]] = {"lesson": lesson, "comparison": comparison, "errand": errand}
BY_NAME: dict[str, Scene] = {name: scene for kind in SCENES.values() for name, scene in kind.items()}
# Part -> how often, unless a system message brings a menu of its own.
MENU = {
    "lesson": 22,
    "errand": 18,
    "identity": 8,
    "what are you": 2,
    "who are you": 2,
    "your name": 2,
    "what can you do": 2,
    "how do you work": 2,
    "told": 9,
    "name": 2,
    "models": 7,
    "unknown": 7,
    "world": 7,
    "mind": 6,
    "comparison": 6,
    "moods": 6,
    "noise": 6,
    "days": 5,
    "likes": 5,
    "tales": 6,
    "any story": 1,
    "numbers": 4,
    "sum": 2,
    "lists": 4,
    "jokes": 4,
    "echoes": 4,
    "requests": 4,
    "calendar": 2,
    "page": 2,
}


def talk(seed: int = 0) -> Iterator[list[Message]]:
    """Endless conversations of up to 165 words; the same ``seed`` gives the same ones."""
    rng = random.Random(seed)
    while True:
        messages = conversation(rng)
        words = sum(len(message["content"].split()) for message in messages)
        if len(messages) > 1 and WORDS[0] <= words <= WORDS[1]:
            yield messages


def conversation(rng: random.Random) -> list[Message]:
    """One conversation, of whatever length it takes."""
    told = Dialogue(rng, voice(rng))
    menu: Sequence[str] = ()
    if rng.random() < SYSTEM_SHARE:
        text, menu = often(rng, SYSTEMS)(told)
        told.say("system", text[0].upper() + text[1:])
    elif rng.random() < 0.3:
        perform(told, often(rng, HELLOS))
    for _ in range(pick(rng, LENGTHS)):
        perform(told, pick(rng, menu) if menu else often(rng, MENU))
        between(told)
    if rng.random() < 0.25:
        perform(told, "goodbye")
    return told.messages


def perform(told: Dialogue, part: str) -> None:
    """A part of a conversation: a scene by its name, one of a kind, or something longer."""
    if part in LONGER:
        LONGER[part](told)
        return
    kind = SCENES.get(part) or {part: BY_NAME[part]}
    fits = [scene for scene in kind.values() if scene.fits(told.known, told.started) and scene.name not in told.played]
    if fits:
        told.play(pick(told.rng, fits))


def between(told: Dialogue) -> None:
    """A word of thanks, or a question about what the user has told before."""
    if told.rng.random() < 0.12:
        perform(told, "chatter")
    if told.rng.random() < 0.5:
        perform(told, "recalled")


__all__ = ["conversation", "talk"]
