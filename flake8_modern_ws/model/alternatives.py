"""Imports that only run where another import of the library failed, which it never does."""

from __future__ import annotations

import ast

from .installed import LIBRARY, Exists
from .scopes import Binding, Structure
from .surroundings import cannot_fail

#: Newer than any release.
_LATEST = "999"


class Alternatives:
    """Tells which bindings a name never gets, whichever release is installed.

    ``try: from websockets.legacy.client import connect`` binds the legacy function, whatever
    the ``except ImportError`` below imports instead. What only some releases have leaves both.
    """

    def __init__(self, structure: Structure, exists: Exists, oldest: str) -> None:
        self._structure = structure
        self._exists = exists
        self._releases = oldest, _LATEST
        self._succeeding: dict[ast.AST, bool] = {}

    def is_unreached(self, binding: Binding) -> bool:
        """Whether a binding stands in an ``except`` clause of imports that succeed."""
        if binding.kind != "import" or binding.statement is None or (
            (binding.path or "").partition(".")[0] != LIBRARY
        ):
            return False
        positions = self._structure.positions
        position = positions.get(binding.statement)
        if position is None or not isinstance(position.parent, ast.ExceptHandler):
            return False
        attempt = positions[position.parent].parent
        if attempt not in self._succeeding:
            self._succeeding[attempt] = self._succeeds(attempt)
        return self._succeeding[attempt]

    def _succeeds(self, attempt: ast.AST) -> bool:
        body: list[ast.stmt] = getattr(attempt, "body", [])
        return bool(body) and all(
            cannot_fail(statement, True) and all(
                self.is_always_there(path) for path in _paths(statement))
            for statement in body)

    def is_always_there(self, path: str | None) -> bool:
        """Whether every release has a path of the library."""
        return path is not None and path.partition(".")[0] == LIBRARY and (
            path == LIBRARY or all(self._exists(path, release) for release in self._releases))


def _paths(statement: ast.stmt) -> list[str | None]:
    """What a statement imports; None for what is relative, a star or looked up."""
    if isinstance(statement, ast.Import):
        return [alias.name for alias in statement.names]
    if isinstance(statement, ast.ImportFrom):
        if statement.level or statement.module is None:
            return [None]
        return [None if alias.name == "*" else f"{statement.module}.{alias.name}"
                for alias in statement.names]
    value = getattr(statement, "value", None)
    return [None] if isinstance(value, ast.Attribute) else []
