"""How far the steps before a vocabulary could make a text grow: bounded before a tokenizer.json is used.

They come from a file that anybody may have made, and run in a library that takes what memory they ask for.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from ngpl.errors import CheckpointError

STEPS = 24  # of normalizers and pre-tokenizers; the longest known list has six
LENGTH = 64  # characters that a step may put in a text at once
GROWTH = 64  # times that all steps together may lengthen a text
ONCE = ("ByteLevel", "Metaspace", "Precompiled")  # a second one would lengthen what the first one made
PATTERNS, LONGEST_PATTERN = 8, 1_000  # regular expressions, and characters of one
PREFIX = 4  # bytes that tell the size of a Precompiled's table


def check_growth(facts: dict[str, Any]) -> None:
    """``CheckpointError`` unless the normalizers and pre-tokenizers of a tokenizer.json leave a text about as long."""
    steps = [step for part in ("normalizer", "pre_tokenizer") for step in steps_of(facts.get(part))]
    if len(steps) > STEPS:
        raise CheckpointError(f"the tokenizer changes a text in {len(steps)} steps; {STEPS} are allowed")
    for name in ONCE:
        if sum(step.get("type") == name for step in steps) > 1 + (name == "ByteLevel"):
            raise CheckpointError(f"the tokenizer has {name} several times, which would lengthen a text without end")
    check_patterns(steps)
    growth = 1.0
    for step in steps:
        growth *= growth_of(step)
    if growth > GROWTH:
        raise CheckpointError(f"the tokenizer would make a text {growth:,.0f} times as long; {GROWTH} are allowed")


def check_patterns(steps: list[dict[str, Any]]) -> None:
    """``CheckpointError`` for more or longer regular expressions than a tokenizer needs: each may take its time."""
    given = [step["pattern"] for step in steps if isinstance(step.get("pattern"), dict)]
    patterns = [pattern["Regex"] for pattern in given if isinstance(pattern.get("Regex"), str)]
    longest = max(map(len, patterns), default=0)
    if len(patterns) > PATTERNS or longest > LONGEST_PATTERN:
        raise CheckpointError(
            f"the tokenizer has {len(patterns)} regular expressions, the longest of {longest:,} characters; {PATTERNS} "
            f"of {LONGEST_PATTERN:,} are allowed"
        )


def steps_of(part: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The single steps of a normalizer or pre-tokenizer, which may be lists of lists."""
    if not isinstance(part, dict) or depth > STEPS:
        return
    lists = [part[name] for name in ("normalizers", "pretokenizers") if isinstance(part.get(name), list)]
    if not lists:
        yield part
    for step in (step for steps in lists for step in steps):
        yield from steps_of(step, depth + 1)


def growth_of(step: dict[str, Any]) -> float:
    """How many times as long a step can make a text; ``CheckpointError`` for one that no tokenizer needs."""
    kind = step.get("type")
    if kind == "Precompiled":
        check_table(step.get("precompiled_charsmap"))
    put = step.get({"Replace": "content", "Prepend": "prepend"}.get(str(kind), ""))
    if not isinstance(put, str):
        return 1.0
    if len(put) > LENGTH:
        raise CheckpointError(f"the tokenizer puts {len(put):,} characters in a text at once; {LENGTH} are allowed")
    if kind == "Prepend":
        return 1.0
    pattern = step.get("pattern")
    found = pattern.get("String") if isinstance(pattern, dict) else None
    return max(1.0, len(put) / max(1, len(found) if isinstance(found, str) else 1))


def check_table(encoded: Any) -> None:
    """``CheckpointError`` unless the table of a Precompiled is as long as it says: so much memory is taken for it."""
    try:
        table = base64.b64decode(encoded or "", validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise CheckpointError(f"the tokenizer has a table of characters that cannot be read: {error}") from error
    if table and int.from_bytes(table[:PREFIX], "little") > len(table) - PREFIX:
        raise CheckpointError("the tokenizer has a table of characters that says it is longer than it is")
