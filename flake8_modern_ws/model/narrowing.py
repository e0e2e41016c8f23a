"""What surrounds a statement and says more about an expression: tests, clauses, blocks."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import TypeGuard

from .scopes import Binding, Block, Scope, Structure
from .walk import parents_within

_LEAVING = (ast.Return, ast.Raise, ast.Continue, ast.Break)
_BLOCKS = frozenset({"except", "with", "async with", "for", "async for"})


def enclosing_binding(
    bindings: Sequence[Binding], statement: ast.stmt, structure: Structure
) -> Binding | None:
    """The clause or block around a statement that gives a name its value there.

    For blocks, only if nothing in them binds the name again: an assignment could stand
    between. A name that is bound once needs no such care.
    """
    if len(bindings) < 2:
        return None
    owners: dict[ast.AST | None, Binding] = {
        binding.node if binding.kind == "except" else binding.statement: binding
        for binding in bindings if binding.kind in _BLOCKS
    }
    if len(owners) < len(bindings):
        for binding in bindings:
            if binding.kind not in _BLOCKS:
                for block in _above(binding.statement, structure):
                    owners.pop(block, None)
    current: Block | None = statement
    while current is not None:
        position = structure.positions.get(current)
        if position is None:
            return None
        current = position.parent
        if position.field == "body" and current in owners:
            return owners[current]
    return None


def settled_binding(
    bindings: Sequence[Binding], scope: Scope, statement: ast.stmt, structure: Structure
) -> Binding | None:
    """The assignment whose value a variable has for certain where a statement runs.

    It stands before the statement, in the same block or in one around it, and nothing between
    them, nor a loop around, binds the name again.
    """
    if len(bindings) < 2 or any(binding.scope is not scope for binding in bindings):
        return None
    by_statement: dict[ast.AST | None, list[Binding]] = {}
    around: set[Block] = set()
    for binding in bindings:
        by_statement.setdefault(binding.statement, []).append(binding)
        around.update(_above(binding.statement, structure))
    block: Block = statement
    while True:
        position = structure.positions.get(block)
        parent = scope.node if position is None else position.parent
        siblings = getattr(parent, "body" if position is None else position.field, [])
        for earlier in reversed(siblings[:siblings.index(block)]):
            if earlier in by_statement:
                found = by_statement[earlier]
                binding = found[0]
                plain = isinstance(earlier, (ast.Assign, ast.AnnAssign)) and not binding.index
                return binding if plain and len(found) == 1 and (
                    binding.kind == "assignment") else None
            if earlier in around:
                return None
        if position is None or parent is scope.node or parent in around:
            return None
        block = position.parent


def _above(statement: ast.stmt | None, structure: Structure) -> Iterator[Block]:
    """The statements, clauses and cases around a statement."""
    position = None if statement is None else structure.positions.get(statement)
    while position is not None:
        yield position.parent
        position = structure.positions.get(position.parent)


def tested_types(
    node: ast.expr, scope: Scope, statement: ast.stmt, structure: Structure
) -> Iterator[tuple[ast.expr, Scope]]:
    """The types that an expression is known to have where a statement runs, nearest first."""
    wanted: str | None = None
    block: Block | None = statement
    bound = _binding_statements(node, scope, structure)
    tested = "isinstance" in structure.uses
    while block is not None:
        position = structure.positions.get(block)
        siblings: list[Block] = [] if not (bound or tested) else (
            getattr(scope.node, "body", []) if position is None
            else getattr(position.parent, position.field, []))
        earlier = siblings[:siblings.index(block)] if block in siblings else []
        if bound and not bound.isdisjoint(earlier):
            return  # it has got another value since
        for before in reversed(earlier) if tested else ():
            if isinstance(before, (ast.If, ast.Assert)):
                wanted = wanted or ast.dump(node)
                types = _types_after(before, wanted)
                if types is not None:
                    yield types, scope
        if position is None:
            return
        parent = position.parent
        if isinstance(parent, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            return
        if isinstance(parent, ast.match_case):
            match = structure.positions[parent].parent
            wanted = wanted or ast.dump(node)
            if isinstance(match, ast.Match) and ast.dump(match.subject) == wanted:
                matched = _matched(parent.pattern)
                if matched is not None:
                    yield matched, scope
        if isinstance(parent, (ast.If, ast.While)) and position.field == "body":
            wanted = wanted or ast.dump(node)
            types = _types_of(parent.test, wanted)
            if types is not None:
                yield types, scope
        if isinstance(parent, ast.If) and position.field == "orelse" and tested:
            wanted = wanted or ast.dump(node)
            types = _types_unless(parent.test, wanted)
            if types is not None:
                yield types, scope
        if parent in bound and isinstance(parent, (ast.For, ast.AsyncFor)):
            return
        block = parent


def _binding_statements(
    node: ast.expr, scope: Scope, structure: Structure
) -> set[Block | None]:
    """The statements that give a variable a value, and what is around them."""
    bindings = scope.bindings.get(node.id, ()) if isinstance(node, ast.Name) else ()
    if len(bindings) < 2:
        return set()
    return {block for binding in bindings
            for block in (binding.statement, *_above(binding.statement, structure))}


def tested_within(node: ast.expr, statement: ast.stmt) -> ast.expr | None:
    """The types by an ``isinstance`` in the same expression.

    ``isinstance(a, B) and a.c``, ``not isinstance(a, B) or a.c``, and conditional expressions.
    """
    parents = parents_within(statement)
    wanted = ast.dump(node)
    inner: ast.AST = node
    around = parents.get(node)
    while around is not None and not isinstance(around, ast.stmt):
        tests: list[ast.expr] = []
        known = _types_of
        if isinstance(around, ast.BoolOp):
            tests = [value for value in around.values if value is not inner]
            if isinstance(around.op, ast.Or):
                known = _types_unless
        elif isinstance(around, ast.IfExp) and inner is not around.test:
            tests = [around.test]
            if inner is around.orelse:
                known = _types_unless
        elif isinstance(around, ast.comprehension):
            tests = around.ifs
        for test in tests:
            types = known(test, wanted)
            if types is not None:
                return types
        inner, around = around, parents.get(around)
    return None


def _matched(pattern: ast.pattern) -> ast.expr | None:
    """The types of what a pattern matches: ``A()``, ``A() | B()``, ``A() as name``."""
    if isinstance(pattern, ast.MatchAs) and pattern.pattern is not None:
        pattern = pattern.pattern
    if isinstance(pattern, ast.MatchClass):
        return pattern.cls
    if isinstance(pattern, ast.MatchOr):
        classes = [item.cls for item in pattern.patterns if isinstance(item, ast.MatchClass)]
        if len(classes) == len(pattern.patterns):
            return ast.Tuple(list(classes), ast.Load())
    return None


def _types_after(statement: ast.If | ast.Assert, wanted: str) -> ast.expr | None:
    """The types of what gets past a statement: an assertion, or a branch that leaves."""
    if isinstance(statement, ast.Assert):
        return _types_of(statement.test, wanted)
    if isinstance(statement.body[-1], _LEAVING) and not statement.orelse:
        return _types_unless(statement.test, wanted)
    return None


def _types_of(test: ast.expr, wanted: str) -> ast.expr | None:
    """The types of an expression where a test is true."""
    for part in _parts(test, ast.And):
        if _asks(part, wanted):
            return part.args[1]
    return None


def _types_unless(test: ast.expr, wanted: str) -> ast.expr | None:
    """The types of an expression where a test is false: ``not isinstance(...) or ...``."""
    for part in _parts(test, ast.Or):
        if isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.Not) and _asks(
            part.operand, wanted
        ):
            return part.operand.args[1]
    return None


def _asks(node: ast.expr, wanted: str) -> TypeGuard[ast.Call]:
    """Whether it is ``isinstance(..., ...)`` of an expression."""
    return (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            and node.func.id == "isinstance" and len(node.args) == 2
            and ast.dump(node.args[0]) == wanted)


def _parts(test: ast.expr, operator: type[ast.boolop]) -> Iterator[ast.expr]:
    stack = [test]
    while stack:
        part = stack.pop()
        if isinstance(part, ast.BoolOp) and isinstance(part.op, operator):
            stack.extend(part.values)
        else:
            yield part
