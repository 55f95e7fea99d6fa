"""Decoding: logits -> tokens. Filters, strategies and the loop; ids only."""

from ngpl.decoding.filters import FILTERS, Filter
from ngpl.decoding.loop import compare, decode, filter_stages, in_turns
from ngpl.decoding.steps import BeamLevel, Branch, Event, Stage, Step
from ngpl.decoding.strategies import STRATEGIES, Strategy

__all__ = [
    "FILTERS",
    "STRATEGIES",
    "BeamLevel",
    "Branch",
    "Event",
    "Filter",
    "Stage",
    "Step",
    "Strategy",
    "compare",
    "decode",
    "filter_stages",
    "in_turns",
]
