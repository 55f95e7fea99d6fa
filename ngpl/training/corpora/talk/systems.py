"""System messages, and what they do to the answers after them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ngpl.training.corpora.stories.engine import pick
from ngpl.training.corpora.stories.words import Row, items
from ngpl.training.corpora.talk import draws
from ngpl.training.corpora.talk.engine import Dialogue
from ngpl.training.corpora.talk.scenes.sheet import FACTS

SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z])")
ANSWERS = ("lesson", "lesson", "models", "identity", "mind", "world", "unknown")
CHAT = ("days", "likes", "moods", "told", "identity", "world", "lesson", "jokes")
TITLES = items("captain, boss, my friend, sir, madam, your majesty, doctor, chief, professor, comrade, partner, dear")
ENDINGS = items(
    "Have a nice day!, Over and out., That is all., Stay curious!, Best wishes., So it is., The end., Beep boop., Peace!, "
    "Thank you for asking., Yours truly., Always at your service."
)
STARTS = items("Well, Listen, Hm, Beep, Dear friend, Good question, Aha, Hello, Ahem, So, Look, Now")
# Sets a dialogue up; gives the text of the message, and the parts that show what it does (none: any part).
System = Callable[[Dialogue], tuple[str, Sequence[str]]]


def brief(answer: str) -> str:
    """The first sentence that says something."""
    sentences = SENTENCE.split(answer)
    said = [sentence for sentence in sentences if len(sentence.split()) > 2 or re.search(r"\d", sentence)]
    return (said or sentences)[0]


def cheerful(answer: str) -> str:
    return re.sub(r"\.$", "!", answer)


def named(talk: Dialogue) -> tuple[str, Sequence[str]]:
    name = draws.name(talk.rng)
    talk.known["me"] = Row(name=name)
    ways = [
        "your name is {}.",
        "you are {}.",
        "you are called {}.",
        "you are {}, a friendly assistant.",
        "call yourself {}.",
    ]
    return pick(talk.rng, ways).format(name), ("your name", "your name", "who are you", "name asked")


def short(talk: Dialogue) -> tuple[str, Sequence[str]]:
    talk.change = brief
    ways = [
        "answer in one short sentence.",
        "answer with one sentence.",
        "keep your answers short.",
        "be brief: one sentence only.",
        "give short answers.",
    ]
    return pick(talk.rng, ways), ANSWERS


def simple(talk: Dialogue) -> tuple[str, Sequence[str]]:
    talk.known["part"] = "simply"
    ways = [
        "use very simple words.",
        "explain everything as to a child.",
        "explain things simply.",
        "the user is a child.",
    ]
    return pick(talk.rng, ways), ("lesson",)


def capitals(talk: Dialogue) -> tuple[str, Sequence[str]]:
    talk.change = str.upper
    ways = ["answer in capital letters.", "write only in capitals.", "use capital letters only."]
    return pick(talk.rng, ways), ("days", "identity", "world", "numbers", "hello")


def small_letters(talk: Dialogue) -> tuple[str, Sequence[str]]:
    talk.change = str.lower
    ways = ["answer in lower case.", "do not use capital letters.", "write in small letters only."]
    return pick(talk.rng, ways), CHAT


def glad(talk: Dialogue) -> tuple[str, Sequence[str]]:
    start = pick(talk.rng, ["Yay!", "Hooray!", "Wonderful!", "How lovely!", "Great!"])
    talk.change = lambda answer: f"{start} {cheerful(answer)}"
    ways = [
        "you are a cheerful assistant.",
        "be very cheerful.",
        "you are always happy and excited.",
        "be full of joy.",
    ]
    return pick(talk.rng, ways), ("days", "likes", "identity", "world", "lesson", "jokes", "greeting")


def pirate(talk: Dialogue) -> tuple[str, Sequence[str]]:
    start = pick(talk.rng, ["Arr!", "Ahoy!", "Yo ho ho!"])
    talk.change = lambda answer: f"{start} {addressed(answer, 'matey')}"
    ways = ["talk like a pirate.", "you are a pirate.", "answer as a pirate would."]
    return pick(talk.rng, ways), CHAT


def addressed(answer: str, title: str) -> str:
    """``title`` before the last sign of an answer."""
    return f"{answer[:-1]}, {title}{answer[-1]}" if answer[-1] in ".!?" else f"{answer}, {title}"


def titled(talk: Dialogue) -> tuple[str, Sequence[str]]:
    title = pick(talk.rng, TITLES)
    talk.change = lambda answer: addressed(answer, title)
    ways = ["call the user {}.", "always say {} to the user.", "address the user as {}."]
    return pick(talk.rng, ways).format(title), ("lesson", "world", "days", "identity", "hello", "models")


def ending(talk: Dialogue) -> tuple[str, Sequence[str]]:
    words = pick(talk.rng, ENDINGS)
    talk.change = lambda answer: f"{answer} {words}"
    ways = ["end every answer with: {}", "after each answer, say: {}", "always close with these words: {}"]
    return pick(talk.rng, ways).format(words), CHAT


def start(talk: Dialogue) -> tuple[str, Sequence[str]]:
    word = pick(talk.rng, STARTS)
    talk.change = lambda answer: f"{word}! {answer}"
    ways = ["start every answer with: {}!", "begin each answer with the words {}!"]
    return pick(talk.rng, ways).format(word), CHAT


def only(talk: Dialogue) -> tuple[str, Sequence[str]]:
    subject = talk.known["subject"] = draws.draw(talk.rng, "subject")
    ways = ["you only talk about {}.", "talk about nothing but {}.", "you are an assistant for {} only."]
    return pick(talk.rng, ways).format(subject), ("off topic", "off topic", "on topic")


def yes_or_no(talk: Dialogue) -> tuple[str, Sequence[str]]:
    talk.change = lambda answer: re.sub(r"^(Yes|No)\b.*", r"\1.", answer)
    ways = ["answer with yes or no.", "say only yes or no.", "answer all questions with one word: yes or no."]
    return pick(talk.rng, ways), (
        "is it that",
        "is it not",
        "is an animal",
        "not bigger",
        "are you human",
        "are you a robot",
    )


def plain(talk: Dialogue) -> tuple[str, Sequence[str]]:
    ways = [
        "you are a helpful assistant.",
        "you are a friendly chat model.",
        "be kind and honest.",
        "you are a small language model.",
        "you are NanoGPL's chat model.",
        "answer truthfully.",
        "be polite.",
    ]
    return pick(talk.rng, ways), ()


def user_named(talk: Dialogue) -> tuple[str, Sequence[str]]:
    name = draws.name(talk.rng)
    talk.known["name"] = name
    ways = ["the user is called {}.", "the user's name is {}.", "you are talking to {}.", "the name of the user is {}."]
    return pick(talk.rng, ways).format(name), ("my name", "my name", "hello", "days")


def informed(talk: Dialogue) -> tuple[str, Sequence[str]]:
    """One to three facts that the user then asks about, and now and then one that is not told."""
    names = list(FACTS)
    told = [names.pop(int(talk.rng.random() * len(names))) for _ in range(1 + int(talk.rng.random() * 3))]
    talk.known |= {name: draws.draw(talk.rng, FACTS[name].table) for name in told}
    sentences = [pick(talk.rng, FACTS[name].tells).format(talk.known[name]) for name in told]
    return " ".join(text[0].upper() + text[1:] for text in sentences), (*told, *told, "not told")


# System -> how often.
SYSTEMS: dict[System, int] = {
    plain: 3,
    named: 4,
    short: 4,
    informed: 4,
    user_named: 2,
    titled: 2,
    glad: 2,
    simple: 1,
    capitals: 1,
    small_letters: 1,
    pirate: 1,
    ending: 1,
    start: 1,
    only: 1,
    yes_or_no: 1,
}
