"""Gunicorn workers of uvicorn: what their ``CONFIG_KWARGS`` hold."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .classes import Classes
from .contents import Contents, Entry
from .mappings import Mappings
from .names import Names
from .scopes import Scope, Structure
from .server_arguments import Given, display
from .server_configurations import Builder, ServerConfiguration, class_of
from .values import string

#: Modules whose classes are gunicorn workers that take ``CONFIG_KWARGS``.
MODULES = ("uvicorn.workers.", "uvicorn_worker.")
_KWARGS = "CONFIG_KWARGS"


class _Change(NamedTuple):
    """Something that is done to the dictionary after it was made."""

    #: The worker class of the file, None for one of the library.
    cls: ast.ClassDef | None
    given: Given
    node: ast.AST
    scope: Scope
    statement: ast.stmt


class ServerWorkers:
    """Finds the configurations of workers in one module."""

    def __init__(
        self, structure: Structure, names: Names, mappings: Mappings, builder: Builder,
        classes: Callable[[], Classes],
    ) -> None:
        self._structure = structure
        self._names = names
        self._mappings = mappings
        self._builder = builder
        self._classes = classes

    def collect(self) -> Iterator[ServerConfiguration]:
        """Every configuration, in no particular order."""
        changes = [*self._updates(), *self._items(), *self._assignments()]
        for change in changes:
            yield self._builder.configuration(
                "worker", change.given, change.node, change.scope, change.statement)
        for cls, _ in self._structure.classes:
            if self.is_worker(cls):
                yield from self._of_class(
                    cls, [change for change in changes if change.cls is cls])

    def is_worker(self, cls: ast.ClassDef) -> bool:
        """Whether a class of the file is a worker of uvicorn."""
        return any(path.startswith(MODULES) for path in self._classes().base_paths(cls))

    def _of_class(
        self, cls: ast.ClassDef, changes: list[_Change]
    ) -> Iterator[ServerConfiguration]:
        """``CONFIG_KWARGS`` in the body of a worker class."""
        inner = self._structure.scopes[cls]
        bindings = [b for b in inner.bindings.get(_KWARGS, ()) if b.kind != "annotation"]
        if len(bindings) != 1 or bindings[0].kind != "assignment":
            return
        value, statement = bindings[0].value, bindings[0].statement
        if value is None or statement is None:
            return
        contents = self._mappings.contents(value, inner, statement)
        for change in changes:
            for name in change.given.contents.possible:
                contents.doubt(name)
            # An update with something unknown, or another dictionary.
            contents.complete = contents.complete and bool(change.given.contents.possible)
        yield self._builder.configuration(
            "worker", Given(contents, None, holder=display(value, inner)),
            bindings[0].node, inner, statement)

    def _updates(self) -> Iterator[_Change]:
        """``UvicornWorker.CONFIG_KWARGS.update(…)``: changes a base class for all workers."""
        for call, scope, statement in self._structure.calls_named(("update", "setdefault")):
            function = call.func
            if not isinstance(function, ast.Attribute):
                continue
            found = self._owner(function.value, scope)
            if found is None:
                continue
            contents = Contents()
            if function.attr == "update":
                contents = self._mappings.updating(call, scope, statement)
            elif len(call.args) == 2:
                name = string(call.args[0], scope)
                if name is not None:
                    contents.set(Entry(name, call.args[1], call.args[0], scope, statement))
            yield _Change(found[0], _further(contents), call, scope, statement)

    def _items(self) -> Iterator[_Change]:
        """``CONFIG_KWARGS["ws_max_size"] = …``."""
        for subscript, scope, statement in self._structure.subscripts:
            if not isinstance(subscript.ctx, ast.Store) or not isinstance(statement, ast.Assign):
                continue
            found = self._owner(subscript.value, scope)
            if found is None or subscript not in statement.targets:
                continue
            contents = Contents()
            name = string(subscript.slice, scope)
            if name is not None:
                contents.set(Entry(name, statement.value, subscript, scope, statement))
            yield _Change(found[0], _further(contents), subscript, scope, statement)

    def _assignments(self) -> Iterator[_Change]:
        """``Worker.CONFIG_KWARGS = {…}`` after the class."""
        for chain, scope, statement in self._structure.chains:
            if not isinstance(chain.ctx, ast.Store) or not isinstance(statement, ast.Assign):
                continue
            found = self._owner(chain, scope)
            if found is not None and chain in statement.targets:
                contents = self._mappings.contents(statement.value, scope, statement)
                given = Given(contents, None, holder=display(statement.value, scope))
                yield _Change(found[0], given, chain, scope, statement)

    def _owner(
        self, node: ast.expr, scope: Scope
    ) -> tuple[ast.ClassDef | None] | None:
        """The worker class whose ``CONFIG_KWARGS`` an expression is; None if it is none."""
        if isinstance(node, ast.Name):
            cls = scope.node
            return (cls,) if node.id == _KWARGS and isinstance(
                cls, ast.ClassDef) and self.is_worker(cls) else None
        if not isinstance(node, ast.Attribute) or node.attr != _KWARGS:
            return None
        found = class_of(node.value, scope)
        if found is not None:
            return (found,) if self.is_worker(found) else None
        path = self._names.path(node.value, scope) or ""
        return (None,) if path.startswith(MODULES) else None


def _further(contents: Contents) -> Given:
    """Options beside others that are not known."""
    contents.complete = False
    return Given(contents, None)
