"""What a file writes that other files define: functions, classes, methods of their instances."""

from __future__ import annotations

import ast
from typing import NamedTuple

from ..model.annotations import parse
from ..model.module import Model
from ..model.scopes import Scope

LIBRARY = "websockets"
#: Before the name of what the file itself defines.
OWN = ":"
#: How many names and attributes an object may pass through.
_DEPTH = 4


class Callee(NamedTuple):
    """What is called: a path of imported names, or a method of an instance of what it names."""

    path: str
    method: str


def called(function: ast.expr, scope: Scope, model: Model) -> Callee | None:
    """What a call means that the file itself does not define."""
    path = model.names.written(function, scope)
    if path is not None:
        return None if path.partition(".")[0] == LIBRARY else Callee(path, "")
    if isinstance(function, ast.Attribute):
        owner = instance_of(function.value, scope, model)
        if owner is not None and not owner.startswith(OWN):
            return Callee(owner, function.attr)
    return None


def path_of(node: ast.expr, scope: Scope, model: Model) -> str | None:
    """A path of imported names, or the name of something that the module itself defines."""
    found = model.names.written(node, scope)
    if found is None and isinstance(node, ast.Name):
        bindings = scope.lookup(node.id)
        if len(bindings) == 1 and bindings[0].kind in ("class", "function") and (
            bindings[0].scope.kind == "module"
        ):
            return OWN + node.id
    return found


def instance_of(
    node: ast.expr, scope: Scope, model: Model, depth: int = _DEPTH
) -> str | None:
    """The path of the class that an expression is an instance of."""
    if depth <= 0:
        return None
    if isinstance(node, ast.Call):
        return path_of(node.func, scope, model)
    found: set[str | None] = set()
    if isinstance(node, ast.Name):
        owner = model.kinds.classes.self_class(node.id, scope)
        if owner is not None:
            return OWN + owner.name
        for binding in scope.lookup(node.id):
            if binding.annotation is not None:
                found.add(_annotated(binding.annotation, binding.scope, model))
            elif binding.kind == "assignment" and not binding.index and binding.value is not None:
                if not _is_none(binding.value):
                    found.add(instance_of(binding.value, binding.scope, model, depth - 1))
            elif binding.kind != "annotation":
                return None
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = model.kinds.classes.self_class(node.value.id, scope)
        for store in () if owner is None else model.kinds.classes.stores(owner, node.attr):
            if store.annotation is not None:
                found.add(_annotated(store.annotation, store.scope, model))
            elif store.how == "assignment" and not store.place and store.value is not None:
                if not _is_none(store.value):
                    found.add(instance_of(store.value, store.scope, model, depth - 1))
            else:
                return None
    return found.pop() if len(found) == 1 else None


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _annotated(node: ast.expr, scope: Scope, model: Model) -> str | None:
    """The path of the class that an annotation names, also quoted, or beside None."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        parsed = parse(node, model.source.lines)
        node = node if parsed is None else parsed
    if isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant):
        node = node.left
    if isinstance(node, ast.Subscript) and (
        model.names.path(node.value, scope) == "typing.Optional"
    ):
        node = node.slice
    if scope.kind == "function" and scope.parent is not None:
        scope = scope.parent
    return path_of(node, scope, model) if isinstance(node, (ast.Name, ast.Attribute)) else None
