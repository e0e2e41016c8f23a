"""What a call of a function of the file gives, where there is one ``return`` to look at."""

from __future__ import annotations

import ast
from typing import NamedTuple

from .classes import Classes
from .scopes import Scope, Structure


class Returned(NamedTuple):
    """The value of a ``return`` statement, where it stands."""

    value: ast.expr
    scope: Scope
    statement: ast.Return


def returned(
    call: ast.Call, scope: Scope, structure: Structure, classes: Classes
) -> Returned | None:
    """What a plain function, or a method of ``self``, returns; None if that is not known."""
    function: ast.AST | None = None
    if isinstance(call.func, ast.Name):
        bindings = scope.lookup(call.func.id)
        if len(bindings) == 1 and bindings[0].kind == "function":
            function = bindings[0].node
    elif isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        owner = classes.self_class(call.func.value.id, scope)
        function = None if owner is None else classes.method(owner, call.func.attr)
    if not isinstance(function, ast.FunctionDef) or function.decorator_list:
        return None
    found = structure.returns_of.get(function, [])
    if len(found) != 1 or found[0][0].value is None:
        return None
    statement, inner = found[0]
    return Returned(found[0][0].value, inner, statement)
