"""What a tokenizer.json puts before every text, such as Llama's ``<s>``: read off its post-processor."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from ngpl.errors import CheckpointError

MOST = 16  # tokens before a text; the longest known list has two


def opening_of(facts: dict[str, Any], size: int) -> tuple[int, ...]:
    """The ids that stand before every text; what stands after it is left out, as the model goes on from there.

    ``CheckpointError`` for a post-processor that cannot be read, or whose ids are not among ``size``.
    """
    found = [processor for processor in processors_of(facts.get("post_processor")) if processor.get("type") in BEFORE]
    if len(found) > 1:
        raise CheckpointError("the tokenizer puts special tokens around a text several times")
    try:
        opening = tuple(id for processor in found for id in BEFORE[processor["type"]](processor))
    except (AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        raise CheckpointError(f"what the tokenizer puts around a text cannot be read: {error!r}"[:300]) from error
    if len(opening) > MOST:
        raise CheckpointError(f"the tokenizer puts {len(opening):,} tokens before every text; {MOST} are allowed")
    if not all(type(id) is int and 0 <= id < size for id in opening):
        raise CheckpointError(f"the tokenizer puts {max(opening):,} before every text, but ends at {size - 1:,}")
    return opening


def processors_of(part: Any) -> list[dict[str, Any]]:
    """The single post-processors of one, which may be a list of them."""
    listed = part.get("processors") if isinstance(part, dict) else None
    if isinstance(listed, list):
        return [processor for inner in listed for processor in processors_of(inner)]
    return [part] if isinstance(part, dict) else []


def before_in_template(processor: dict[str, Any]) -> Iterator[int]:
    """Of ``TemplateProcessing``, such as ``<s> $A </s>``: the ids of all up to ``$A``."""
    for piece in takewhile(lambda piece: "SpecialToken" in piece, processor["single"]):
        yield from processor["special_tokens"][piece["SpecialToken"]["id"]]["ids"][: MOST + 1]


def before_in_pair(processor: dict[str, Any]) -> Iterator[int]:
    """Of ``BertProcessing`` and ``RobertaProcessing``, which put ``cls`` before and ``sep`` after a text."""
    yield processor["cls"][1]


BEFORE = {
    "TemplateProcessing": before_in_template,
    "BertProcessing": before_in_pair,
    "RobertaProcessing": before_in_pair,
}
