"""The tasks that the assistant practices: how users begin, what must be known, and what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ngpl.training.corpora.talk.tasks.slots import SLOTS, Slot

PARTS = {">": "opens", "!": "offers", "?": "closes", "*": "done"}


@dataclass(frozen=True)
class Task:
    """``slots`` in the order in which they are asked for; ``noun`` is what is looked for ("a table")."""

    name: str
    slots: Sequence[Slot]
    noun: str
    opens: list[str] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)
    closes: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)


def tasks(text: str) -> dict[str, Task]:
    """Blocks of lines -> tasks by name.

    ``= name; slot slot slot; noun`` begins one. Lines with ``>`` open the talk, those with ``!`` offer what was found,
    those with ``?`` ask whether that is fine, those with ``*`` end the task. ``{when}`` is the day as it stands in a sentence; ``{house}``, ``{person}``,
    ``{title}`` and the numbers are made up.
    """
    found: dict[str, Task] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        sign, rest = line[0], line[1:].strip()
        if sign == "=":
            name, slots, noun = (part.strip() for part in rest.split(";"))
            task = found[name] = Task(name, [SLOTS[slot] for slot in slots.split()], noun)
        else:
            getattr(task, PARTS[sign]).append(rest)
    return found


TASKS = tasks("""
= dinner; cuisine city time people; a table
> <iwish> [book|reserve|get] a table
> [book|reserve|get] me a table<please>
> I need a table
> <canyou> [book|reserve] a table?
> a table<please>
> we want to eat out
> make a reservation
> I <wish> make a reservation
! I found {house} in {city}. it has {cuisine} food and a free table for {people} at {time}.
! {house} in {city} has a table for {people} at {time}. it is known for its {cuisine} food.
! there is a free table at {house}: {cuisine} food, {city}, at {time}, for {people}.
? [shall I book it|would you like to book it|do you want this table]?
* your table for {people} at {house} is booked for {time}.
* done! {house} expects you at {time}.

= table; city day time people; a table
> <iwish> [book|reserve|get] a table
> [book|reserve] a table<please>
> I need a table
> <canyou> [book|reserve] a table?
> we want to eat out
> make a reservation
! I found {house} in {city}. a table for {people} is free {when} at {time}.
! {house} in {city} has a table for {people} {when} at {time}.
? [shall I book it|would you like to book it|do you want this table]?
* your table for {people} at {house} is booked {when} at {time}.
* done! {house} expects you {when} at {time}.

= restaurant; cuisine city; a restaurant
> I am [hungry|looking for a restaurant|looking for a place to eat]
> find me a restaurant<please>
> <canyou> find a restaurant?
> where can I eat?
> I need a [good |]place to eat
> show me a restaurant
> I <wish> eat out
> is there a good restaurant?
! how about {house}? it is a place for {cuisine} food in {city}.
! I found {house} in {city}. people like its {cuisine} food.
! {house} in {city} has good {cuisine} food, for about {price} dollars.
? [would you like that|does that sound good|is that fine]?
* good choice! {house} is open until {late}.
* great! enjoy your meal at {house}.

= flight; from to day people; a flight
> <iwish> [book|find] a flight
> I need [a flight|flights|a plane ticket]
> [book|find] me a flight<please>
> <canyou> [book|find] a flight?
> I want to fly
> a flight<please>
> I'm looking for a flight
> help me plan a trip by plane
! {house} Air has a flight from {from} to {to} {when} for {people}, at {fare} dollars each.
! I found a flight with {house} Air from {from} to {to} {when}, for {people}. each seat costs {fare} dollars.
? shall I book it?
* your flight to {to} is booked for {people}. have a good trip!
* done! you fly with {house} Air from {from} to {to} {when}.

= train; from to day people; a train
> <iwish> [take|book|find] a train
> I need [a train|train tickets|a train ticket]
> [book|find] me a train<please>
> <canyou> [book|find] a train?
> when is there a train?
> train tickets<please>
! there is a train from {from} to {to} {when} at {late}, for {people}. each seat costs {price} dollars.
! I found a train to {to} {when}. it leaves {from} at {late}, and there is room for {people}.
? [shall I book it|do you want these seats]?
* your seats from {from} to {to} are booked for {people}. have a good trip!
* done! the train leaves {from} at {late}.

= bus; from to day people; a bus
> <iwish> [take|book|find] a bus
> I need [a bus|bus tickets|a bus ticket]
> [book|find] me a bus<please>
> <canyou> [book|find] a bus?
> a bus ticket<please>
! a bus goes from {from} to {to} {when} at {late}. there are seats for {people}, {price} dollars each.
! there is a bus to {to} {when}. it starts in {from} at {late} and has room for {people}.
? [shall I book it|do you want the seats]?
* your bus from {from} to {to} is booked for {people}.
* done! the bus leaves at {late} {when}.

