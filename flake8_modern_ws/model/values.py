"""Constant values of expressions; anything unknown is unknown."""

from __future__ import annotations

import ast

from .scopes import Scope

#: How many names a value may pass through.
_DEPTH = 8


class Unknown:
    """The value that nothing is known of."""

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        return False


UNKNOWN = Unknown()


def constant(node: ast.expr | None, scope: Scope, depth: int = _DEPTH) -> object:
    """The constant that an expression always has, or ``UNKNOWN``."""
    if isinstance(node, ast.Constant):
        return node.value
    if depth <= 0:
        return UNKNOWN
    if isinstance(node, ast.JoinedStr):
        parts = [str(part.value) for part in node.values if isinstance(part, ast.Constant)]
        return "".join(parts) if len(parts) == len(node.values) else UNKNOWN
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left = constant(node.left, scope, depth - 1)
        right = constant(node.right, scope, depth - 1)
        if isinstance(left, str) and isinstance(right, str):
            return left + right
    if isinstance(node, ast.Name):
        bindings = scope.lookup(node.id)
        if len(bindings) == 1 and bindings[0].kind == "assignment":
            return constant(bindings[0].value, bindings[0].scope, depth - 1)
    return UNKNOWN


def string(node: ast.expr | None, scope: Scope) -> str | None:
    """The constant string that an expression always has, or None."""
    value = constant(node, scope)
    return value if isinstance(value, str) else None
