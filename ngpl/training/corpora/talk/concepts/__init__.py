"""Lessons: questions about language models, and the follow-up questions that mean the concept before."""

from __future__ import annotations

import random

from ngpl.training.corpora.stories.engine import pick
from ngpl.training.corpora.stories.words import Row
from ngpl.training.corpora.talk.concepts import choosing, learning, network, pairs, text
from ngpl.training.corpora.talk.concepts.concept import Concept
from ngpl.training.corpora.talk.engine import Dialogue

GROUPS = (text.TEXT, network.NETWORK, choosing.CHOOSING, learning.LEARNING)
CONCEPTS: dict[str, Concept] = {name: concept for group in GROUPS for name, concept in group.items()}

ASKS = """
    what is {c.a}?
    what is {c.a}?
    what's {c.a}?
    what exactly is {c.a}?
    what does {c} mean?
    what do you mean by {c}?
    what is meant by {c}?
    what is the meaning of {c}?
    what are {c.many}?
    explain {c.a}<please>
    explain {c.many}<please>
    <canyou> explain {c.a}?
    <canyou> explain {c.many} to me?
    <canyou> tell me what {c.a} is?
    tell me about {c.many}
    tell me what {c.a} is
    define {c}
    {c}?
    {c}
    {c} meaning
    I don't know what {c.a} is
    I don't understand {c.many}
    do you know what {c.a} is?
    how does {c.a} work?
    how would you explain {c.a}?
    help me understand {c.a}
    I <wish> learn about {c.many}
    I <wish> know what {c.a} is
    I keep reading about {c.many}, what is that?
    in a language model, what is {c.a}?
    somebody told me about {c.many}. what is it?
    teach me what {c.a} is
    give me a definition of {c}
    """
NEXT = """
    and what is {c.a}?
    and {c.a}?
    and {c.many}?
    what about {c.a}?
    ok, and {c.a}?
    how about {c.many}?
    and what does {c} mean?
    then what is {c.a}?
    okay. now explain {c.a}
    I see. what is {c.a}?
    thanks. and {c.a}?
    got it. and what are {c.many}?
    what is {c.a} then?
    """
FOLLOW_UPS = {
    "simply": """
        can you say [it|that] [simpler|more simply|in simpler words]?
        [simpler|easier][| please]
        say it in simple words
        in simple words[| please]
        I don't [understand|get it|get that]
        I did not understand that
        that's too [hard|difficult|complicated]
        huh?
        what does that mean?
        what do you mean?
        explain it like I'm five
        eli5
        can you explain that again?
        sorry, I don't follow
        too complicated for me
        make it [simple|easier]
        """,
    "example": """
        can you give me an example?
        give [me |]an example
        for example?
        like what?
        [an|one] example[| please]
        do you have an example?
        show me an example
        what would be an example?
        can you make it concrete?
        """,
    "why": """
        why?
        why is that [useful|important|good]?
        what is it good for?
        what's that good for?
        why do [we|you|models] need [it|that]?
        why does [it|that] matter?
        and why is that?
        what is the use of it?
        why should I care?
        what do you need it for?
        """,
}
UNDERSTOOD = """
    [ah|oh|ok|okay|aha], [now I understand|I see|I get it|that makes sense|got it]
    [now I get it|that helps|makes sense|that is clear|very clear][|, thanks|, thank you]
    good explanation
    """
GLAD = """
    I am glad that it is clearer now{called}!
    good{called}! ask me about another word if you like.
    great{called}! is there anything else?
    """
COMPARES = """
    what is the difference between {p.a} and {p.b}?
    what's the difference between {p.a} and {p.b}?
    how is {p.a} different from {p.b}?
    how do {p.a} and {p.b} differ?
    compare {p.a} and {p.b}
    {p.a} or {p.b}, what is the difference?
    {p.a} vs {p.b}
    I mix up {p.a} and {p.b}
    """
SAME = """
    is {p.a} the same as {p.b}?
    isn't {p.a} just {p.b}?
    are {p.a} and {p.b} the same[| thing]?
    """


def lines(ways: str) -> list[str]:
    return [line.strip() for line in ways.splitlines() if line.strip()]


def lesson(talk: Dialogue) -> None:
    """One concept, or two from the same field, with a few follow-up questions each."""
    group = pick(talk.rng, GROUPS)
    first, second = (group[name] for name in two(talk.rng, list(group)))
    explain(talk, first, ASKS, lead=True)
    if talk.rng.random() < 0.35:
        explain(talk, second if talk.rng.random() < 0.7 else pick(talk.rng, list(CONCEPTS.values())), NEXT)


def two(rng: random.Random, names: list[str]) -> tuple[str, str]:
    """Two different entries."""
    first = names.pop(int(rng.random() * len(names)))
    return first, pick(rng, names)


def explain(talk: Dialogue, concept: Concept, asks: str, lead: bool = False) -> None:
    """A question about ``concept``, its answer, and what is asked about it then."""
    called = concept.row
    if concept.aliases and talk.rng.random() < 0.2:
        called = alias(pick(talk.rng, concept.aliases))
    part = talk.known.get("part", "says")
    talk.exchange(pick(talk.rng, lines(asks)), pick(talk.rng, concept.ways(part)), talk.known | {"c": called}, lead)
    for follow_up, ways in FOLLOW_UPS.items():
        if follow_up != part and talk.rng.random() < 0.3:
            talk.exchange(pick(talk.rng, lines(ways)), pick(talk.rng, concept.ways(follow_up)), talk.known)
    if talk.rng.random() < 0.1:
        talk.exchange(pick(talk.rng, lines(UNDERSTOOD)), pick(talk.rng, lines(GLAD)), talk.known)


def alias(name: str) -> Row:
    bare = name.split(" ", 1)[1] if name.startswith(("a ", "an ", "the ")) else name
    return Row(name=bare, a=name, many=bare)


def comparison(talk: Dialogue) -> None:
    """The difference between two concepts, asked either way round."""
    pair = pick(talk.rng, pairs.PAIRS)
    asked = pair if talk.rng.random() < 0.6 else Row(a=pair.b, b=pair.a)
    same = talk.rng.random() < 0.2
    answer = ("[no|not quite]. " if same else "") + pair.text
    talk.exchange(pick(talk.rng, lines(SAME if same else COMPARES)), answer, talk.known | {"p": asked}, lead=True)
