"""Functions that the library calls: connection handlers and handshake hooks of ``serve``."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from .classes import Classes
from .kinds import Kind, of_call
from .names import Names
from .scopes import FunctionNode, Scope, Structure

Function: TypeAlias = FunctionNode | ast.Lambda
_SERVE_NAMES = frozenset({"serve", "unix_serve", "Serve"})
HOOKS = frozenset({"process_request", "process_response", "select_subprotocol", "extra_headers"})
_DEPTH = 6


class Given(NamedTuple):
    """A function that a call of ``serve`` hands to the library.

    ``what`` is ``handler`` or the name of a hook. ``skipped`` counts the leading parameters
    that are bound already: ``self``, arguments of ``functools.partial``; ``named`` are those
    that a partial binds by name.
    """

    what: str
    function: Function
    skipped: int
    named: frozenset[str]
    implementation: str
    call: ast.Call
    scope: Scope


class Handlers:
    """The functions of the file that the library calls, and what it calls them with."""

    def __init__(
        self,
        structure: Structure,
        names: Names,
        classes: Classes,
        kind_of: Callable[[ast.expr, Scope], Kind | None],
    ) -> None:
        self._structure = structure
        self._names = names
        self._classes = classes
        self._kind_of = kind_of
        self._given: list[Given] | None = None
        self._by_function: dict[ast.AST, list[Given]] = {}

    @property
    def given(self) -> list[Given]:
        """All of them, in no particular order."""
        if self._given is None:
            self._given = []  # while it is filled, nothing is known to be a handler
            self._given = self._collect()
            for item in self._given:
                self._by_function.setdefault(item.function, []).append(item)
        return self._given

    def parameter(self, function: ast.AST, position: int) -> Kind | None:
        """What the library passes for a parameter: the connection, first of all."""
        if not self.given:
            return None
        kinds: set[Kind | None] = set()
        for item in self._by_function.get(function, ()):
            if item.what == "handler" and position == item.skipped:
                kinds.add(Kind("connection", "server", item.implementation))
            else:
                kinds.add(None)
        return kinds.pop() if len(kinds) == 1 else None

    def _collect(self) -> list[Given]:
        found: list[Given] = []
        for call, scope, _ in self._structure.calls_named(_SERVE_NAMES):
            paths = self._names.paths(call.func, scope)
            kinds = {of_call(path) for path in paths}
            if len(kinds) != 1:
                continue
            kind = kinds.pop()
            if kind is None or kind.role not in ("serving", "server"):
                continue
            implementation = kind.implementation
            handler = call.args[0] if call.args else None
            for keyword in call.keywords:
                if keyword.arg in ("handler", "ws_handler") and handler is None:
                    handler = keyword.value
                elif keyword.arg in HOOKS:
                    found += self._functions(
                        keyword.arg, keyword.value, call, scope, implementation)
            if handler is not None:
                found += self._functions("handler", handler, call, scope, implementation)
        return found

    def _functions(
        self, what: str, node: ast.expr, call: ast.Call, scope: Scope, implementation: str
    ) -> list[Given]:
        return [
            Given(what, function, skipped, named, implementation, call, scope)
            for function, skipped, named in self.resolve(node, scope)
        ]

    def resolve(
        self, node: ast.expr, scope: Scope, depth: int = _DEPTH
    ) -> list[tuple[Function, int, frozenset[str]]]:
        """The functions of the file that an expression means, with their bound parameters."""
        nothing: frozenset[str] = frozenset()
        if depth <= 0:
            return []
        if isinstance(node, ast.Lambda):
            return [(node, 0, nothing)]
        if isinstance(node, ast.Name):
            bindings = scope.lookup(node.id)
            if len(bindings) != 1:
                return []
            binding = bindings[0]
            if isinstance(binding.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                return [(binding.node, 0, nothing)]
            if binding.kind == "assignment" and binding.value is not None:
                return self.resolve(binding.value, binding.scope, depth - 1)
            return []
        if isinstance(node, ast.Attribute):
            return self._method(node, scope)
        if isinstance(node, ast.Call):
            if self._names.path(node.func, scope) == "functools.partial" and node.args:
                named = frozenset(k.arg for k in node.keywords if k.arg is not None)
                return [
                    (function, skipped + len(node.args) - 1, names | named)
                    for function, skipped, names in self.resolve(node.args[0], scope, depth - 1)
                ]
            kind = self._kind_of(node, scope)
            if kind is not None and kind.role == "instance" and isinstance(
                kind.node, ast.ClassDef
            ):
                method = self._classes.method(kind.node, "__call__")
                return [] if method is None else [(method, 1, nothing)]
        return []

    def _method(
        self, node: ast.Attribute, scope: Scope
    ) -> list[tuple[Function, int, frozenset[str]]]:
        owner: ast.AST | None = None
        if isinstance(node.value, ast.Name):
            owner = self._classes.self_class(node.value.id, scope)
        if owner is None:
            kind = self._kind_of(node.value, scope)
            owner = kind.node if kind is not None and kind.role in ("instance", "class") else None
        if not isinstance(owner, ast.ClassDef):
            return []
        method = self._classes.method(owner, node.attr)
        if method is None:
            return []
        static = self._classes.of_method(self._structure.scopes[method]) is None
        return [(method, 0 if static else 1, frozenset())]
