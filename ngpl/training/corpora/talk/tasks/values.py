"""What users tell in a task, and what the assistant makes up as a result."""

from __future__ import annotations

import random
from collections.abc import Callable

from ngpl.training.corpora.stories.engine import pick
from ngpl.training.corpora.stories.words import items
from ngpl.training.corpora.talk import draws
from ngpl.training.corpora.talk.sums import DAYS, MONTHS, NUMBERS, below

Make = Callable[[random.Random], str]

SPOTS = items(
    "the airport, the station, the museum, the city hall, the zoo, the opera, the harbor, the hospital, my hotel, "
    "the market, the university, the library, the stadium, the old bridge, the theater, my office, the park"
)
LOOKS = "Blue Silver Golden Red Green Little Old Happy Quiet Bright Lucky Merry Royal Sunny Wild Crystal Copper White".split()
SIGNS = (
    "Lantern Swan Fork Garden Harbor Rose Anchor Star Fox Bridge Lemon Tower Sparrow Oak Pearl Mill Moon Kettle".split()
)
TITLE_STARTS = items(
    "The Last, The First, A Quiet, The Secret, My, The Lost, A Long, The Golden, Night of the, Return to the, Our"
)
TITLE_ENDS = "Lighthouse Summer River Train Letter Island Garden Piano Winter Robot Forest Promise Mirror Song".split()
SKIES = items("sunny, cloudy, rainy, windy, foggy, dry, clear, stormy, partly cloudy, bright")


def day(rng: random.Random) -> str:
    """``tomorrow``, ``next Friday``, ``May 3rd``; whether it takes an "on" can be seen from the word."""
    chance = rng.random()
    if chance < 0.3:
        return pick(rng, ["tomorrow", "tomorrow", "today", "tonight", "tomorrow evening", "this weekend", "next week"])
    if chance < 0.65:
        return pick(rng, ["", "", "next ", "this "]) + pick(rng, DAYS)
    number = 1 + below(rng, 28)
    return f"{pick(rng, MONTHS)} {pick(rng, [str(number), ordinal(number)])}"


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``13th``."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number in (11, 12, 13) else ending}"


def time(rng: random.Random) -> str:
    """``7 pm``, ``19:30``, ``half past six``."""
    hour, minutes, half = 1 + below(rng, 12), pick(rng, ["00", "15", "30", "45"]), pick(rng, ["am", "pm", "pm"])
    clocks = [
        f"{hour} {half}",
        f"{hour}:{minutes} {half}",
        f"{hour}{half}",
        f"{hour}:{minutes}",
        f"{12 + hour % 12}:{minutes}",
    ]
    spoken = [f"half past {NUMBERS[hour]}", f"quarter past {NUMBERS[hour]}", f"{NUMBERS[hour]} o'clock", "noon"]
    return pick(rng, clocks + spoken)


def people(rng: random.Random) -> str:
    number = 2 + below(rng, 9)
    counted = pick(rng, [str(number), NUMBERS[number]])
    return pick(rng, [counted, counted, f"{counted} people", f"{counted} persons", "one person", "1 person"])


def amount(one: str, many: str) -> Make:
    """Makes ``one night`` or ``3 nights``, up to nine."""

    def made(rng: random.Random) -> str:
        number = 1 + below(rng, 9)
        return f"{pick(rng, [str(number), NUMBERS[number]])} {one if number == 1 else many}"

    return made


def spot(rng: random.Random) -> str:
    """A place within a town."""
    return draws.address(rng) if rng.random() < 0.4 else pick(rng, SPOTS)


def one_of(text: str) -> Make:
    return draws.of(items(text))


def house(rng: random.Random) -> str:
    """The name of a restaurant, a hotel or a company."""
    return f"{pick(rng, LOOKS)} {pick(rng, SIGNS)}"


def title(rng: random.Random) -> str:
    """The name of a film or a song."""
    return f"{pick(rng, TITLE_STARTS)} {pick(rng, TITLE_ENDS)}"


RESULTS: dict[str, Make] = {
    "house": house,
    "title": title,
    "person": draws.name,
    "price": lambda rng: str(8 + below(rng, 40)),
    "fare": lambda rng: str(60 + below(rng, 340)),
    "degrees": lambda rng: str(1 + below(rng, 30)),
    "late": lambda rng: f"{8 + below(rng, 4)}:{pick(rng, ['00', '10', '30', '40'])} pm",
    "sky": draws.of(SKIES),
}
