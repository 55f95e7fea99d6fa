"""Beam search: several branches at once, the whole text's probability instead of the next token's.

The best ``beams`` candidates of every level are kept. One that ends in a stop token is finished, and the best of the
others that does not end takes its place, so ``beams`` branches go on. The best ``beams`` finished ones are remembered,
and the search ends when the best that goes on scores no better, as it is now, than the worst of them. Programs differ
in these rules (Kasai et al. 2024); they are here those of ``transformers`` with ``early_stopping=False``. One beam is
greedy decoding.

A branch's score is its summed log-probability over ``length ** length_penalty``, the plain form of the length penalty
of Wu et al. 2016 (GNMT): 0 is the sum, which favours short texts; 1 is the mean log-probability of a token. Length
counts the new tokens, the stop token too. Above 0 a score may rise as a branch goes on, so the search may end early.
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
    place: int = 0
    finished: bool = False

    def path(self) -> list[Step]:
        steps, node = [], self
        while node.parent is not None and node.step is not None:
            steps.append(node.step)
            node = node.parent
        return steps[::-1]


def beam_search(task: Task, beams: int, length_penalty: float) -> Events:
    """Yield a ``BeamLevel`` for every level, then the ``Step`` records of the best branch.

    The search ends by the rule of ``Search.promising``, at the longest length, or at the deadline; in the latter two
    cases unfinished branches compete as they are.
    """
    search = Search(task, beams, length_penalty)
    window, live, finished = Window(task.model, task.ids), [Node()], list[Node]()
    for length in range(1, task.max_new_tokens + 1):
        started = perf_counter()
        if started >= task.until:
            break
        logits = window.logits()  # (live, V)
        logprobs = logprobs_of(logits)
        kept, cut = search.choose(logprobs, live, length)
        nodes = [search.node(logits[c.row], logprobs[c.row], live[c.row], c, i, started) for i, c in enumerate(kept)]
        yield BeamLevel(tuple(c.branch for c in kept), tuple(c.branch for c in cut), perf_counter() - started)
        finished = search.best(finished + [node for node in nodes if node.finished])
        live = [node for node in nodes if not node.finished]
        if not search.promising(live, finished):
            break
        going = [c for c in kept if not c.branch.finished]
        window.push([c.branch.id for c in going], [c.row for c in going])
    yield from search.best(finished + live)[0].path()


@dataclass(frozen=True)
class Candidate:
    """A branch and the row of the batch it grew from."""

    row: int
    branch: Branch


@dataclass(frozen=True)
class Search:
    """The rules of one search: how branches are scored, grown and given up."""

    task: Task
    beams: int
    length_penalty: float

    def choose(self, logprobs: Tensor, live: list[Node], length: int) -> tuple[list[Candidate], list[Candidate]]:
        """The candidates kept, and the best of the others: at most ``task.top``. Both best first."""
        count = (1 + len(self.task.stop)) * self.beams + self.task.top  # so enough are left if all that can end do
        found = self.candidates(logprobs, live, count, length)
        first, others = found[: self.beams], found[self.beams :]
        last = length == self.task.max_new_tokens
        free = 0 if last else sum(c.branch.finished for c in first)
        heirs = [c for c in others if not c.branch.finished][:free]
        return first + heirs, [c for c in others if c not in heirs][: self.task.top]

    def candidates(self, logprobs: Tensor, live: list[Node], count: int, length: int) -> list[Candidate]:
        """The ``count`` best one-token extensions of the live branches by log-probabilities (live, V), best first."""
        totals = logprobs.double() + torch.tensor([[node.total] for node in live], dtype=torch.float64)
        values, flat = totals.flatten().topk(min(count, totals.numel()))
        found = []
        for total, index in zip(values.tolist(), flat.tolist(), strict=True):
            if total == -math.inf:
                break
            row, id = divmod(index, logprobs.shape[1])
            score, end = total / length**self.length_penalty, id in self.task.stop
            found.append(Candidate(row, Branch(live[row].place, id, float(logprobs[row, id]), total, score, end)))
        return found

    def node(
        self, logits: Tensor, logprobs: Tensor, parent: Node, candidate: Candidate, place: int, started: float
    ) -> Node:
        """The kept branch, with the facts of its last token's choice from logits (V,)."""
        branch, top = candidate.branch, self.task.top
        stages = (stage_of("model", logits, top),) if top else ()
        step = step_of(logprobs, branch.id, stages, started)
        return Node(parent, step, branch.total, branch.score, place, branch.finished)

    def best(self, nodes: list[Node]) -> list[Node]:
        """At most ``beams`` of the nodes, best score first; of equal ones the earlier first."""
        return sorted(nodes, key=lambda node: -node.score)[: self.beams]

    def promising(self, live: list[Node], finished: list[Node]) -> bool:
        """Whether the search goes on: fewer than ``beams`` have finished, or the best live one beats their worst."""
        return bool(live) and (len(finished) < self.beams or live[0].score > finished[-1].score)