= hotel; city day nights people; a room
> <iwish> [book|find] a [hotel|room]
> I need a [hotel|room|hotel room|place to stay]
> [book|find] me a hotel<please>
> <canyou> [book|find] a hotel?
> where can I stay?
> a hotel room<please>
> I'm looking for a hotel
! the Hotel {house} in {city} has a room for {people} {when}, for {nights}, at {fare} dollars a night.
! I found the Hotel {house} in {city}. a room for {people} is free {when}, for {nights}.
? [shall I book it|would you like this room]?
* your room at the Hotel {house} is booked for {nights}.
* done! the Hotel {house} in {city} expects you {when}.

= taxi; pickup goal time people; a taxi
> <iwish> [get|book|order] a [taxi|cab]
> I need a [taxi|cab|ride]
> [call|get|order|book] me a [taxi|cab]<please>
> <canyou> [call|order] a taxi?
> a taxi<please>
! a taxi from {pickup} to {goal} at {time} for {people} costs {price} dollars.
! a car can bring {people} from {pickup} to {goal} at {time}, for {price} dollars.
? [shall I order it|do you want it]?
* your taxi to {goal} comes to {pickup} at {time}.
* done! a driver called {person} will be there at {time}.

= weather; city day; the forecast
> what is the weather like?
> how is the weather?
> what will the weather be[| like]?
> tell me the weather<please>
> will it [rain|snow|be sunny]?
> is it going to be [warm|cold]?
> I need a forecast
> weather<please>
! I have no real forecast. in my made-up one it is {sky} in {city} {when}, with {degrees} degrees.
! I can only make it up: {sky} in {city} {when}, with about {degrees} degrees.
! my made-up forecast says {sky} in {city} {when}, around {degrees} degrees.

= film; genre city day people; a film
> <iwish> [see|watch] a [film|movie]
> I <wish> go to the [cinema|movies]
> find me a [film|movie]<please>
> <canyou> find a [film|movie] for me?
> movie tickets<please>
> which films are [on|playing]?
! {title} is playing in {city} {when}. it is {genre}, and there are seats for {people}.
! how about {title}? it is {genre}, in {city} {when}, and there is room for {people}.
? [shall I book the seats|would you like that]?
* your seats for {title} are booked: {people}, {when}.
* done! enjoy {title}.

= music; style room; some music
> play [some |]music<please>
> <iwish> [hear|listen to] [some |]music
> put on a song
> <canyou> play a song?
> I need some music
> I'm in the mood for music
! how about {title} by {person}? it is {style}, and I would play it in {room}.
! I found {title} by {person}, a piece of {style} for {room}.
? [shall I play it|do you want to hear it]?
* now playing {title} in {room}. well, I only pretend!
* enjoy {title}! I can only pretend to play it.

= doctor; doctor city day time; an appointment
> I need [a doctor|an appointment|to see a doctor]
> <iwish> [see|find] a doctor
> find me a doctor<please>
> <canyou> find a doctor for me?
> make an appointment for me
> I'm looking for a doctor
! Doctor {person} in {city} is a {doctor} and has time {when} at {time}.
! I found a {doctor} in {city}: Doctor {person}, free {when} at {time}.
? [shall I make the appointment|does that suit you]?
* your appointment with Doctor {person} is set: {when} at {time}.
* done! Doctor {person} expects you {when} at {time}.

= event; event city day people; an event
> <iwish> [see|go to] an event
> I'm looking for [an event|something to do]
> find me an event<please>
> <canyou> find an event?
> what events are there?
> I need tickets for an event
! there is a {event} in {city} {when}, called {title}, with seats for {people}.
! how about {title}? it is a {event} in {city} {when}, with room for {people}.
? [shall I book the seats|would you like that]?
* your seats for {title} are booked: {people}, {when}.
* done! enjoy the {event}.

= car; car city day length; a car
> <iwish> [rent|hire] a car
> I need a [rental car|car|car to rent]
> [rent|find] me a car<please>
> <canyou> find a rental car?
> car rental<please>
! {house} Cars in {city} has a {car} {when} for {length}, at {fare} dollars a day.
! I found a {car} in {city} {when}. {house} Cars rents it for {length}, {fare} dollars a day.
? [shall I book it|would you like it]?
* your {car} is booked {when}. drive safely!
* done! pick up your {car} at {house} Cars in {city} {when}.

= pizza; size topping address; a pizza
> <iwish> order a pizza
> I need a pizza
> order [me |]a pizza<please>
> <canyou> order a pizza?
> pizza<please>
> bring me a pizza
! {house} makes a pizza with {topping}, {size}, for {price} dollars, and brings it to {address}.
! I found {house}: one pizza, {size}, with {topping}, sent to {address}, for {price} dollars.
? [shall I order it|is that what you want]?
* your pizza with {topping} is on its way to {address}.
* done! enjoy your pizza with {topping}.
""")
