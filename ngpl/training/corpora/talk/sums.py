"""Small numbers, days, months and lists, with their right answers: what the assistant of the conversations can work out."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from ngpl.training.corpora.stories.engine import pick
from ngpl.training.corpora.stories.words import Row, items

NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
TOP = len(NUMBERS) - 1
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
SIGNS = {"plus": "+", "minus": "-", "times": "x"}
LISTS = {
    "animals": "cat, dog, horse, cow, sheep, lion, tiger, bear, rabbit, fox, wolf, elephant, monkey, giraffe, zebra, goat",
    "farm animals": "cow, pig, sheep, hen, goat, horse, duck, goose, donkey",
    "birds": "owl, eagle, robin, swan, crow, duck, parrot, penguin, sparrow, pigeon, hawk",
    "insects": "ant, bee, fly, beetle, butterfly, moth, wasp, cricket, mosquito",
    "fish": "salmon, trout, tuna, cod, herring, carp, eel, goldfish",
    "colors": "red, blue, green, yellow, orange, purple, pink, brown, black, white, gray",
    "fruits": "apple, pear, banana, orange, lemon, cherry, plum, peach, grape, mango, strawberry, kiwi",
    "vegetables": "carrot, potato, onion, cabbage, spinach, broccoli, bean, pea, leek, beet",
    "drinks": "water, milk, tea, coffee, juice, lemonade, cocoa",
    "flowers": "rose, tulip, daisy, lily, sunflower, violet, poppy, iris",
    "trees": "oak, pine, birch, maple, willow, beech, fir, palm",
    "countries": "France, Spain, Italy, Germany, Japan, China, India, Brazil, Canada, Mexico, Egypt, Norway, Kenya, Peru",
    "cities": "Paris, London, Rome, Berlin, Madrid, Tokyo, Boston, Cairo, Lima, Oslo, Vienna, Dublin, Toronto",
    "sports": "tennis, football, basketball, swimming, running, skiing, golf, hockey, rowing, boxing",
    "instruments": "piano, guitar, violin, drum, flute, trumpet, cello, harp",
    "jobs": "baker, teacher, nurse, farmer, pilot, doctor, painter, driver, cook, singer",
    "tools": "hammer, saw, drill, screwdriver, wrench, file, axe, spade",
    "shapes": "circle, square, triangle, rectangle, star, oval",
    "clothes": "shirt, hat, coat, scarf, dress, skirt, sock, shoe, sweater, glove",
    "body parts": "hand, foot, head, arm, leg, knee, nose, ear, eye, back",
    "days of the week": ", ".join(DAYS),
    "months": ", ".join(MONTHS),
    "seasons": "spring, summer, autumn, winter",
    "planets": "Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus, Neptune",
    "oceans": "Pacific, Atlantic, Indian, Arctic, Southern",
    "languages": "English, Spanish, French, German, Chinese, Arabic, Hindi, Italian, Japanese, Russian",
    "pieces of furniture": "table, chair, bed, sofa, shelf, desk, lamp, wardrobe",
    "names for a cat": "Luna, Tiger, Felix, Snowball, Misty, Simba, Whiskers, Smokey, Ginger",
    "names for a dog": "Rex, Buddy, Bella, Max, Rocky, Daisy, Scout, Toby, Lucky",
}
Pair = tuple[int, int]


def below(rng: random.Random, end: int) -> int:
    """A whole number from 0 to ``end - 1``."""
    return int(rng.random() * end)


def sum_of(word: str, a: int, b: int, worded: int) -> Row:
    """A sum with its answer, in digits with a sign, in digits with a word, or in words."""
    result = {"plus": a + b, "minus": a - b, "times": a * b}[word]
    if worded == 0:
        return Row(name=f"{a} {SIGNS[word]} {b}", is_=f"{a} {SIGNS[word]} {b} = {result}", result=str(result))
    if worded == 1 or max(a, b, result) > TOP:
        return Row(name=f"{a} {word} {b}", is_=f"{a} {word} {b} is {result}", result=str(result))
    a_, b_, c_ = NUMBERS[a], NUMBERS[b], NUMBERS[result]
    return Row(name=f"{a_} {word} {b_}", is_=f"{a_} {word} {b_} is {c_}", result=c_)


def small_sum(rng: random.Random) -> Row:
    """A sum of numbers from 0 to 20 whose answer is from 0 to 20 too."""
    word = pick(rng, ["plus", "plus", "minus", "minus", "times"])
    if word == "times":
        a = below(rng, 11)
        b = below(rng, TOP // max(a, 1) + 1 if a > 1 else 11)
    else:
        high = below(rng, TOP + 1)
        a, b = (high, below(rng, high + 1)) if word == "minus" else _parts(rng, high)
    return sum_of(word, a, b, below(rng, 3))


def _parts(rng: random.Random, whole: int) -> Pair:
    part = below(rng, whole + 1)
    return part, whole - part


def big_sum(rng: random.Random) -> Row:
    """A sum that is too hard; ``is_`` and ``result`` are never told."""
    word = pick(rng, ["plus", "minus", "times"])
    return sum_of(word, 100 + below(rng, 9000), 21 + below(rng, 900), below(rng, 2))


def apples(rng: random.Random) -> Row:
    """A little story with numbers: some are there, some come or go."""
    start, change = 3 + below(rng, 9), 1 + below(rng, 9)
    thing = pick(
        rng, items("apples, cookies, books, pens, balls, eggs, marbles, coins, pears, stickers, shells, candies")
    )
    if rng.random() < 0.5 and change < start - 1:
        way = pick(rng, items("give away, lose, sell")) if thing not in ("apples", "cookies") else "eat"
        return Row(start=start, thing=thing, way=way, change=change, left=start - change)
    return Row(start=start, thing=thing, way=pick(rng, items("get, buy, find")), change=change, left=start + change)


def count(rng: random.Random) -> Row:
    """Numbers in a row, up or down."""
    first, last = (1, 3 + below(rng, TOP - 2)) if rng.random() < 0.7 else (2 + below(rng, 8), 11 + below(rng, 10))
    numbers = [str(number) for number in range(first, last + 1)]
    up, down = ", ".join(numbers), ", ".join(reversed(numbers))
    way = f"from {first} to {last}" if first > 1 else f"to {last}"
    back = f"from {last} to {first}" if first > 1 else f"from {last}"
    return Row(way=way, up=up, back=back, down=down)


def number(rng: random.Random) -> Row:
    """A number with its neighbours, its double and whether it is even."""
    n = 1 + below(rng, 19)
    word, other = ("odd", "even") if n % 2 else ("even", "odd")
    half = 2 * (1 + below(rng, 10))
    return Row(name=n, next=n + 1, before=n - 1, kind=word, other=other, word=NUMBERS[n], half=half, of_half=half // 2)


def double(rng: random.Random) -> Row:
    n = 1 + below(rng, 10)
    return Row(name=n, twice=2 * n)


def two_numbers(rng: random.Random) -> Row:
    """Two numbers, the bigger one at either place."""
    a = below(rng, 50)
    b = a + 1 + below(rng, 50)
    first, last = (a, b) if rng.random() < 0.5 else (b, a)
    return Row(first=first, last=last, big=b, small=a)


def around(names: Sequence[str]) -> Callable[[random.Random], Row]:
    """One of ``names``, which go round, with those before and after it."""

    def made(rng: random.Random) -> Row:
        at = below(rng, len(names))
        after, later = names[(at + 1) % len(names)], names[(at + 2) % len(names)]
        return Row(name=names[at], before=names[at - 1], next=after, later=later, number=at + 1)

    return made


def listing(rng: random.Random) -> Row:
    """Some members of a kind, a few more of them, all different."""
    what = pick(rng, list(LISTS))
    pool = LISTS[what].split(", ")
    wanted = min(2 + below(rng, 4), len(pool) - 2)
    drawn = [pool.pop(below(rng, len(pool))) for _ in range(wanted + 2)]
    digits = str(wanted) if rng.random() < 0.5 else NUMBERS[wanted]
    shown = drawn[:wanted]
    return Row(n=digits, what=what, list=joined(shown), one=drawn[-1], two=joined(drawn[-2:]), first=drawn[0])


def joined(words: Sequence[str], word: str = "and") -> str:
    """``a, b and c``."""
    return f"{', '.join(words[:-1])} {word} {words[-1]}" if len(words) > 1 else words[0]


DRAWS: dict[str, Callable[[random.Random], Row]] = {
    "sum": small_sum,
    "big_sum": big_sum,
    "apples": apples,
    "count": count,
    "number": number,
    "double": double,
    "two_numbers": two_numbers,
    "day": around(DAYS),
    "month": around(MONTHS),
    "listing": listing,
}
