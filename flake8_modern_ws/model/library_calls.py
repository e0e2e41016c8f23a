"""Calls of the library's ``connect`` and ``serve``, under every name they go by."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from .events import Reference
from .kinds import of_call
from .names import Names
from .scopes import Scope, Structure

_ROLES = frozenset({"connecting", "serving"})
Parents = Callable[[ast.stmt], Mapping[ast.AST, ast.AST]]


class LibraryCall(NamedTuple):
    """A call, or a ``functools.partial``, of ``connect``, ``serve`` and kin.

    ``name`` is the last part of the callee's qualified name, ``implementation`` as in
    ``kinds.Kind``.
    """

    name: str
    implementation: str
    call: ast.Call
    scope: Scope
    statement: ast.stmt
    partial: bool


class LibraryCalls:
    """Finds them among the references to the library."""

    def __init__(self, structure: Structure, names: Names, parents: Parents) -> None:
        self._structure = structure
        self._names = names
        self._parents = parents

    def collect(self, references: Iterable[Reference]) -> Iterator[LibraryCall]:
        """All of them; a callee with several meanings counts if they agree."""
        for reference in references:
            found = {_meaning(path) for path in reference.paths}
            if len(found) != 1:
                continue
            meaning = found.pop()
            if meaning is None:
                continue
            name, implementation = meaning
            parent = self._parents(reference.statement).get(reference.node)
            if not isinstance(parent, ast.Call):
                continue
            if parent.func is reference.node:
                yield LibraryCall(name, implementation, parent, reference.scope,
                                  reference.statement, False)
            elif parent.args[:1] == [reference.node] and self._names.path(
                parent.func, reference.scope
            ) == "functools.partial":
                yield LibraryCall(name, implementation, parent, reference.scope,
                                  reference.statement, True)
                yield from self._calls_of_partial(name, implementation, parent, reference)

    def _calls_of_partial(
        self, name: str, implementation: str, partial: ast.Call, reference: Reference
    ) -> Iterator[LibraryCall]:
        """Calls of the variable that holds a partial."""
        statement = reference.statement
        if not isinstance(statement, ast.Assign) or statement.value is not partial:
            return
        for target in statement.targets:
            if not isinstance(target, ast.Name):
                continue
            for call, scope, where in self._structure.calls_named((target.id,)):
                if isinstance(call.func, ast.Name):
                    bindings = scope.lookup(target.id)
                    if len(bindings) == 1 and bindings[0].node is target:
                        yield LibraryCall(name, implementation, call, scope, where, True)


def _meaning(path: str) -> tuple[str, str] | None:
    kind = of_call(path)
    last = path.rpartition(".")[2]
    if kind is None or (kind.role not in _ROLES and kind.implementation != "sync"):
        return None
    if kind.role not in _ROLES and not last.endswith(("connect", "serve", "route")):
        return None
    return last, kind.implementation
