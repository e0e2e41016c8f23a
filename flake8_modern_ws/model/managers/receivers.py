"""Methods and what they are called on: ``self``, ``cls``, decorators."""

from __future__ import annotations

import ast

from ..scopes import FunctionNode, Scope

_METHOD_SCOPES = frozenset({"function", "lambda", "comprehension", "type parameters"})


def method_of(scope: Scope) -> tuple[Scope, Scope] | None:
    """The method in whose code a scope lies, and the scope of its class."""
    current: Scope | None = scope
    while current is not None and current.parent is not None:
        if current.kind == "function" and current.parent.kind == "class":
            return current, current.parent
        if current.kind not in _METHOD_SCOPES:
            return None
        current = current.parent
    return None


def is_instance(name: str, scope: Scope) -> Scope | None:
    """The scope of the class whose instance, or which itself, a first parameter names."""
    found = method_of(scope)
    if found is None or not isinstance(found[0].node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return None
    arguments = found[0].node.args
    first = [*arguments.posonlyargs, *arguments.args][:1]
    if not first or first[0].arg != name or "staticmethod" in decorators(found[0].node):
        return None
    return found[1] if any(b.kind == "parameter" for b in scope.lookup(name)) else None


def decorators(node: FunctionNode) -> set[str]:
    """The last names of a function's decorators."""
    return {decorator_name(item) for item in node.decorator_list}


def decorator_name(node: ast.expr) -> str:
    """The last name of a decorator, called or not."""
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
