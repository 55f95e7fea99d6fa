"""What a template may spend: every step of it is paid for from one purse, so none can hang or fill the memory.

A loop pays for what it goes through, an operation for the size of what it touches. Jinja asks before some operations;
the others are put into its syntax tree here, as filters whose names no template can write.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, KeysView, ValuesView
from typing import Any, cast

from jinja2 import nodes
from jinja2.exceptions import SecurityError, TemplateAssertionError
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

STEPS = 1_000_000  # about a second
A_STEP = 32  # characters that cost as much as one step
NODES = 2  # parts of a template that are run in one step
DEEPEST = 32  # lists within lists
INTEGER_BITS = 64

LOOPED, COUNTED, WEIGHED, JOINED, KEYED, PASSED = (f"{word} by the meter" for word in "l c w j k p".split())

KNOWN = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign, nodes.AssignBlock),
    *(nodes.NSRef, nodes.Name, nodes.Const, nodes.Tuple, nodes.List, nodes.Dict, nodes.Pair, nodes.Keyword),
    *(nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Call, nodes.Getitem, nodes.Getattr, nodes.Slice, nodes.Compare),
    *(nodes.Operand, nodes.BinExpr, nodes.UnaryExpr, nodes.Concat, nodes.Macro, nodes.CallBlock, nodes.FilterBlock),
    *(nodes.Break, nodes.Continue, nodes.With, nodes.Scope),
)


class Purse:
    """What one run of a template has left to spend."""

    def __init__(self, steps: int) -> None:
        self.left = steps
        self.depth = 0  # of macros that call each other

    def pay(self, steps: int) -> None:
        if not steps >= 0:  # or no number
            raise SecurityError(f"it pays {steps} steps")
        self.left -= steps
        if self.left < 0:
            raise SecurityError("it takes more steps, or makes longer texts, than any conversation needs")

    def weigh(self, *values: Any) -> None:
        """Pay for all that ``values`` hold, as often as they hold it."""
        self.pay(sum(weight(value, self.left) for value in values))

    def touch(self, value: Any) -> None:
        """Pay for as many things as ``value`` holds, but not for what they hold."""
        self.pay(1 + len(value) // (A_STEP if isinstance(value, str) else NODES))


def weight(value: Any, room: int) -> int:
    """The steps that it takes to write or compare ``value``; stops at ``room``, as lists may hold each other often."""
    total, waiting = 0, [(value, 0)]
    while waiting and total <= room:
        value, depth = waiting.pop()
        total += 1
        if isinstance(value, str):
            total += len(value) // A_STEP
        elif isinstance(value, list | tuple | dict | ItemsView | KeysView | ValuesView):
            if depth > DEEPEST:
                raise SecurityError(f"it nests lists more than {DEEPEST} deep")
            total += len(value)
            if total <= room:
                parts = [*value.keys(), *value.values()] if isinstance(value, dict) else value
                waiting += [(part, depth + 1) for part in parts]
        elif isinstance(value, int):
            if value.bit_length() > INTEGER_BITS:
                raise SecurityError(f"it makes a number of more than {INTEGER_BITS} bits")
        elif isinstance(value, Namespace):
            raise SecurityError("it uses a namespace as if that were a text")
    return total


def metered(template: nodes.Template) -> nodes.Template:
    """``template`` with the points in it at which it pays; ``TemplateAssertionError`` for parts that none needs."""
    rewritten: nodes.Template = Meter().visit(template)
    return rewritten


class Meter(NodeTransformer):
    """Rewrites a syntax tree from its leaves on."""

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(node, KNOWN) or (isinstance(node, nodes.For) and node.recursive):
            kind = "a loop that calls itself" if isinstance(node, nodes.For) else type(node).__name__
            raise TemplateAssertionError(f"{kind} has no place in a chat template", node.lineno)
        self.generic_visit(node)
        return REWRITTEN[type(node)](node) if type(node) in REWRITTEN else node


def _loop(node: nodes.For) -> nodes.Node:
    node.iter = _filter(cast(nodes.Expr, node.iter), LOOPED, nodes.Const(_parts(node)))
    return node


def _macro(node: nodes.Macro | nodes.CallBlock) -> nodes.Node:
    node.body.insert(0, nodes.ExprStmt(_filter(nodes.Const(_parts(node)), PASSED)))
    return node


def _concat(node: nodes.Concat) -> nodes.Expr:
    first, *others = node.nodes
    return _filter(first, JOINED, *others)


def _compare(node: nodes.Compare) -> nodes.Node:
    node.expr = _weighed(node.expr)
    for operand in node.ops:
        operand.expr = _weighed(operand.expr)
    return node


def _getitem(node: nodes.Getitem) -> nodes.Node:
    return _filter(node, COUNTED) if isinstance(node.arg, nodes.Slice) else node


def _pair(node: nodes.Pair) -> nodes.Node:
    node.key = _filter(node.key, KEYED)
    return node


REWRITTEN: dict[type[nodes.Node], Callable[[Any], nodes.Node]] = {
    nodes.For: _loop,
    nodes.Macro: _macro,
    nodes.CallBlock: _macro,
    nodes.Concat: _concat,
    nodes.Compare: _compare,
    nodes.Getitem: _getitem,
    nodes.Pair: _pair,
}


def _weighed(node: nodes.Expr) -> nodes.Expr:
    return node if isinstance(node, nodes.Const) else _filter(node, WEIGHED)


def _filter(node: nodes.Expr, name: str, *args: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(node, name, list(args), [], None, None)


def _parts(node: nodes.Node) -> int:
    """The steps of running through a part of a template once."""
    texts = sum(len(text.data) for text in node.find_all(nodes.TemplateData))
    return 1 + sum(1 for _ in node.find_all(nodes.Node)) // NODES + texts // A_STEP
