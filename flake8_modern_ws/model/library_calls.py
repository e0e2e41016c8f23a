"""Calls of the library's ``connect`` and ``serve``, under every name they go by."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from .classes import Classes
from .events import Reference
from .kinds import common_implementation, of_call
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
    #: Whether the arguments may be completed elsewhere: a partial, or a subclass.
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
            meaning = _agreed({_meaning(path) for path in reference.paths})
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

    def of_subclasses(self, classes: Classes) -> Iterator[LibraryCall]:
        """Calls of classes of the file that inherit from ``connect`` or ``serve``."""
        for node, _ in self._structure.classes:
            if not node.bases:
                continue
            found = {_meaning(path) for base in (node, *classes.lineage(node))
                     for path in classes.base_paths(base)}
            meaning = _agreed(found - {None})
            if meaning is None:
                continue
            name, implementation = meaning
            own = classes.method(node, "__init__")
            if own is None:
                for call, where, statement in self._structure.calls_named((node.name,)):
                    bindings = where.lookup(node.name)
                    if isinstance(call.func, ast.Name) and [
                        b.node for b in bindings
                    ] == [node]:
                        yield LibraryCall(name, implementation, call, where, statement, True)
            for call, where, statement in self._structure.calls_named(("__init__",)):
                if classes.of_method(where) is node and _calls_super(call):
                    yield LibraryCall(name, implementation, call, where, statement, True)

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


def _agreed(meanings: Set[tuple[str, str] | None]) -> tuple[str, str] | None:
    """What several meanings of a callee have in common: one name, and an implementation.

    ``connect`` and ``unix_connect`` have their arguments in common.
    """
    found: tuple[str, str] | None = None
    for meaning in meanings:
        if meaning is None:
            return None
        name = meaning[0]
        if found is not None and found[0] != name:
            name = name.removeprefix("unix_")
            if found[0].removeprefix("unix_") != name:
                return None
        implementation = common_implementation((found or meaning)[1], meaning[1])
        if implementation is None:
            return None
        found = name, implementation
    return found


def _calls_super(call: ast.Call) -> bool:
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    return (isinstance(owner, ast.Call) and isinstance(owner.func, ast.Name)
            and owner.func.id == "super")


def _meaning(path: str) -> tuple[str, str] | None:
    kind = of_call(path)
    last = path.rpartition(".")[2]
    if kind is None or (kind.role not in _ROLES and kind.implementation != "sync"):
        return None
    if kind.role not in _ROLES and not last.endswith(("connect", "serve", "route")):
        return None
    return last, kind.implementation
