"""What surrounds a statement and says more about an expression: tests, clauses, blocks."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from .scopes import Binding, Block, Scope, Structure

_BLOCKS = frozenset({"except", "with", "async with", "for", "async for"})


def enclosing_binding(
    bindings: Sequence[Binding], statement: ast.stmt, structure: Structure
) -> Binding | None:
    """The clause or block around a statement that gives a name its value there.

    Only for names that nothing but clauses and blocks bind: an assignment could stand
    between. A name that one block alone binds needs no such care.
    """
    if len(bindings) < 2 or any(binding.kind not in _BLOCKS for binding in bindings):
        return None
    owners = {
        binding.node if binding.kind == "except" else binding.statement: binding
        for binding in bindings
    }
    block: Block | None = statement
    while block is not None:
        position = structure.positions.get(block)
        if position is None:
            return None
        block = position.parent
        if position.field == "body" and block in owners:
            return owners[block]
    return None


def tested_types(
    node: ast.expr, scope: Scope, statement: ast.stmt, structure: Structure
) -> Iterator[tuple[ast.expr, Scope]]:
    """The types that an expression is known to have where a statement runs, nearest first."""
    wanted: str | None = None
    block: Block | None = statement
    while block is not None:
        position = structure.positions.get(block)
        if position is None:
            return
        parent = position.parent
        if isinstance(parent, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            return
        if isinstance(parent, (ast.If, ast.While)) and position.field == "body":
            wanted = wanted or ast.dump(node)
            for test in _conjuncts(parent.test):
                if (isinstance(test, ast.Call) and isinstance(test.func, ast.Name)
                        and test.func.id == "isinstance" and len(test.args) == 2
                        and ast.dump(test.args[0]) == wanted):
                    yield test.args[1], scope
        block = parent


def _conjuncts(test: ast.expr) -> Iterator[ast.expr]:
    stack = [test]
    while stack:
        part = stack.pop()
        if isinstance(part, ast.BoolOp) and isinstance(part.op, ast.And):
            stack.extend(part.values)
        else:
            yield part
