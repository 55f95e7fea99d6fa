"""Beam search: several branches at once, the whole text's probability instead of the next token's.

The best ``beams`` candidates of every level are kept. One that ends in a stop token is finished and keeps its place,
so the others go on with one place less (Sutskever et al. 2014); one beam is greedy decoding. A branch's score is its
summed log-probability over ``length ** length_penalty``, the plain form of the length penalty of Wu et al. 2016 (GNMT):
0 is the sum, which favours short texts; 1 is the mean log-probability of a token. Length counts the new tokens, the
stop token too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from time import perf_counter

import torch
from torch import Tensor

from ngpl.decoding.sampling import Task
from ngpl.decoding.steps import BeamLevel, Branch, Events, Step, logprobs_of, stage_of, step_of
from ngpl.decoding.window import Window


@dataclass(frozen=True)
class Node:
    """A kept branch, linked to the one it grew from. ``place``: its index among the kept ones of its level."""

    parent: Node | None = None
    step: Step | None = None
    total: float = 0.0
    score: float = -math.inf
    length: int = 0
    place: int = 0

    def path(self) -> list[Step]:
        steps, node = [], self
        while node.parent is not None and node.step is not None:
            steps.append(node.step)
            node = node.parent
        return steps[::-1]


def beam_search(task: Task, beams: int, length_penalty: float) -> Events:
    """Yield a ``BeamLevel`` for every level, then the ``Step`` records of the best branch.

    The search ends when no branch can still beat the best finished one, at the longest length, or at the deadline; in
    the latter two cases unfinished branches compete as they are.
    """
    search = Search(task, length_penalty)
    window, live, finished = Window(task.model, task.ids), [Node()], list[Node]()
    for length in range(1, task.max_new_tokens + 1):
        started = perf_counter()
        if started >= task.until:
            break
        logits = window.logits()  # (live, V)
        logprobs = logprobs_of(logits)
        room = beams - len(finished)
        candidates = search.candidates(logprobs, live, room + task.top, length)
        kept, pruned = candidates[:room], candidates[room:]
        nodes = [search.node(logits[c.row], logprobs[c.row], live[c.row], c, i, started) for i, c in enumerate(kept)]
        done = [c.branch.finished for c in kept]
        yield BeamLevel(tuple(c.branch for c in kept), tuple(c.branch for c in pruned), perf_counter() - started)
        finished += [node for node, end in zip(nodes, done, strict=True) if end]
        live = [node for node, end in zip(nodes, done, strict=True) if not end]
        if not search.promising(live, finished):
            break
        going = [c for c in kept if not c.branch.finished]
        window.push([c.branch.id for c in going], [c.row for c in going])
    best = max(finished + live, key=lambda node: node.score)
    yield from best.path()


@dataclass(frozen=True)
class Candidate:
    """A branch and the row of the batch it grew from."""

    row: int
    branch: Branch


@dataclass(frozen=True)
class Search:
    """The rules of one search: how branches are scored, grown and given up."""

    task: Task
    length_penalty: float

    def score(self, total: float, length: int) -> float:
        return total / length**self.length_penalty

    def candidates(self, logprobs: Tensor, live: list[Node], count: int, length: int) -> list[Candidate]:
        """The ``count`` best one-token extensions of the live branches by log-probabilities (live, V), best first."""
        totals = logprobs.double() + torch.tensor([[node.total] for node in live], dtype=torch.float64)
        values, flat = totals.flatten().topk(min(count, totals.numel()))
        found = []
        for total, index in zip(values.tolist(), flat.tolist(), strict=True):
            if total == -math.inf:
                break
            row, id = divmod(index, logprobs.shape[1])
            score, end = self.score(total, length), id in self.task.stop
            found.append(Candidate(row, Branch(live[row].place, id, float(logprobs[row, id]), total, score, end)))
        return found

    def node(
        self, logits: Tensor, logprobs: Tensor, parent: Node, candidate: Candidate, place: int, started: float
    ) -> Node:
        """The kept branch, with the facts of its last token's choice from logits (V,)."""
        branch, top = candidate.branch, self.task.top
        stages = (stage_of("model", logits, top),) if top else ()
        step = step_of(logprobs, branch.id, stages, started)
        return Node(parent, step, branch.total, branch.score, parent.length + 1, place)

    def promising(self, live: list[Node], finished: list[Node]) -> bool:
        """Whether some live branch can still beat the finished ones: totals only fall, and a longer text may help."""
        goal = max((node.score for node in finished), default=-math.inf)
        last = self.task.max_new_tokens
        return any(self.score(node.total, last) > goal for node in live)
