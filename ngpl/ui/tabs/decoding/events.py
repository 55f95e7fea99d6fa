"""What decoding yields, as JSON for the view: small messages that each add to what was sent before."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from ngpl.decoding import BeamLevel, Branch, Event, Stage, Step
from ngpl.tokenizers import Tokenizer

DIGITS = 5  # significant digits of the numbers sent

# Letters repeat sooner than words.
REPEATED = {"char": 20}
REPEATED_TOKENS = 6


def repeated_run(kind: str) -> int:
    """How many tokens in a row, written before, make a repetition for a tokenizer of this kind."""
    return REPEATED.get(kind, REPEATED_TOKENS)


class Repeats:
    """Tells which tokens end a run of ``n`` that the same text has had before."""

    def __init__(self, n: int) -> None:
        self.n = n
        self._last: tuple[int, ...] = ()
        self._had: set[tuple[int, ...]] = set()

    def push(self, id: int) -> bool:
        self._last = (*self._last, id)[-self.n :]
        if len(self._last) < self.n:
            return False
        again = self._last in self._had
        self._had.add(self._last)
        return again


class Column:
    """One strategy's way through a run: its events as messages, and why it ended."""

    def __init__(self, tokenizer: Tokenizer, prompt: Iterable[int], stop: Collection[int], limit: int) -> None:
        self._stop, self._limit = stop, limit
        self._stream = tokenizer.stream()
        for id in prompt:
            self._stream.push(id)  # so that a space between prompt and text is not lost
        self._repeats = Repeats(repeated_run(tokenizer.kind))
        self._count = 0
        self._reason = ""

    @property
    def full(self) -> bool:
        """Whether its text has ended by itself; the clock may end it sooner."""
        return bool(self._reason)

    def message(self, event: Event) -> dict[str, Any]:
        return self._step(event) if isinstance(event, Step) else level_message(event)

    def _step(self, step: Step) -> dict[str, Any]:
        self._count += 1
        if self._count >= self._limit:
            self._reason = f"reached {self._limit} tokens"
        if step.id in self._stop:
            self._reason = "end of text"
        return {
            "id": step.id,
            "text": self._stream.push(step.id),
            "logprob": short(step.logprob),
            "rank": step.rank,
            "entropy": short(step.entropy),
            "seconds": short(step.seconds),
            "again": self._repeats.push(step.id),
            "stages": stage_messages(step.stages),
        }

    def end(self) -> dict[str, Any]:
        """The last message: why the text ended, and what was held back of a broken character."""
        return {"end": self._reason or "time is up", "text": self._stream.flush()}


def stage_messages(stages: Iterable[Stage]) -> list[list[Any]]:
    """``[name, kept, ids, probs]`` of each stage, but ``[name]`` of a filter that changed nothing."""
    messages: list[list[Any]] = []
    before: Stage | None = None
    for stage in stages:
        same = before is not None and (stage.ids, stage.probs, stage.kept) == (before.ids, before.probs, before.kept)
        whole = [stage.name, stage.kept, list(stage.ids), [short(p) for p in stage.probs]]
        messages.append(whole[:1] if same else whole)
        before = stage
    return messages


def level_message(level: BeamLevel) -> dict[str, Any]:
    """One level of beam search; a branch is ``[parent, id, logprob, score, finished]``."""
    return {
        "kept": [branch_message(branch) for branch in level.kept],
        "pruned": [branch_message(branch) for branch in level.pruned],
        "seconds": short(level.seconds),
    }


def branch_message(branch: Branch) -> list[Any]:
    return [branch.parent, branch.id, short(branch.logprob), short(branch.score), branch.finished]


def ids_of(message: dict[str, Any]) -> set[int]:
    """All tokens that a message names: the view needs their labels."""
    listed = {id for stage in message.get("stages", ()) for id in (stage[2] if len(stage) > 1 else ())}
    branches = {branch[1] for branch in (*message.get("kept", ()), *message.get("pruned", ()))}
    return listed | branches | ({message["id"]} if "id" in message else set())


def short(x: float) -> float:
    return float(f"{x:.{DIGITS}g}")
