"""All scenes, by kind."""

from __future__ import annotations

from ngpl.training.corpora.talk.engine import Scene
from ngpl.training.corpora.talk.scenes import (
    days,
    greetings,
    identity,
    likes,
    limits,
    mind,
    models,
    moods,
    numbers,
    persons,
    play,
    sheet,
    world,
)

# Kind -> scenes; those who tell a conversation draw a kind first.
SCENES: dict[str, dict[str, Scene]] = {
    "hello": greetings.HELLO,
    "chatter": greetings.CHATTER,
    "goodbye": greetings.GOODBYE,
    "told": persons.TOLD,
    "recalled": persons.RECALLED,
    "moods": moods.MOODS,
    "days": days.DAYS,
    "likes": likes.LIKES,
    "jokes": play.JOKES,
    "echoes": play.ECHOES,
    "tales": play.TALES,
    "numbers": numbers.NUMBERS,
    "calendar": numbers.CALENDAR,
    "lists": numbers.LISTS,
    "world": world.WORLD,
    "identity": identity.IDENTITY,
    "mind": mind.MIND,
    "page": mind.PAGE,
    "models": models.MODELS,
    "unknown": limits.UNKNOWN,
    "requests": limits.REQUESTS,
    "noise": limits.NOISE,
    "sheet": sheet.SHEET,
    "not told": sheet.NOT_TOLD,
    "on topic": sheet.ON_TOPIC,
    "off topic": sheet.OFF_TOPIC,
}
