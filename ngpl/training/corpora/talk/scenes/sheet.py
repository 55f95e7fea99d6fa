"""What system messages tell: facts with the questions about them, told or not, and the one subject to talk about."""

from __future__ import annotations

from dataclasses import dataclass

from ngpl.training.corpora.talk.engine import Exchange, Scene, scenes
from ngpl.training.corpora.talk.scenes import likes, limits, models, numbers, play, world


@dataclass(frozen=True)
class Fact:
    """``table`` is what its value is drawn from, ``tells`` are sentences around it."""

    table: str
    tells: tuple[str, ...]


FACTS = {
    "opens": Fact("hour", ("the shop opens at {}.", "opening time: {}.", "we open at {}.")),
    "closes": Fact("hour", ("the shop closes at {}.", "closing time: {}.", "we close at {}.")),
    "manager": Fact("name", ("the manager is {}.", "our manager is called {}.", "the boss here is {}.")),
    "street": Fact("address", ("the address is {}.", "you find us at {}.", "we are at {}.")),
    "wifi": Fact("word", ("the wifi password is {}.", "wifi password: {}.")),
    "dish": Fact("food", ("the dish of the day is {}.", "today's special is {}.")),
    "ticket": Fact("code", ("a ticket costs {} dollars.", "the price of a ticket is {} dollars.")),
    "phone": Fact("code", ("our phone number is {}.", "phone: {}.")),
    "meeting": Fact("code", ("the meeting is in room {}.", "today's meeting takes place in room {}.")),
    "platform": Fact("age", ("the train leaves from platform {}.", "platform of the next train: {}.")),
    "pup": Fact("pet_name", ("the user has a dog called {}.", "the user's dog is {}.")),
    "home": Fact("city", ("the user lives in {}.", "the user is from {}.")),
    "paint": Fact("colour", ("the door to the garden is {}.", "the color of the main door is {}.")),
    "tool": Fact("thing", ("there is a lost {} at the desk.", "somebody left a {} here.")),
}
UNTOLD = [
    "I do not know that.",
    "I was not told that, sorry.",
    "I am sorry, I have no information about that.",
    "nobody told me that.",
]

SHEET = scenes("""
= opens; needs opens
> when do you open?
| at what time does the shop open?
| what are your opening hours?
| from when are you open?
< we open at {opens}.
| at {opens}.

= closes; needs closes
> when do you close?
| at what time does the shop close?
| how long are you open?
| until when is the shop open?
< we close at {closes}.
| at {closes}.

= manager; needs manager
> who is the manager?
| who is the boss here?
| what is the name of the manager?
| can I talk to the manager?
< the manager is {manager}.
| that is {manager}.

= street; needs street
> what is the address?
| where are you?
| where can I find you?
| how do I get to you?
< the address is {street}.
| you find us at {street}.

= wifi; needs wifi
> what is the wifi password?
| how do I get into the wifi?
| wifi password?
| can I use the wifi?
< the wifi password is {wifi}.
| it is {wifi}.

= dish; needs dish
> what is the dish of the day?
| what can I eat today?
| what's the special today?
| what do you recommend?
< today we have {dish}.
| the dish of the day is {dish}.

= ticket; needs ticket
> how much is a ticket?
| what does a ticket cost?
| what is the price of a ticket?
| ticket price?
< a ticket costs {ticket} dollars.
| {ticket} dollars.

= phone; needs phone
> what is your phone number?
| how can I call you?
| phone number?
| which number do I have to call?
< the phone number is {phone}.
| please call {phone}.

= meeting; needs meeting
> where is the meeting?
| in which room is the meeting?
| which room do I have to go to?
< the meeting is in room {meeting}.
| in room {meeting}.

= platform; needs platform
> from which platform does the train leave?
| where does the train leave?
| which platform?
< the train leaves from platform {platform}.
| from platform {platform}.

= pup; needs pup
> what is the name of my dog?
| what is my dog called?
| do you know my dog's name?
< your dog is called {pup}.
| it is {pup}.

= home; needs home
> where do I live?
| do you know where I am from?
| which city do I live in?
< you live in {home}.
| in {home}.

= paint; needs paint
> what color is the door?
| which door do you mean?
| what color does the door have?
< the door is {paint}.
| it is {paint}.

= tool; needs tool
> what was found?
| did somebody lose something?
| what is at the desk?
< somebody left a {tool}.
| a {tool} was found.
""")

NOT_TOLD = {
    f"no {name}": Scene(f"no {name}", [Exchange(scene.exchanges[0].asks, UNTOLD)], {}, lacks=[name])
    for name, scene in SHEET.items()
    if name not in ("street", "home", "pup")
}

ON_TOPIC = scenes("""
= the subject; needs subject
> what can you do?
| what do you talk about?
| what can I ask you?
| help
| what are you for?
| what do you know?
< I talk about {subject}.
| ask me anything about {subject}!
| my only subject is {subject}.
""")
REFUSALS = [
    "I am sorry, I only talk about {subject}.",
    "I can only talk about {subject}.",
    "let us talk about {subject} instead.",
]
OTHERS = [
    *(play.JOKES[name] for name in ("joke", "riddle solved")),
    *(play.TALES[name] for name in ("story", "any story", "poem")),
    *(world.WORLD[name] for name in ("capital", "opposite", "about an animal", "use")),
    *(numbers.NUMBERS[name] for name in ("sum", "big sum")),
    *(limits.UNKNOWN[name] for name in ("news", "time now", "topic")),
    *(limits.REQUESTS[name] for name in ("code", "big texts")),
    *(models.MODELS[name] for name in ("temperature high", "how text made numbers", "next token")),
    *(likes.LIKES[name] for name in ("your color", "topic please")),
]
OFF_TOPIC = {
    f"off {scene.name}": Scene(
        f"off {scene.name}", [Exchange(scene.exchanges[0].asks, REFUSALS)], scene.draws, needs=["subject"]
    )
    for scene in OTHERS
}
