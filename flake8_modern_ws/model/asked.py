"""Code that asks whether an attribute exists before it uses it."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from .scopes import Block, Structure
from .surroundings import handler_names


def is_asked(
    node: ast.Attribute,
    statement: ast.stmt,
    structure: Structure,
    parents: Mapping[ast.AST, ast.AST],
) -> bool:
    """Whether ``hasattr`` or ``except AttributeError`` protects a use of an attribute."""
    wanted = ast.dump(node.value)
    part: ast.AST | None = parents.get(node)
    while part is not None and not isinstance(part, ast.stmt):
        if isinstance(part, ast.BoolOp) and any(
            _asks(value, wanted, node.attr) for value in part.values
        ):
            return True
        if isinstance(part, ast.IfExp) and _asks(part.test, wanted, node.attr):
            return True
        part = parents.get(part)
    block: Block | None = statement
    while block is not None:
        position = structure.positions.get(block)
        if position is None:
            return False
        parent = position.parent
        if isinstance(parent, ast.If) and _asks(parent.test, wanted, node.attr):
            return True
        if position.field == "body" and (any(
            "AttributeError" in handler_names(handler)
            for handler in getattr(parent, "handlers", ())
        ) or _suppresses(parent)):
            return True
        block = parent
    return False


def _suppresses(block: Block) -> bool:
    """``with suppress(AttributeError)``."""
    for item in getattr(block, "items", ()) if isinstance(block, ast.With) else ():
        call = item.context_expr
        if isinstance(call, ast.Call):
            names = [getattr(n, "attr", getattr(n, "id", "")) for n in (call.func, *call.args)]
            if names[0] == "suppress" and "AttributeError" in names[1:]:
                return True
    return False


def _asks(test: ast.expr, wanted: str, attribute: str) -> bool:
    for node in ast.walk(test):
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
                and node.func.id == "hasattr" and len(node.args) == 2
                and ast.dump(node.args[0]) == wanted):
            name = node.args[1]
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                return True
    return False
