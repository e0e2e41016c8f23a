"""Compatibility code: ``try``/``except`` fallbacks and tests of a library's version."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import NamedTuple

from .events import ImportedName
from .names import Names, chain
from .scopes import Block, Scope, Structure
from .values import string

_CAUGHT = frozenset({
    "ImportError", "ModuleNotFoundError", "AttributeError", "Exception", "BaseException",
})
_VERSION_CALLS = frozenset({
    "importlib.metadata.version", "importlib_metadata.version", "importlib.metadata.distribution",
    "importlib.util.find_spec", "pkg_resources.get_distribution", "pkg_resources.require",
})


class Guard(NamedTuple):
    """What protects a statement.

    ``kind`` is ``fallback`` (an ``except`` clause; ``tried`` are the paths that its ``try``
    body imports or reaches) or ``version`` (a branch of a test of the library's version).
    """

    kind: str
    tried: tuple[str, ...]


class Guards:
    """Answers which guard a statement stands under."""

    def __init__(
        self, structure: Structure, names: Names, imported: Iterable[ImportedName]
    ) -> None:
        self._structure = structure
        self._names = names
        self._known: dict[ast.stmt, tuple[Guard, ...]] = {}
        self._imported: dict[ast.stmt, list[ImportedName]] = {}
        for item in imported:
            self._imported.setdefault(item.statement, []).append(item)

    def of(self, statement: ast.stmt, scope: Scope) -> tuple[Guard, ...]:
        """The guards around a statement, innermost first."""
        known = self._known.get(statement)
        if known is not None:
            return known
        guards: list[Guard] = []
        block: Block = statement
        while True:
            position = self._structure.positions.get(block)
            if position is None:
                break
            parent = position.parent
            if isinstance(parent, ast.ExceptHandler) and _catches_absence(parent):
                attempt = self._structure.positions[parent].parent
                tried = tuple(self._tried(attempt.body))  # type: ignore[union-attr]
                if tried:
                    guards.append(Guard("fallback", tried))
            elif isinstance(parent, ast.If) and self.tests_version(parent.test, scope):
                guards.append(Guard("version", ()))
            block = parent
        self._known[statement] = tuple(guards)
        return self._known[statement]

    def _tried(self, body: list[ast.stmt]) -> Iterable[str]:
        pending: list[ast.stmt] = list(body)
        while pending:
            statement = pending.pop()
            for item in self._imported.get(statement, ()):
                yield item.path
            for field in ("body", "orelse"):
                pending.extend(getattr(statement, field, ()))

    def tests_version(self, test: ast.expr, scope: Scope) -> bool:
        """Whether an expression depends on which version of a library is installed."""
        for node in ast.walk(test):
            if isinstance(node, (ast.Name, ast.Attribute)):
                paths = self._names.paths(node, scope)
                if paths and all(_is_version(path) for path in paths):
                    return True
                base, _ = chain(node)
                if isinstance(base, ast.Name) and self._is_flag(base, scope):
                    return True
            elif isinstance(node, ast.Call) and self._asks_version(node, scope):
                return True
        return False

    def _is_flag(self, name: ast.Name, scope: Scope) -> bool:
        """A name that holds the version, or the outcome of a test of it."""
        for binding in scope.lookup(name.id):
            value = binding.value
            if binding.kind != "assignment" or value is None:
                continue
            for node in ast.walk(value):
                if isinstance(node, ast.Call) and self._asks_version(node, binding.scope):
                    return True
                if isinstance(node, (ast.Name, ast.Attribute)):
                    paths = self._names.paths(node, binding.scope)
                    if paths and all(_is_version(path) for path in paths):
                        return True
        return False

    def _asks_version(self, call: ast.Call, scope: Scope) -> bool:
        path = self._names.path(call.func, scope)
        if path in _VERSION_CALLS and call.args:
            argument = string(call.args[0], scope)
            return argument is not None and argument.partition(".")[0] == "websockets"
        if isinstance(call.func, ast.Name) and call.func.id == "hasattr" and call.args:
            owner = self._names.path(call.args[0], scope)
            return owner is not None and owner.partition(".")[0] == "websockets"
        return False


def _catches_absence(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(chain(t)[1][-1:] == [n] or getattr(t, "id", None) == n
               for t in types for n in _CAUGHT)


def _is_version(path: str) -> bool:
    return path in ("websockets.__version__", "websockets.version") or path.startswith(
        "websockets.version.")
