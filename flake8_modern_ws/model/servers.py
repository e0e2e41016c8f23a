"""Servers: which options a call of uvicorn, a worker class or a forwarder states."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping

from .classes import Classes
from .events import Reference
from .mappings import Mappings
from .names import Names
from .scopes import Scope, Structure
from .server_arguments import Given, ServerArguments
from .server_configurations import Builder, ServerConfiguration, class_of
from .server_objects import CONFIG, ServerObjects
from .server_workers import ServerWorkers

#: Libraries that start servers, and others whose objects start them.
LIBRARIES = frozenset({"uvicorn", "uvicorn_worker"})
STARTING = frozenset({"fastmcp", "mcp"})
RUN = frozenset({"uvicorn.run", "uvicorn.main.run"})


def imports_by_name(text: str) -> bool:
    """Whether a file may import uvicorn by a string, as ``import_module`` takes it."""
    return ("import_module" in text or "__import__" in text) and (
        '"uvicorn"' in text or "'uvicorn'" in text)


class Servers:
    """Finds the configurations of uvicorn that one module states in Python calls."""

    def __init__(
        self,
        structure: Structure,
        names: Names,
        mappings: Mappings,
        references: Iterable[Reference],
        parents: Callable[[ast.stmt], Mapping[ast.AST, ast.AST]],
        forwarders: frozenset[str],
        classes: Callable[[], Classes],
    ) -> None:
        self._structure = structure
        self._names = names
        self._mappings = mappings
        self._references = references
        self._parents = parents
        self._forwarders = forwarders
        self._arguments = ServerArguments(mappings)
        self._builder = Builder(structure, names, classes)
        self._configuration = self._builder.configuration
        self._workers = ServerWorkers(structure, names, mappings, self._builder, classes)
        self._objects = ServerObjects(
            structure, names, self._builder, classes, self._workers.is_worker)

    def collect(self) -> list[ServerConfiguration]:
        """Every configuration, in no particular order."""
        called = [*self._of_references(), *self._of_initializers()]
        return [*self._objects.applied(called), *self._workers.collect(),
                *self._of_dictionaries()]

    def _of_references(self) -> Iterator[ServerConfiguration]:
        for reference in self._references:
            if len(reference.paths) != 1:
                continue
            kind = self._kind(reference.paths[0])
            if kind is None:
                continue
            yield from self._around(
                reference.node, kind, reference.scope, reference.statement)
            if kind == "Config" and isinstance(reference.statement, ast.ClassDef):
                for name in self._subclasses(reference.statement, reference.node):
                    yield from self._uses_of(name, kind)

    def _kind(self, path: str) -> str | None:
        if path in RUN:
            return "run"
        if path in CONFIG:
            return "Config"
        return "forwarder" if path in self._forwarders else None

    def _around(
        self, node: ast.expr, kind: str, scope: Scope, statement: ast.stmt
    ) -> Iterator[ServerConfiguration]:
        """What the expression around a reference does with it."""
        parents = self._parents(statement)
        parent = parents.get(node)
        call = parents.get(parent) if isinstance(parent, ast.keyword) else parent
        if not isinstance(call, ast.Call):
            return
        if call.func is node:
            given = self._arguments.of_call(call, scope, statement)
            yield self._configuration(kind, given, call, scope, statement)
        elif call.args and call.args[0] is node and self._is_partial(call, scope):
            yield from self._partial(call, kind, scope, statement)
        else:
            handed = self._arguments.handed(node, parent, call, scope, statement)
            if handed is not None:
                yield self._configuration(kind, handed, call, scope, statement)

    def _of_initializers(self) -> Iterator[ServerConfiguration]:
        """``super().__init__(…)`` in a subclass of ``Config``."""
        for call, skipped, scope, statement in self._objects.initializers():
            given = self._arguments.of_call(call, scope, statement, skipped)
            yield self._configuration("Config", given, call, scope, statement)

    def _is_partial(self, call: ast.Call, scope: Scope) -> bool:
        return self._names.path(call.func, scope) == "functools.partial"

    def _partial(
        self, call: ast.Call, kind: str, scope: Scope, statement: ast.stmt
    ) -> Iterator[ServerConfiguration]:
        """``partial(uvicorn.run, …)``; the calls that follow add and replace arguments."""
        base = self._arguments.of_call(call, scope, statement, 1)
        if isinstance(statement, ast.Assign) and statement.value is call and (
            len(statement.targets) == 1 and isinstance(statement.targets[0], ast.Name)
        ):
            yield from self._calls_of_partial(statement.targets[0], base, kind, scope, statement)
            return
        parents = self._parents(statement)
        given = self._given_to(call, call, parents, base, scope, statement)
        # Passed to a function that may add arguments, but hardly replaces them.
        yield self._configuration(
            kind, given or base._replace(stretched=True), call, scope, statement)

    def _given_to(
        self, node: ast.expr, outer: ast.expr, parents: Mapping[ast.AST, ast.AST], base: Given,
        scope: Scope, statement: ast.stmt,
    ) -> Given | None:
        """The arguments of a partial with those of the call around one use of it."""
        parent = parents.get(node)
        call = parents.get(parent) if isinstance(parent, ast.keyword) else parent
        if not isinstance(call, ast.Call):
            return None
        if call.func is node:
            further: Given | None = self._arguments.of_call(call, scope, statement)
        elif call.args and call.args[0] is node and self._is_partial(call, scope):
            further = self._arguments.of_call(call, scope, statement, 1)._replace(stretched=True)
        else:
            further = self._arguments.handed(node, parent, call, scope, statement)
        return None if further is None else base.added(further)

    def _calls_of_partial(
        self, target: ast.Name, base: Given, kind: str, scope: Scope, made: ast.stmt
    ) -> Iterator[ServerConfiguration]:
        bindings = scope.lookup(target.id)
        understood = False
        for use, use_scope, statement in self._structure.uses.get(target.id, ()):
            if not isinstance(use, ast.Name) or use_scope.lookup(target.id) is not bindings:
                continue
            parents = self._parents(statement)
            given = self._given_to(use, use, parents, base, use_scope, statement)
            if given is not None and len(bindings) == 1:
                understood = True
                node = parents[use]
                node = parents[node] if isinstance(node, ast.keyword) else node
                yield self._configuration(kind, given, node, use_scope, statement)
        if not understood:  # others call it, and hardly replace what is set here
            yield self._configuration(
                kind, base._replace(stretched=True), made, scope, made)

    def _subclasses(self, cls: ast.ClassDef, base: ast.expr) -> Iterator[ast.ClassDef]:
        """The class, and what derives from it, while none has an ``__init__`` of its own."""
        if base not in cls.bases:
            return
        pending, seen = [cls], {cls}
        while pending:
            current = pending.pop()
            if current.decorator_list or current.keywords or any(
                isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef))
                and part.name in ("__init__", "__new__") for part in current.body
            ):
                continue
            yield current
            for other, scope in self._structure.classes:
                if other not in seen and any(
                    class_of(b, scope) is current for b in other.bases
                ):
                    seen.add(other)
                    pending.append(other)

    def _uses_of(self, cls: ast.ClassDef, kind: str) -> Iterator[ServerConfiguration]:
        for use, scope, statement in self._structure.uses.get(cls.name, ()):
            if class_of(use, scope) is cls:
                yield from self._around(use, kind, scope, statement)

    def _of_dictionaries(self) -> Iterator[ServerConfiguration]:
        """``uvicorn_config={…}``, as FastMCP's ``run`` and its variants take it."""
        for call, scope, statement in self._structure.calls_named(
            ("run", "run_async", "run_http_async", "run_sse_async",
             "run_streamable_http_async")
        ):
            for keyword in call.keywords:
                if keyword.arg == "uvicorn_config":
                    contents = self._mappings.contents(keyword.value, scope, statement)
                    yield self._configuration(
                        "forwarder", Given(contents, None), call, scope, statement)
