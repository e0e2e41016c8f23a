"""Kinds of exceptions, and of other objects, by the types that a clause or a test names."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod

from . import kinds, python_exceptions
from .kinds import Kind, join
from .names import Names
from .scopes import Scope


class CaughtKinds(ABC):
    """The part of the inference that looks at ``except X`` and ``isinstance(x, X)``."""

    _names: Names

    @abstractmethod
    def _base_kind(self, owner: ast.ClassDef) -> Kind | None: ...

    def _caught(self, node: ast.expr | None, scope: Scope, depth: int = 8) -> Kind | None:
        """The kind of an exception, or of an object, by the types of a clause or a test."""
        if node is None or depth <= 0:
            return None
        if python_exceptions.is_plain(node, scope, self._names):
            return Kind("exception", path=kinds.OF_PYTHON)
        if isinstance(node, ast.Tuple):
            return join([self._caught(item, scope, depth - 1) for item in node.elts
                         if not python_exceptions.is_bare(item, scope, self._names)] or [
                             Kind("exception", path=kinds.OF_PYTHON)])
        paths = self._names.paths(node, scope)
        if paths:
            return join([kinds.of_class(path) for path in paths])
        if isinstance(node, ast.Name):
            values = scope.lookup(node.id)
            if len(values) == 1 and values[0].kind == "assignment":
                return self._caught(values[0].value, values[0].scope, depth - 1)
            if len(values) == 1 and isinstance(values[0].node, ast.ClassDef):
                return self._base_kind(values[0].node) or Kind("instance", node=values[0].node)
        return None

    def _raises(self, types: ast.expr | None, scope: Scope) -> Kind:
        """``pytest.raises(X)`` and its like: entered, it keeps the exception of its body."""
        return Kind("manager", element=Kind("raised", element=self._caught(types, scope)))
