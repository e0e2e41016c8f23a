"""What ``isinstance`` tests around a statement say about an expression."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .scopes import Block, Scope, Structure


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
