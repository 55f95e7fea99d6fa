"""What the scenes of the built-in conversations draw: an entry of a table, or something made on the spot."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from ngpl.training.corpora.stories.engine import pick
from ngpl.training.corpora.talk import knowledge, plays, sums, words

T = TypeVar("T")
Draw = Callable[[random.Random], Any]


def made_name(rng: random.Random) -> str:
    """A name that nobody has, so that names must be copied, not known."""
    middle = pick(rng, words.NAME_MIDDLES) if rng.random() < 0.4 else ""
    return pick(rng, words.NAME_STARTS) + middle + pick(rng, words.NAME_ENDS)


def name(rng: random.Random) -> str:
    return made_name(rng) if rng.random() < 0.25 else pick(rng, words.NAMES)


def pet_name(rng: random.Random) -> str:
    return name(rng) if rng.random() < 0.3 else pick(rng, words.PET_NAMES)


def town(rng: random.Random) -> str:
    """A city of the world, or a town that is on no map."""
    if rng.random() < 0.65:
        return pick(rng, words.CITIES)
    return pick(rng, words.TOWN_STARTS) + pick(rng, words.TOWN_ENDS)


def nonsense(rng: random.Random) -> str:
    """A word without a meaning."""
    return "".join(pick(rng, words.SYLLABLES) for _ in range(2 + int(rng.random() * 2)))


def keys(rng: random.Random) -> str:
    """Keys that were hit blindly, or a few signs."""
    chance = rng.random()
    if chance < 0.3:
        return pick(rng, words.MARKS)
    if chance < 0.75:
        return "".join(pick(rng, words.KEYBOARD) for _ in range(1 + int(rng.random() * 3)))
    return "".join(pick(rng, "abcdefghijklmnopqrstuvwxyz") for _ in range(3 + int(rng.random() * 8)))


def saying(rng: random.Random) -> str:
    """One to five words to say again."""
    if rng.random() < 0.4:
        return pick(rng, words.PHRASES)
    pool = [*words.WORDS, nonsense(rng), name(rng)]
    return " ".join(pick(rng, pool) for _ in range(1 + int(rng.random() * 4)))


def age(rng: random.Random) -> str:
    return str(5 + int(rng.random() * 75))


def hour(rng: random.Random) -> str:
    return f"{1 + int(rng.random() * 12)} {pick(rng, ['am', 'pm'])}"


def address(rng: random.Random) -> str:
    street = pick(rng, words.TOWN_STARTS) + pick(rng, ["", "", pick(rng, words.TOWN_ENDS)])
    return f"{1 + int(rng.random() * 99)} {street} {pick(rng, ['Street', 'Road', 'Lane', 'Avenue'])}"


def code(rng: random.Random) -> str:
    """A number of two to four digits."""
    return str(10 + int(rng.random() ** 2 * 9990))


def often(rng: random.Random, counts: Mapping[T, int]) -> T:
    """One of the keys, each as often as its count says."""
    return pick(rng, [key for key, count in counts.items() for _ in range(count)])


def of(table: Sequence[Any]) -> Draw:
    return lambda rng: pick(rng, table)


DRAWS: dict[str, Draw] = {
    "address": address,
    "age": age,
    "city": town,
    "code": code,
    "hour": hour,
    "keys": keys,
    "name": name,
    "nonsense": nonsense,
    "pet_name": pet_name,
    "saying": saying,
    "food": of(words.FOODS),
    "hobby": of(words.HOBBIES),
    "colour": of(words.COLOURS),
    "job": of(words.JOBS),
    "pet": of(words.PETS),
    "relative": of(words.RELATIVES),
    "thing": of(words.THINGS),
    "place": of(words.PLACES),
    "word": of(words.WORDS),
    "hero": of(words.HEROES),
    "subject": of(words.SUBJECTS),
    "landscape": of(["sea", "mountains"]),
    "topic": of(words.TOPICS),
    "nation": of(words.NATIONS),
    **{table: of(entries) for table, entries in (knowledge.TABLES | plays.TABLES).items()},
    **sums.DRAWS,
}


def draw(rng: random.Random, table: str) -> Any:
    """One entry of ``table``, a name in ``DRAWS``."""
    return DRAWS[table](rng)
