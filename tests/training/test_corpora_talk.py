"""Laws of the built-in conversations: form, spelling, right facts, and tasks that ask for what is missing."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest

from ngpl.cli import main
from ngpl.training.corpora import Message, Source, read_documents, talk
from ngpl.training.corpora.stories.words import Row
from ngpl.training.corpora.talk import BY_NAME, HELLOS, LONGER, MENU, sums
from ngpl.training.corpora.talk.concepts import CONCEPTS, FOLLOW_UPS, explain, lines
from ngpl.training.corpora.talk.concepts.concept import PARTS
from ngpl.training.corpora.talk.concepts.pairs import PAIRS
from ngpl.training.corpora.talk.draws import DRAWS, draw
from ngpl.training.corpora.talk.engine import Dialogue, Scene, scenes
from ngpl.training.corpora.talk.scenes import SCENES
from ngpl.training.corpora.talk.scenes.sheet import FACTS
from ngpl.training.corpora.talk.systems import SYSTEMS, System, addressed, brief, informed, named, short
from ngpl.training.corpora.talk.tasks import TASKS, Errand
from ngpl.training.corpora.talk.tasks.slots import SLOTS
from ngpl.training.corpora.talk.voice import SHOUT, VOICES, Voice, slip

ASKED_FOR = (
    "token, tokenizer, BPE, embedding, attention, attention head, layer, logit, softmax, temperature, top-k, top-p, "
    "beam search, greedy decoding, KV cache, parameter, training, loss, perplexity, linear attention, context, "
    "hallucination, induction head, positional encoding, residual stream"
).split(", ")


class OnlyRandom(random.Random):
    """Knows nothing but ``random()``, whose stream is the same in all versions and on all platforms."""

    def getrandbits(self, k: int) -> int:
        raise AssertionError("a choice that depends on the version of Python")


@pytest.fixture(scope="module")
def sample() -> list[list[Message]]:
    return list(islice(talk(3), 2000))


def said(sample: list[list[Message]], role: str) -> list[str]:
    return [message["content"] for messages in sample for message in messages if message["role"] == role]


def test_a_seed_gives_the_same_conversations(monkeypatch: pytest.MonkeyPatch):
    first = list(islice(talk(0), 300))
    monkeypatch.setattr(random, "Random", OnlyRandom)
    assert first == list(islice(talk(0), 300))
    assert first[:5] != list(islice(talk(1), 5))


def test_turns_alternate_and_end_with_the_assistant(sample: list[list[Message]]):
    for messages in sample:
        roles = [message["role"] for message in messages]
        turns = roles[1:] if roles[0] == "system" else roles
        assert turns and turns == ["user", "assistant"] * (len(turns) // 2)
    assert 0.1 < sum(messages[0]["role"] == "system" for messages in sample) / len(sample) < 0.2


def test_conversations_are_short(sample: list[list[Message]]):
    words = sorted(sum(len(message["content"].split()) for message in messages) for messages in sample)
    assert words[0] >= 6 and words[-1] <= 165 and 40 < words[len(words) // 2] < 80


@pytest.mark.parametrize("wrong", [r"[{}<>\[\]|\x01\x02]", r"\s\s|^\s|\s$|^$", r" [,.](?!\w)|,,|\.,"])
def test_form_of_every_message(sample: list[list[Message]], wrong: str):
    for messages in sample:
        for message in messages:
            typed = message["role"] == "user" and not re.search("[a-z]{3}", message["content"].lower())
            assert typed or not (found := re.search(wrong, message["content"])), f"{found} in {message}"


@pytest.mark.parametrize("wrong", [r"\b[Aa] [aeiou](?!ni|ne|se|u)", r"\b[Aa]n [bcdfgjkpqtvwyz]", r"[.!?] [a-z]"])
def test_spelling_of_the_assistant(sample: list[list[Message]], wrong: str):
    styled = ("capital", "lower", "small letters")
    for messages in sample:
        if messages[0]["role"] == "system" and any(word in messages[0]["content"] for word in styled):
            continue
        for asked, answer in pairwise(messages):
            copied = answer["content"].rstrip(".").lower() in asked["content"].lower()
            if answer["role"] == "assistant" and not copied:
                assert not (found := re.search(wrong, answer["content"])), f"{found} in {answer}"


def test_text_is_varied(sample: list[list[Message]]):
    plain = ["\n".join(message["content"] for message in messages) for messages in sample]
    answers = said(sample, "assistant")
    assert len(set(plain)) / len(plain) > 0.95
    assert len(set(answers)) / len(answers) > 0.4
    assert len(set(said(sample, "user"))) / len(answers) > 0.5
    assert len(set(re.findall(r"[a-z']+", "\n".join(plain).lower()))) > 2500


def test_users_write_in_many_ways(sample: list[list[Message]]):
    users = said(sample, "user")
    kinds = Counter((text == text.lower(), text[-1] in ".?!") for text in users)
    assert min(kinds[key] / len(users) for key in [(True, True), (True, False), (False, True), (False, False)]) > 0.05


def test_every_part_on_the_menu_can_be_performed():
    names = [name for kind in SCENES.values() for name in kind]
    assert len(names) == len(set(names))
    assert {*MENU, *HELLOS} <= {*SCENES, *BY_NAME, *LONGER}


def told_before(scene: Scene) -> dict[str, Any]:
    """What another scene or a system message must have told for ``scene`` to follow."""
    givers = [giver for giver in BY_NAME.values() if set(giver.gives) & set(scene.needs)]
    tables = {fact: fact for fact in scene.needs if fact in DRAWS}
    tables |= {fact: giver.draws[fact] for giver in givers for fact in giver.gives}
    tables |= {fact: FACTS[fact].table for fact in scene.needs if fact in FACTS}
    return {fact: draw(random.Random(5), table) for fact, table in tables.items()}


@pytest.mark.parametrize("name", BY_NAME)
def test_every_way_of_a_scene_has_its_facts(name: str):
    scene = BY_NAME[name]
    assert scene.exchanges and all(exchange.asks and exchange.answers for exchange in scene.exchanges)
    for exchange in scene.exchanges:
        for ask in exchange.asks:
            for answer in exchange.answers:
                dialogue = Dialogue(random.Random(5))
                facts = dialogue.known | told_before(scene) | dialogue.drawn(scene.draws)
                dialogue.exchange(ask, answer, facts)
                assert all(message["content"] and "{" not in message["content"] for message in dialogue.messages)


def test_a_scene_is_read_from_its_text():
    scene = scenes("""
        = cat; late; draws cat=name; gives cat
        > my cat is {cat}
        | I have {cat}
        < [hello] {cat}
        >? bye
        < bye
        """)["cat"]
    assert (scene.late, scene.plain, scene.draws, scene.gives) == (True, False, {"cat": "name"}, ["cat"])
    first, last = scene.exchanges
    assert first.asks == ["my cat is {cat}", "I have {cat}"] and first.answers == ["[hello] {cat}"]
    assert last.optional and not first.optional
    assert not scene.fits({}, started=False) and scene.fits({}, started=True)


def test_what_the_user_tells_is_said_back_to_the_letter():
    dialogue = Dialogue(random.Random(1), Voice("lower", "lower", ends=False))
    facts = dialogue.known | {"name": "Anna"}
    dialogue.exchange("my name is {name}.", "nice to meet you, {name}! I am {me}.", facts)
    assert [message["content"] for message in dialogue.messages] == [
        "my name is anna",
        "Nice to meet you, anna! I am NanoGPL.",
    ]


@pytest.mark.parametrize("fact", sorted({fact for name in SCENES["told"] for fact in BY_NAME[name].gives}))
def test_what_is_told_can_be_asked_for_later(fact: str):
    giver = next(scene for scene in SCENES["told"].values() if fact in scene.gives)
    asker = next(scene for scene in SCENES["recalled"].values() if set(scene.needs) & set(giver.gives))
    for seed in range(20):
        dialogue = Dialogue(random.Random(seed))
        dialogue.play(giver)
        dialogue.play(asker)
        assert any(str(dialogue.known[fact]) in dialogue.messages[-1]["content"] for fact in giver.gives)


@pytest.mark.parametrize("voice", [*VOICES, SHOUT])
def test_voices_leave_facts_alone(voice: Voice):
    rng = random.Random(0)
    words = [voice.words(rng, "hello there, I am {name}. what is your name?") for _ in range(50)]
    assert all("{name}" in text for text in words)
    assert all(text.endswith("?") == voice.ends for text in words)
    assert (len(set(words)) > 1) == voice.slips


def test_a_slip_is_one_typing_error():
    slips = {slip(random.Random(seed), "later") for seed in range(100)}
    assert slips == {"ltaer", "lter", "laater", "laetr", "laer", "latter"}


def test_all_concepts_that_people_ask_for_are_there():
    assert len(CONCEPTS) >= 50 and set(ASKED_FOR) <= set(CONCEPTS)


@pytest.mark.parametrize("name", CONCEPTS)
def test_every_concept_is_explained(name: str):
    concept = CONCEPTS[name]
    names = [name, concept.row.many, *concept.aliases, name.split()[-1]]
    assert len(concept.says) >= 3 and len(set(concept.says)) == len(concept.says)
    assert all(any(word.lower()[:7] in way.lower() for word in names) for way in concept.says)
    assert all(len(concept.ways(part)) >= 2 for part in PARTS.values())
    for part in PARTS.values():
        assert all(1 <= len(re.findall(r"[.?](?= |$)", way)) <= 3 for way in concept.ways(part))


@pytest.mark.parametrize("name", CONCEPTS)
def test_follow_ups_mean_the_concept_before(name: str):
    concept, dialogue = CONCEPTS[name], Dialogue(random.Random(len(name)))
    for _ in range(5):
        explain(dialogue, concept, "what is {c.a}?")
    answers = {message["content"].lower() for message in dialogue.messages[1::2]}
    mine = {way.lower() for part in PARTS.values() for way in concept.ways(part) if "[" not in way}
    others = {way.lower() for other in CONCEPTS.values() for part in PARTS.values() for way in other.ways(part)} - mine
    assert answers & mine and not answers & others


def test_pairs_are_two_different_things_of_one_comparison_each():
    pairs = [frozenset((pair.a, pair.b)) for pair in PAIRS]
    assert len(pairs) >= 25 and len(set(pairs)) == len(pairs) and all(len(pair) == 2 for pair in pairs)
    assert all(lines(ways) for ways in FOLLOW_UPS.values())


@pytest.mark.parametrize("name", TASKS)
def test_tasks_ask_back_for_exactly_what_is_missing(name: str):
    slots = [slot.name for slot in TASKS[name].slots]
    asked_at_all: set[str] = set()
    for seed in range(60):
        errand = Errand(Dialogue(random.Random(seed)), TASKS[name])
        errand.run()
        told: set[str] = set()
        for turn in errand.turns:
            told |= set(turn.told)
            assert not told & set(turn.asked)
            missing = [slot for slot in slots if slot not in told]
            assert turn.asked == missing[: len(turn.asked)]
            assert turn.asked or not missing or turn is errand.turns[-1]  # dropped by the user
            asked_at_all |= set(turn.asked)
    assert asked_at_all == set(slots)


@pytest.mark.parametrize("name", TASKS)
def test_tasks_say_what_was_told_to_the_letter(name: str):
    task = TASKS[name]
    for offer in task.offers:
        fields = {"day" if field == "when" else field for field in re.findall(r"\{(\w+)\}", offer)}
        assert {slot.name for slot in task.slots} <= fields
    for seed in range(20):
        errand = Errand(Dialogue(random.Random(seed), Voice("lower", "lower")), task)
        errand.run()
        answers = [message["content"] for message in errand.talk.messages[1::2]]
        final = [index for index, turn in enumerate(errand.turns) if not turn.asked][:1]
        values = [errand.facts[slot.name] for slot in task.slots]
        if final and len(errand.turns) > final[0] + 1:
            assert all(any(value in answer for answer in answers) for value in values)


@pytest.mark.parametrize("name", SLOTS)
def test_slots_are_asked_for_and_told(name: str):
    slot = SLOTS[name]
    assert len(slot.asks) >= 2 and all(ask.endswith("?") for ask in slot.asks)
    assert all("{" + name + "}" in tell for tell in [*slot.tells, slot.part])
    assert slot.within(slot.make(random.Random(0))).count("{") == 1


def test_days_take_their_preposition():
    day = SLOTS["day"]
    assert [day.within(value) for value in ("Friday", "tomorrow", "next Monday", "May 3rd")] == [
        "on {day}",
        "{day}",
        "{day}",
        "on {day}",
    ]


def test_sums_are_right():
    rng = random.Random(0)
    words = {"plus": int.__add__, "minus": int.__sub__, "times": int.__mul__}
    ways = words | {sums.SIGNS[word]: way for word, way in words.items()}
    for _ in range(500):
        row = sums.small_sum(rng)
        a, sign, b, _, result = row.is_.split()
        numbers = [int(word) if word.isdigit() else sums.NUMBERS.index(word) for word in (a, b, result)]
        assert ways[sign](numbers[0], numbers[1]) == numbers[2] and 0 <= numbers[2] <= 20
        assert row.is_.startswith(row.name) and row.is_.endswith(row.result)


def test_counts_are_right():
    rng = random.Random(0)
    for _ in range(200):
        row, pair, count = sums.apples(rng), sums.two_numbers(rng), sums.count(rng)
        assert row.left == row.start + (row.change if row.way in ("get", "buy", "find") else -row.change)
        assert row.left > 1
        assert pair.big > pair.small and {pair.big, pair.small} == {pair.first, pair.last}
        numbers = list(map(int, count.up.split(", ")))
        assert numbers == list(range(numbers[0], numbers[-1] + 1)) and str(numbers[-1]) in count.way
        assert numbers[::-1] == list(map(int, count.down.split(", ")))


def test_lists_have_as_many_as_asked_for_and_no_more_twice():
    rng = random.Random(0)
    for _ in range(200):
        row = sums.listing(rng)
        shown, more = row.list.replace(" and ", ", ").split(", "), row.two.split(" and ")
        assert len(shown) == (int(row.n) if row.n.isdigit() else sums.NUMBERS.index(row.n))
        assert row.one in more and len({*shown, *more}) == len(shown) + 2
        assert {*shown, *more} <= set(sums.LISTS[row.what].split(", "))


def test_days_go_round():
    rng = random.Random(0)
    rows = {row.name: row for row in (sums.around(sums.DAYS)(rng) for _ in range(100))}
    assert [rows["Sunday"].before, rows["Sunday"].next, rows["Sunday"].later] == ["Saturday", "Monday", "Tuesday"]
    assert set(rows) == set(sums.DAYS)


@pytest.mark.parametrize("table", DRAWS)
def test_every_table_has_enough(table: str):
    rng = random.Random(0)
    assert len({repr(draw(rng, table)) for _ in range(200)}) >= 2


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.__name__)
def test_system_messages_are_sentences_with_parts_that_exist(system: System):
    for seed in range(20):
        text, parts = system(Dialogue(random.Random(seed)))
        assert "{" not in text and len(text.split()) < 30
        assert set(parts) <= {*SCENES, *BY_NAME, *LONGER}


def test_systems_change_the_answers():
    dialogue = Dialogue(random.Random(0))
    named(dialogue)
    dialogue.play(BY_NAME["your name"])
    assert isinstance(dialogue.known["me"], Row) and str(dialogue.known["me"]) in dialogue.messages[-1]["content"]
    short(dialogue)
    dialogue.play(BY_NAME["what are you"])
    assert len(re.findall(r"[.!?](?= [A-Z]|$)", dialogue.messages[-1]["content"])) == 1
    assert brief("Sure! A token is a piece. It has a number.") == "A token is a piece."
    assert addressed("That is right.", "captain") == "That is right, captain."


def test_told_facts_are_answered_and_others_are_not():
    dialogue = Dialogue(random.Random(4))
    text, parts = informed(dialogue)
    fact = parts[0]
    dialogue.play(BY_NAME[fact])
    assert dialogue.known[fact] in text and dialogue.known[fact] in dialogue.messages[-1]["content"]
    assert not BY_NAME[f"no {fact}"].fits(dialogue.known, started=True)


def test_the_corpus_is_read_and_written_as_messages(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    made = [document.messages for document in read_documents(Source("talk", limit_chars=20_000, seed=5))]
    assert made == list(islice(talk(5), len(made))) and len(made) > 30
    out = tmp_path / "talk.jsonl"
    assert main(["data", "talk", "--chars", "3000", "--seed", "5", "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["licence"] == "MIT"
    read = [document.messages for document in read_documents(Source(str(out), holdout=0.0))]
    assert read and read == made[: len(read)]
