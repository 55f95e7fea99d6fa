"""What a concept is: a name, and ways to explain it, once as it is, once in simpler words, by an example, by its use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ngpl.training.corpora.stories.words import Row, items

PARTS = {".": "says", "~": "simply", "*": "example", "?": "why"}


@dataclass(frozen=True)
class Concept:
    """``row`` is how it is called: name, with its article, in the plural; ``aliases`` are other names."""

    row: Row
    aliases: Sequence[str]
    says: Sequence[str]
    simply: Sequence[str]
    example: Sequence[str]
    why: Sequence[str]

    def ways(self, part: str) -> Sequence[str]:
        """How ``part``, one of ``PARTS``, can be put."""
        ways: Sequence[str] = getattr(self, part)
        return ways


def concepts(text: str) -> dict[str, Concept]:
    """Blocks of lines -> concepts by name.

    ``= name; a name; names; alias, alias`` begins one; lines with ``.`` explain, with ``~`` in simpler words, with ``*``
    by an example; those with ``?`` say what it is good for.
    """
    found: dict[str, Concept] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        sign, rest = line[0], line[1:].strip()
        if sign == "=":
            concept = _concept(rest)
            found[concept.row.name] = concept
        else:
            getattr(concept, PARTS[sign]).append(rest)
    return found


def _concept(header: str) -> Concept:
    name, a, many, aliases = ([*map(str.strip, header.split(";")), "", ""])[:4]
    return Concept(Row(name=name, a=a, many=many or a), items(aliases) if aliases else [], [], [], [], [])
