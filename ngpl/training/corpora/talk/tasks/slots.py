"""What a task must know: each slot with its question and the ways to tell it."""

from __future__ import annotations

from dataclasses import dataclass

from ngpl.training.corpora.stories.words import items
from ngpl.training.corpora.talk import draws
from ngpl.training.corpora.talk.tasks import values
from ngpl.training.corpora.talk.tasks.values import Make, one_of

BARE_DAYS = ("tomorrow", "today", "tonight", "next", "this")


@dataclass(frozen=True)
class Slot:
    """``noun`` names it ("the city"), ``part`` is how it stands in a sentence ("in {city}")."""

    name: str
    make: Make
    noun: str
    part: str
    asks: list[str]
    tells: list[str]

    def within(self, value: str) -> str:
        """The template of its part of a sentence: ``on {day}`` for Friday, but ``{day}`` for tomorrow."""
        bare = self.name == "day" and value.lower().startswith(BARE_DAYS)
        return "{day}" if bare else self.part


def slot(name: str, make: Make, noun: str, part: str, asks: str, tells: str = "") -> Slot:
    """A slot; questions end with ``?``, tellings are parted by commas."""
    field = "{" + name + "}"
    told = [field, field, f"{field}<please>", part.strip(", "), *(items(tells) if tells else [])]
    return Slot(name, make, noun, part, [f"{ask.strip()}?" for ask in asks.split("?") if ask.strip()], told)


CUISINES = one_of(
    "Italian, Chinese, Mexican, Indian, Thai, Japanese, French, Greek, Spanish, Turkish, Korean, Vietnamese, American, "
    "Lebanese, Moroccan, Polish, vegetarian, vegan, Ethiopian, Persian, Peruvian, German, Brazilian, Cuban"
)
GENRES = one_of(
    "comedy, drama, horror, science fiction, action, fantasy, romance, mystery, adventure, animation, western, crime"
)
STYLES = one_of(
    "jazz, rock, pop, classical, folk, country, blues, reggae, electronic, soul, metal, punk, hip hop, piano, samba"
)
ROOMS = one_of(
    "the kitchen, the living room, the bedroom, the bathroom, the garden, the car, the office, the garage, the hall"
)
DOCTORS = one_of(
    "dentist, eye doctor, skin doctor, family doctor, heart doctor, children's doctor, ear doctor, foot doctor, "
    "general practitioner, back specialist"
)
EVENTS = one_of(
    "rock concert, jazz concert, football game, basketball game, theater play, ballet, musical, art show, poetry reading, "
    "book fair, circus, piano concert, comedy show, flower show, dance show"
)
CARS = one_of("small car, big car, compact, van, truck, electric car, family car, sports car, convertible, minibus")
TOPPINGS = one_of(
    "mushrooms, ham, tuna, onions, olives, spinach, extra cheese, pepperoni, pineapple, tomatoes, peppers, salami, garlic"
)
SIZES = one_of("small, medium, large, extra large, very small")

SLOTS: dict[str, Slot] = {
    made.name: made
    for made in (
        slot(
            "city",
            draws.town,
            "the city",
            "in {city}",
            "which city? in which city? what city should I look in? where should it be?",
            "near {city}, {city} would be good",
        ),
        slot(
            "from",
            draws.town,
            "the city where you start",
            "from {from}",
            "where do you start? from which city? where do you want to leave from? what is your departure city?",
            "I leave from {from}, starting from {from}",
        ),
        slot(
            "to",
            draws.town,
            "the city where you want to go",
            "to {to}",
            "where do you want to go? to which city? what is your destination? where to?",
            "I want to go to {to}, I'm going to {to}",
        ),
        slot(
            "pickup",
            values.spot,
            "the place where it picks you up",
            "from {pickup}",
            "where should it pick you up? from where? where are you?",
            "I am at {pickup}, at {pickup}",
        ),
        slot(
            "goal",
            values.spot,
            "the place where you want to go",
            "to {goal}",
            "where do you want to go? where to? what is your destination?",
            "take me to {goal}, I need to get to {goal}",
        ),
        slot(
            "day",
            values.day,
            "the day",
            "on {day}",
            "which day? for which day? for what day? when would you like it? what date?",
        ),
        slot(
            "time",
            values.time,
            "the time",
            "at {time}",
            "at what time? what time? which time suits you?",
            "around {time}, {time} would be best",
        ),
        slot(
            "people",
            values.people,
            "the number of people",
            "for {people}",
            "for how many people? how many people? how many will you be? for how many?",
            "there will be {people}, it is for {people}",
        ),
        slot(
            "nights",
            values.amount("night", "nights"),
            "the number of nights",
            "for {nights}",
            "for how many nights? how many nights? how long will you stay?",
            "we stay {nights}, I stay {nights}",
        ),
        slot(
            "length",
            values.amount("day", "days"),
            "the number of days",
            "for {length}",
            "for how many days? how long do you need it?",
            "I need it {length}",
        ),
        slot(
            "cuisine",
            CUISINES,
            "the kind of food",
            "with {cuisine} food",
            "what kind of food? which cuisine? what would you like to eat? what food do you like?",
            "{cuisine} food, something {cuisine}, I feel like {cuisine} food",
        ),
        slot(
            "genre",
            GENRES,
            "the genre",
            ", something like {genre},",
            "which genre? what kind of film? what genre do you like?",
            "I like {genre}, maybe {genre}",
        ),
        slot(
            "style",
            STYLES,
            "the kind of music",
            ", something like {style},",
            "what kind of music? which style? what music do you like?",
            "some {style}, I like {style}",
        ),
        slot(
            "room",
            ROOMS,
            "the room",
            "in {room}",
            "in which room? where should it play? on which speaker?",
            "the speaker in {room}, play it in {room}",
        ),
        slot(
            "doctor",
            DOCTORS,
            "the kind of doctor",
            ", a {doctor},",
            "what kind of doctor? which kind of doctor do you need?",
            "I need a {doctor}, a {doctor}",
        ),
        slot(
            "event",
            EVENTS,
            "the kind of event",
            "like a {event}",
            "what kind of event? what would you like to see?",
            "a {event}, I'd like to see a {event}",
        ),
        slot(
            "car",
            CARS,
            "the kind of car",
            ", if possible a {car},",
            "what kind of car? which type of car?",
            "a {car}, a {car} would be good",
        ),
        slot(
            "topping",
            TOPPINGS,
            "the topping",
            "with {topping}",
            "with which topping? what would you like on it? which topping?",
            "{topping} on top, I like {topping}",
        ),
        slot(
            "size",
            SIZES,
            "the size",
            ", {size},",
            "which size? what size? how big should it be?",
            "a {size} one, make it {size}",
        ),
        slot(
            "address",
            draws.address,
            "the address",
            "to {address}",
            "to which address? what is your address? where should it be delivered?",
            "I live at {address}, my address is {address}",
        ),
    )
}
