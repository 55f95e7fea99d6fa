"""Who and what a story is about: persons with pronouns, things with a look, counts that add up."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ngpl.training.corpora.stories import finds, folk, scenes, situations, words
from ngpl.training.corpora.stories.engine import Plot, pick

WINGED = ("duck", "owl", "bird", "chick", "penguin")
PRONOUNS = {"he": ("him", "his", "himself"), "she": ("her", "her", "herself")}


@dataclass(frozen=True)
class Person:
    """A child, a grown-up or an animal; ``he`` is the pronoun, "he" or "she"."""

    name: str
    he: str
    kind: str
    home: str = "house"
    food: str = "pancakes"

    def __str__(self) -> str:
        return self.name

    @property
    def him(self) -> str:
        return PRONOUNS[self.he][0]

    @property
    def his(self) -> str:
        return PRONOUNS[self.he][1]

    @property
    def himself(self) -> str:
        return PRONOUNS[self.he][2]

    @property
    def s(self) -> str:
        return self.name + "'s"

    @property
    def role(self) -> str:
        return self.name.lower()

    @property
    def call(self) -> str:
        """How children call a parent: her mommy -> Mommy."""
        return self.name.split()[-1].capitalize()

    @property
    def a(self) -> str:
        """As somebody unknown: the old man -> an old man, once polished."""
        return "a " + self.name.removeprefix("the ")

    @property
    def many(self) -> str:
        return self.kind + "s"

    @property
    def hand(self) -> str:
        return (
            "hand"
            if self.kind in ("girl", "boy", "grown-up", "man", "woman")
            else "wing"
            if self.kind in WINGED
            else "paw"
        )


NEIGHBORS = [
    Person("Uncle Bert", "he", "grown-up"),
    Person("Uncle Albert", "he", "grown-up"),
    Person("Aunt Rose", "she", "grown-up"),
    Person("Aunt Flora", "she", "grown-up"),
    Person("Captain Hank", "he", "grown-up"),
]


@dataclass(frozen=True)
class Thing:
    """An object whose colour and look stay the same through the story."""

    name: str
    colour: str
    look: str

    def __str__(self) -> str:
        return self.name

    @property
    def full(self) -> str:
        return f"{self.colour} {self.name}"

    @property
    def whole(self) -> str:
        return f"{self.look} {self.colour} {self.name}"


@dataclass(frozen=True)
class Share:
    """A count of things of which some are given away: ``start`` - ``given`` = ``left``, all as words."""

    one: str
    many: str
    start: str
    given: str
    left: str

    def __str__(self) -> str:
        return self.many

    @property
    def some(self) -> str:
        return self._of(self.start)

    @property
    def gift(self) -> str:
        return self._of(self.given)

    @property
    def rest(self) -> str:
        return self._of(self.left)

    def _of(self, count: str) -> str:
        return f"{count} {self.one if count == 'one' else self.many}"


@dataclass
class Draw:
    """Draws the facts of one story; nothing is drawn twice from the same pool."""

    rng: random.Random
    world: str
    used: list[Any] = field(default_factory=list)

    def fresh(self, pool: list[Any]) -> Any:
        left = [item for item in pool if item not in self.used]
        self.used.append(item := pick(self.rng, left))
        return item

    def person(self, he: str = "") -> Person:
        he = he or pick(self.rng, ["he", "she"])
        if self.world == "animal":
            name = self.fresh(words.PET_BOYS if he == "he" else words.PET_GIRLS)
            species = self.fresh(words.SPECIES)
            return Person(name, he, species.name, species.home, species.food)
        pools = (words.USUAL_BOYS, words.BOYS) if he == "he" else (words.USUAL_GIRLS, words.GIRLS)
        name = self.fresh(pools[self.rng.random() < 0.5])
        return Person(name, he, "boy" if he == "he" else "girl")

    def stranger(self, rows: list[words.Row]) -> Person:
        """Somebody without a name of their own, such as the old man or the bird."""
        row = self.fresh([row for row in rows if row.kind not in map(str, self.used)])
        he = row.he if row.he != "any" else pick(self.rng, ["he", "she"])
        return Person(f"the {row.name}", he, row.kind, food=row.food)

    def parent(self, hero: Person, he: str) -> Person:
        return Person(f"{hero.his} {pick(self.rng, words.FATHERS if he == 'he' else words.MOTHERS)}", he, "grown-up")

    def car(self) -> Person:
        return Person(self.fresh(words.WHEELS), pick(self.rng, ["he", "she"]), self.fresh(words.VEHICLES))

    def elder(self) -> Person:
        name = pick(self.rng, ["Mom", "Mom", "Dad", "Dad", "Grandma", "Grandpa"])
        return Person(name, "he" if name in ("Dad", "Grandpa") else "she", "grown-up")

    def look(self, nouns: list[str]) -> Thing:
        look = pick(self.rng, words.SIZES if self.rng.random() < 0.5 else words.LOOKS)
        return Thing(self.fresh(nouns), self.fresh(words.COLOURS), look)

    def climber(self) -> Person:
        he = pick(self.rng, ["he", "she"])
        name = self.fresh(words.PET_BOYS if he == "he" else words.PET_GIRLS)
        return Person(name, he, self.fresh(words.CLIMBERS))

    def share(self, fruits: list[words.Row] = words.FRUITS) -> Share:
        fruit = self.fresh(fruits)
        start = 3 + int(self.rng.random() * 6)
        given = 1 + int(self.rng.random() * (start - 2))
        start_word, given_word, left_word = (words.NUMBERS[n] for n in (start, given, start - given))
        return Share(fruit.one, fruit.many, start_word, given_word, left_word)


POOLS: Mapping[str, Callable[[Draw], Any]] = {
    "person": Draw.person,
    "elder": Draw.elder,
    "toy": lambda draw: draw.look(words.TOYS),
    "share": Draw.share,
    "baked": lambda draw: draw.share([fruit for fruit in words.FRUITS if fruit.one in words.BAKED]),
    "climber": Draw.climber,
    "breakable": lambda draw: draw.look(words.BREAKABLE),
    "spot": lambda draw: draw.fresh(words.SPOTS),
    "place": lambda draw: draw.fresh(words.PLACES),
    "stray": lambda draw: draw.fresh(words.STRAYS),
    "treat": lambda draw: draw.fresh(words.TREATS),
    "hobby": lambda draw: draw.fresh(words.HOBBIES),
    "room": lambda draw: draw.fresh(["kitchen", "living room", "hall", "bedroom", "study"]),
    "keepsake": lambda draw: draw.look(words.KEEPSAKES),
    "bag": lambda draw: draw.look(words.BAGS),
    "toss": lambda draw: draw.look(words.TOSSED),
    "indoors": lambda draw: draw.fresh(words.INDOORS),
    "goods": lambda draw: draw.fresh(words.GOODS),
    "flavour": lambda draw: draw.fresh(words.FLAVOURS),
    "plant": lambda draw: draw.fresh(words.PLANTS),
    "bed": lambda draw: draw.fresh(words.BEDS),
    "mark": lambda draw: draw.fresh(words.MARKS),
    "owner": lambda draw: draw.fresh(words.OWNERS),
    "gift": lambda draw: draw.fresh(words.GIFTS),
    "neighbor": lambda draw: draw.fresh(NEIGHBORS),
    "fallen": lambda draw: draw.fresh(words.FALLEN),
    "petname": lambda draw: draw.fresh(words.PET_BOYS + words.PET_GIRLS),
    "flag": lambda draw: draw.look(["flag"]),
    "colour": lambda draw: draw.fresh(words.COLOURS),
    "noun": lambda draw: draw.fresh(words.NOUNS),
    "sight": lambda draw: draw.fresh(words.SIGHTS),
    "trait": lambda draw: draw.fresh(words.TRAITS),
    "feel": lambda draw: draw.fresh(words.FEELS),
    "stroll": lambda draw: draw.fresh(words.STROLLS),
    "play": lambda draw: draw.fresh(words.PLAYS),
    "sweet": lambda draw: draw.fresh(words.SWEETS),
    "dish": lambda draw: draw.fresh(words.DISHES),
    "ache": lambda draw: draw.fresh(words.ACHES),
    "beast": lambda draw: draw.stranger(folk.BEASTS),
    "wise": lambda draw: draw.stranger(folk.WISE),
    "giant": lambda draw: draw.stranger(folk.GIANTS),
    "folk": lambda draw: draw.stranger(folk.FOLK),
    "loner": lambda draw: draw.stranger(folk.LONERS),
    "doctor": lambda draw: Person("the doctor", "she", "woman"),
    "teacher": lambda draw: Person("the teacher", "she", "woman"),
    "fairy": lambda draw: Person("the fairy", "she", "fairy"),
    "car": Draw.car,
    "flyer": lambda draw: draw.fresh(["balloon", "kite"]),
    "snow": lambda draw: draw.fresh(words.SNOWMEN),
    "beep": lambda draw: draw.fresh(["beep", "honk", "ring the bell", "whistle", "toot"]),
    "garage": lambda draw: draw.fresh(["garage", "big barn", "warm shed"]),
    "wonder": lambda draw: draw.fresh(words.WONDERS),
    "dreamt": lambda draw: draw.fresh(words.DREAMT),
    "clue": lambda draw: draw.fresh(words.CLUES),
}

TABLES = {**situations.TABLES, **scenes.TABLES, **finds.TABLES}


def cast(rng: random.Random, plot: Plot) -> dict[str, Any]:
    """The facts of one telling of ``plot``: hero, friend, parents and the like, and what the plot names."""
    world = plot.world if plot.world != "any" else pick(rng, ["child", "child", "animal"])
    draw = Draw(rng, world)
    hero = draw.person()
    other = "she" if hero.he == "he" else "he"
    facts: dict[str, Any] = {"hero": hero, "friend": draw.person(other if rng.random() < 0.85 else hero.he)}
    facts |= {"mom": draw.parent(hero, "she"), "dad": draw.parent(hero, "he")}
    for name in ("elder", "place", "hobby", "play", "treat"):
        facts[name] = POOLS[name](draw)
    facts["time"] = pick(rng, ["morning", "afternoon"])
    for fact in plot.facts.split():
        name, pool = fact.split("=")
        facts[name] = POOLS[pool](draw) if pool in POOLS else draw.fresh(TABLES[pool])
    return facts
