"""The kind of an expression at one place: what the code around it makes sure of."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from .kinds import Kind
from .scopes import Scope

if TYPE_CHECKING:
    from .module import Model


def kind_at(node: ast.expr, scope: Scope, statement: ast.stmt, model: Model) -> Kind | None:
    """The kind of an expression at one place: ``except … as`` and ``isinstance`` count."""
    block: ast.AST | None = statement
    wanted = ast.dump(node)
    around: ast.AST | None = model.parents(statement).get(node)
    inner: ast.AST = node
    while around is not None and not isinstance(around, ast.stmt):
        if isinstance(around, ast.BoolOp) and isinstance(around.op, ast.And):
            for value in around.values:
                if value is inner:
                    break
                narrowed = _narrowed(value, wanted, scope, model)
                if narrowed is not None:
                    return narrowed
        elif isinstance(around, ast.IfExp) and inner is around.body:
            narrowed = _narrowed(around.test, wanted, scope, model)
            if narrowed is not None:
                return narrowed
        inner, around = around, model.parents(statement).get(around)
    while block is not None:
        position = model.structure.positions.get(block)  # type: ignore[call-overload]
        if position is None:
            break
        block = position.parent
        if isinstance(block, ast.ExceptHandler) and isinstance(node, ast.Name) and (
            block.name == node.id
        ):
            return model.kinds.caught(block.type, scope)
        if isinstance(block, ast.If) and position.field == "body":
            narrowed = _narrowed(block.test, wanted, scope, model)
            if narrowed is not None:
                return narrowed
        if isinstance(block, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            break
    return model.kinds.of(node, scope)


def _narrowed(test: ast.expr, wanted: str, scope: Scope, model: Model) -> Kind | None:
    """What ``isinstance(wanted, Class)`` says in a test, alone or joined by ``and``."""
    pending = [test]
    while pending:
        part = pending.pop()
        if isinstance(part, ast.BoolOp) and isinstance(part.op, ast.And):
            pending.extend(part.values)
        elif (isinstance(part, ast.Call) and isinstance(part.func, ast.Name)
                and part.func.id == "isinstance" and len(part.args) == 2
                and ast.dump(part.args[0]) == wanted):
            return model.kinds.caught(part.args[1], scope)
    return None
