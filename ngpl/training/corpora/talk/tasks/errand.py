"""One task from its opening to its end: what is missing is asked for, what was told is said back to the letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ngpl.training.corpora.stories.engine import pick
from ngpl.training.corpora.talk.engine import Dialogue, Facts
from ngpl.training.corpora.talk.sums import joined
from ngpl.training.corpora.talk.tasks.kinds import TASKS, Task
from ngpl.training.corpora.talk.tasks.slots import Slot
from ngpl.training.corpora.talk.tasks.values import RESULTS

OPEN_SHARES = (0.0, 0.0, 0.3, 0.5, 0.8, 1.0)  # of the slots, told with the first words
CHECKS = ["[let me check|so that is|just to be sure|I have this]: {}. is that right?", "{}. is that [right|correct]?"]
MISSING = "[please tell me|I still need|I need to know] {}."
NOD = "[okay.|sure!|good.|all right.|of course!|gladly!|okay!] "
RIGHT = "[yes|yeah|yes, that is right|correct|right|ok|that's right|perfect|exactly|yes, please go on]"
YES = "[yes|yes please|yeah|ok|sure|perfect|sounds good|yes, do it|please do|go ahead|great, yes]"
CHANGE = "[no,|no, I meant|sorry,|actually,|wait,|I changed my mind,|can we make it] {}"
OTHER = "[is there another one?|anything else?|something else<please>|do you have another one?|no, another one]"
DROP = (
    "[never mind|forget it|cancel|cancel that|stop|no thanks|I changed my mind|not any more|I don't need it any more]"
)
DROPPED = "[all right{called}, I drop it.|okay{called}, no problem. what else can I do?|fine, we leave it.]"
MORE = " [is there anything else|what else can I do for you|can I help you with anything else]?"
NO_MORE = "[no|nope|nothing else|no, that's all|that was all|that's it][|, thanks|, thank you|, bye]"
FAREWELL = "[have a nice day{called}!|you are welcome{called}. goodbye!|goodbye{called}, and have a good day!]"


@dataclass
class Turn:
    """What the user told with one message, and which slots the answer asks for."""

    told: list[str]
    asked: list[str]


@dataclass
class Errand:
    """A task on its way. ``turns`` records what was told and asked, ``facts`` what is known or will be told."""

    talk: Dialogue
    task: Task
    facts: Facts = field(init=False)
    turns: list[Turn] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.facts = self.talk.known | self.results()
        for slot in self.task.slots:
            self.facts[slot.name] = self.other(slot)

    def other(self, slot: Slot) -> str:
        """A value that no slot has so far, as this user writes it."""
        value = self.talk.voice.fact(slot.make(self.talk.rng))
        return self.other(slot) if value in self.facts.values() else value

    def results(self) -> Facts:
        return {name: make(self.talk.rng) for name, make in RESULTS.items()}

    def chance(self, share: float) -> bool:
        return self.talk.rng.random() < share

    def pick(self, ways: Sequence[str]) -> str:
        return pick(self.talk.rng, ways)

    def part(self, slot: Slot) -> str:
        return slot.within(self.facts[slot.name])

    def run(self) -> None:
        """The whole task."""
        told = self.opening_slots()
        words = self.opening(told)
        missing = [slot for slot in self.task.slots if slot not in told]
        while missing:
            asked = missing[: 2 if self.chance(0.3) else 1]
            self.exchange(words, self.question(asked), told, asked)
            if self.chance(0.03):
                return self.exchange(DROP, DROPPED)
            told = self.answered(asked, missing)
            words = self.telling(told)
            missing = [slot for slot in missing if slot not in told]
        if self.chance(0.45):
            self.exchange(words, self.check(), told)
            self.change()
            words, told = RIGHT, []
        self.exchange(words, self.offer(), told)
        self.close()

    def exchange(self, words: str, answer: str, told: Sequence[Slot] = (), asked: Sequence[Slot] = ()) -> None:
        self.talk.exchange(words, answer, self.facts, lead=not self.turns)
        self.turns.append(Turn([slot.name for slot in told], [slot.name for slot in asked]))

    def opening_slots(self) -> list[Slot]:
        share = pick(self.talk.rng, OPEN_SHARES)
        return [slot for slot in self.task.slots if self.chance(share)]

    def opening(self, told: Sequence[Slot]) -> str:
        """First words, with what is told along with them."""
        words = self.pick(self.task.opens)
        end = "?" if words.endswith("?") else "."
        return sentence(words.rstrip("?."), [self.part(slot) for slot in told]) + end

    def question(self, asked: Sequence[Slot]) -> str:
        nod = NOD if self.chance(0.4) else ""
        if len(asked) == 1 and self.chance(0.8):
            return nod + self.pick(asked[0].asks)
        return nod + MISSING.format(joined([slot.noun for slot in asked]))

    def answered(self, asked: list[Slot], missing: list[Slot]) -> list[Slot]:
        """What the user tells when asked: that, only the first of it, or more."""
        if len(asked) > 1 and self.chance(0.2):
            return asked[:1]
        return missing[: len(asked) + 1] if self.chance(0.15) else asked

    def telling(self, told: Sequence[Slot]) -> str:
        if len(told) == 1:
            return self.pick([way for way in told[0].tells if way != told[0].part] + [self.part(told[0]).strip(", ")])
        parts = [self.part(slot).strip(", ") for slot in told]
        return self.pick([" ", ", "]).join(parts) if self.chance(0.7) else joined(parts)

    def check(self) -> str:
        return self.pick(CHECKS).format(sentence(self.task.noun, [self.part(slot) for slot in self.task.slots]))

    def change(self) -> None:
        """Some users change a slot when they see it all together; it is checked again."""
        if self.chance(0.3):
            slot = pick(self.talk.rng, self.task.slots)
            self.facts[slot.name] = self.other(slot)
            self.exchange(CHANGE.format(self.part(slot).strip(", ")), self.check(), [slot])

    def offer(self) -> str:
        return self.dated(self.pick(self.task.offers)) + " " + (self.pick(self.task.closes) if self.task.closes else "")

    def dated(self, template: str) -> str:
        """A template with the day as it stands in a sentence."""
        days = [self.part(slot) for slot in self.task.slots if slot.name == "day"]
        return template.replace("{when}", days[0]) if days else template

    def close(self) -> None:
        """Another offer for some, a yes, and perhaps a goodbye."""
        if not self.task.closes:
            return
        if self.chance(0.15):
            self.facts |= self.results()
            self.exchange(OTHER, self.offer())
        if self.chance(0.06):
            return self.exchange(DROP, DROPPED)
        more = self.chance(0.4)
        done = self.dated(self.pick(self.task.done))
        self.exchange(YES, done + MORE if more else done)
        if more and self.chance(0.6):
            self.exchange(NO_MORE, FAREWELL)


def sentence(start: str, parts: Sequence[str]) -> str:
    """``start`` and its parts in a row; commas at parts that are set off."""
    text = re.sub(r" ?, ?,?", ", ", " ".join([start, *parts]))
    return text.strip(", ")


def errand(talk: Dialogue) -> list[Turn]:
    """One task, drawn at random; what was told and asked, turn by turn."""
    run = Errand(talk, TASKS[pick(talk.rng, list(TASKS))])
    run.run()
    return run.turns
