"""Where the result of a call of the library goes: into a loop, a ``with``, nowhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .library_calls import LibraryCall
from .scopes import Scope

if TYPE_CHECKING:
    from .module import Model

_FUNCTIONS = frozenset({"function", "lambda"})


def runs_without_loop(event: LibraryCall, model: Model) -> bool:
    """Whether no event loop runs where ``serve`` is called.

    At module level, or in a plain function that hands the result to ``run_until_complete``.
    A plain function that a coroutine may call is not counted.
    """
    function = event.scope.enclosing(_FUNCTIONS)
    if function is None:
        return event.scope.kind == "module"
    if not isinstance(function.node, ast.FunctionDef):
        return False
    parent = model.parents(event.statement).get(event.call)
    if isinstance(parent, ast.Call):
        return _runs_loop(parent)
    if isinstance(parent, ast.Assign):
        for target in parent.targets:
            if isinstance(target, ast.Name):
                return any(_runs_loop(call) and call.args and call.args[0] is node
                           for node, call in _passed(target.id, event.scope, model))
    return False


def _runs_loop(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "run_until_complete"


def _passed(name: str, scope: Scope, model: Model) -> Iterator[tuple[ast.expr, ast.Call]]:
    """Calls that a variable is an argument of."""
    for node, where, statement in model.structure.uses.get(name, ()):
        if where.lookup(name) is scope.lookup(name):
            parent = model.parents(statement).get(node)
            if isinstance(parent, ast.Call) and parent.func is not node:
                yield node, parent


def entered_elsewhere(event: LibraryCall, model: Model) -> bool:
    """Whether a connection is, or may be, used as a context manager: not kept by itself."""
    if any(keyword.arg in ("legacy", None) for keyword in event.call.keywords):
        return True
    parent = model.parents(event.statement).get(event.call)
    if isinstance(parent, ast.Call):
        path = model.names.path(parent.func, event.scope)
        return path != "contextlib.closing"
    if isinstance(parent, ast.Attribute):
        return False  # connect(...).send(...)
    if not isinstance(parent, (ast.Assign, ast.AnnAssign)):
        return True
    targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
    return not all(_stays_outside(target, event.scope, model) for target in targets)


def _stays_outside(target: ast.expr, scope: Scope, model: Model) -> bool:
    """Whether what a target holds is used, and never given to a ``with`` or away."""
    if isinstance(target, ast.Attribute):
        wanted = ast.dump(target.value)
        for attribute, _, statement in model.attributes({target.attr}):
            if ast.dump(attribute.value) == wanted and _gives_away(attribute, statement, model):
                return False
        return True
    if not isinstance(target, ast.Name):
        return False
    used = False
    for node, where, statement in model.structure.uses.get(target.id, ()):
        if where.lookup(target.id) is not scope.lookup(target.id):
            continue
        if isinstance(node, ast.Attribute):
            used = True
            continue
        if _gives_away(node, statement, model):
            return False
    return used


def _gives_away(node: ast.expr, statement: ast.stmt, model: Model) -> bool:
    parent = model.parents(statement).get(node)
    return isinstance(parent, (ast.withitem, ast.Call, ast.Return, ast.Yield, ast.Assign,
                               ast.keyword, ast.Tuple, ast.List, ast.Dict)) and not (
        isinstance(parent, ast.Assign) and node in parent.targets)


def blocks_at_exit(event: LibraryCall, model: Model) -> bool:
    """Whether a threading server is entered and never told to serve."""
    statement = event.statement
    if not isinstance(statement, ast.With):
        return False
    for item in statement.items:
        if item.context_expr is not event.call:
            continue
        if item.optional_vars is None:
            return True
        if not isinstance(item.optional_vars, ast.Name):
            return False
        name = item.optional_vars.id
        for node, where, place in model.structure.uses.get(name, ()):
            if where.lookup(name) is not event.scope.lookup(name):
                continue
            if not isinstance(node, ast.Attribute) or node.attr == "serve_forever":
                return False
            if isinstance(place, ast.Return):
                return False
        return True
    return False
