"""Handshake hooks: functions given to ``serve``, and methods that override the legacy ones."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from .classes import Classes
from .handlers import Handlers
from .kinds import of_class
from .scopes import Scope, Structure
from .wrapping import Function

_METHODS = frozenset({"process_request", "select_subprotocol", "check_credentials"})


class Hook(NamedTuple):
    """A hook: ``parameters`` are the names of what the library passes, ``override`` a method."""

    what: str
    function: Function
    parameters: tuple[str, ...]
    implementation: str
    override: bool
    scope: Scope


def hooks(structure: Structure, handlers: Handlers, classes: Classes) -> Iterator[Hook]:
    """Every hook of the file, each function once."""
    seen: set[ast.AST] = set()
    for given in handlers.given:
        if given.what != "handler" and given.direct and given.function not in seen:
            seen.add(given.function)
            names = _parameters(given.function)[given.skipped:]
            yield Hook(given.what, given.function, names, given.implementation, False, given.scope)
    for owner, scope in structure.classes:
        if not any(
            kind is not None and kind.role == "connection" and kind.side == "server"
            for kind in map(of_class, classes.base_paths(owner))
        ):
            continue
        for name in _METHODS:
            for binding in structure.scopes[owner].bindings.get(name, ()):
                function = binding.node
                if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) and (
                    function not in seen
                ):
                    seen.add(function)
                    names = _parameters(function)[1:]
                    yield Hook(name, function, names, "legacy", True, scope)


def returned(function: Function, structure: Structure) -> Iterator[ast.Return]:
    """The ``return`` statements of a function, not those of functions inside it."""
    scope = structure.scopes[function]
    for node, where in structure.returns:
        if where is scope:
            yield node


def _parameters(function: Function) -> tuple[str, ...]:
    arguments = function.args
    return tuple(a.arg for a in (*arguments.posonlyargs, *arguments.args))
