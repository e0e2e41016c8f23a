"""Server configurations: which options a call, a worker class or a command line states."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from .contents import Contents, Entry
from .events import Reference
from .mappings import Mappings
from .names import Names
from .scopes import Scope, Structure
from .values import UNKNOWN, alternatives, setting

#: Libraries that start servers, and others whose objects start them.
LIBRARIES = frozenset({"uvicorn", "uvicorn_worker"})
STARTING = frozenset({"fastmcp", "mcp"})
RUN = frozenset({"uvicorn.run", "uvicorn.main.run"})
CONFIG = frozenset({"uvicorn.Config", "uvicorn.config.Config"})
#: Modules whose classes are gunicorn workers that take ``CONFIG_KWARGS``.
_WORKER_MODULES = ("uvicorn.workers.", "uvicorn_worker.")
#: Calls that hand all their keyword arguments to the function named first.
_PASSING_KEYWORDS = frozenset({"to_thread", "submit"})
#: Calls that hand on positional arguments alone; the function is at this position.
_PASSING_POSITIONAL = {
    "run_in_executor": 1, "run_sync": 0, "call_soon": 0, "call_soon_threadsafe": 0,
    "call_later": 1,
}


class ServerOption(NamedTuple):
    """One option as it is stated: its value, if known, and where a finding stands.

    ``path`` is the qualified name of the value, if it has one: a class, for ``ws``. ``value``
    may be ``ENVIRONMENT_TEXT``. On a command line every value is text, and there is no ``entry``.
    """

    value: object
    node: ast.AST
    path: str | None = None
    #: The values of a conditional expression, where they differ; ``value`` is unknown then.
    alternatives: tuple[object, ...] = ()
    entry: Entry | None = None


class ServerConfiguration(NamedTuple):
    """The options that one program, or one part of it, gives to uvicorn.

    ``kind`` is ``run``, ``Config``, ``worker`` (``CONFIG_KWARGS`` of a gunicorn worker class),
    ``command`` (a command line) or ``forwarder`` (a function that hands its keyword arguments
    on). An option that is missing has its default if ``complete``, and is unknown if not;
    options in ``uncertain`` are unknown in any case. ``node`` is where something is missing,
    ``holder`` the call or the dictionary in the text that can take further options.
    """

    kind: str
    options: Mapping[str, ServerOption]
    uncertain: frozenset[str]
    complete: bool
    node: ast.AST
    scope: Scope
    statement: ast.stmt
    application: ast.expr | None
    holder: ast.expr | None = None

    def cases(self) -> list[ServerConfiguration]:
        """This configuration, once for each arm of the first option that has alternatives."""
        for name, option in self.options.items():
            if option.alternatives:
                return [
                    self._replace(options={**self.options, name: option._replace(value=value)})
                    for value in option.alternatives
                ]
        return [self]

    def unknown(self, name: str) -> bool:
        """Whether the option may be stated somewhere out of sight."""
        if name in self.options:
            return self.options[name].value is UNKNOWN
        return name in self.uncertain or not self.complete


class _Given(NamedTuple):
    """The arguments that a call of uvicorn gets."""

    contents: Contents
    application: ast.expr | None
    #: Whether positional arguments can hold further options.
    stretched: bool = False
    holder: ast.expr | None = None


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
    ) -> None:
        self._structure = structure
        self._names = names
        self._mappings = mappings
        self._references = references
        self._parents = parents
        self._forwarders = forwarders

    def collect(self) -> list[ServerConfiguration]:
        """Every configuration, in no particular order."""
        return [*self._of_references(), *self._of_workers(), *self._of_worker_updates(),
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
            yield self._configuration(
                kind, self._given(call, scope, statement), call, scope, statement)
        elif isinstance(parent, ast.keyword):
            if parent.arg == "target":
                given = self._target_arguments(call, scope, statement)
                yield self._configuration(kind, given, call, scope, statement)
        elif call.args and call.args[0] is node and self._is_partial(call, scope):
            yield from self._partial(call, kind, scope, statement)
        elif node in call.args:
            passed = self._passed(call, call.args.index(node), scope, statement)
            if passed is not None:
                yield self._configuration(kind, passed, call, scope, statement)

    def _given(self, call: ast.Call, scope: Scope, statement: ast.stmt) -> _Given:
        contents = self._mappings.keywords(call, scope, statement)
        stretched = any(isinstance(argument, ast.Starred) for argument in call.args)
        application = call.args[0] if call.args and not stretched else None
        if application is None and "app" in contents.entries:
            application = contents.entries["app"].value
        return _Given(contents, application, stretched, call)

    def _target_arguments(
        self, call: ast.Call, scope: Scope, statement: ast.stmt
    ) -> _Given:
        """``Thread(target=…, args=…, kwargs=…)``, and ``Process`` alike."""
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        if None in given:
            return _Given(Contents(complete=False), None)
        contents = Contents()
        if "kwargs" in given:
            contents = self._mappings.contents(given["kwargs"], scope, statement)
        holder = self._display(given.get("kwargs"), scope)
        application = None
        arguments = given.get("args")
        stretched = arguments is not None
        if isinstance(arguments, (ast.Tuple, ast.List)):
            stretched = any(isinstance(a, ast.Starred) for a in arguments.elts)
            if arguments.elts and not stretched:
                application = arguments.elts[0]
        return _Given(contents, application, stretched, holder)

    def _display(self, node: ast.expr | None, scope: Scope) -> ast.expr | None:
        """A dictionary that is written out: ``{…}`` or ``dict(…)``."""
        if isinstance(node, ast.Dict) or (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            and node.func.id == "dict" and not scope.lookup("dict")
        ):
            return node
        return None

    def _passed(
        self, call: ast.Call, index: int, scope: Scope, statement: ast.stmt
    ) -> _Given | None:
        """``asyncio.to_thread(uvicorn.run, app, …)``, ``loop.run_in_executor`` and kin."""
        name = _last_name(call.func)
        rest = call.args[index + 1:]
        stretched = any(isinstance(argument, ast.Starred) for argument in call.args)
        application = rest[0] if rest and not stretched else None
        if name in _PASSING_KEYWORDS and index == 0:
            return _Given(self._mappings.keywords(call, scope, statement), application,
                          stretched, call)
        if _PASSING_POSITIONAL.get(name) == index:
            return _Given(Contents(), application, stretched)
        return None

    def _is_partial(self, call: ast.Call, scope: Scope) -> bool:
        return self._names.path(call.func, scope) == "functools.partial"

    def _partial(
        self, call: ast.Call, kind: str, scope: Scope, statement: ast.stmt
    ) -> Iterator[ServerConfiguration]:
        """``partial(uvicorn.run, …)``; the calls that follow add and replace arguments."""
        contents = self._mappings.keywords(call, scope, statement)
        stretched = any(isinstance(argument, ast.Starred) for argument in call.args)
        application = call.args[1] if len(call.args) > 1 and not stretched else None
        base = _Given(contents, application, stretched, call)
        parents = self._parents(statement)
        parent = parents.get(call)
        if isinstance(statement, ast.Assign) and statement.value is call and (
            len(statement.targets) == 1 and isinstance(statement.targets[0], ast.Name)
        ):
            yield from self._calls_of_partial(statement.targets[0], base, kind, scope)
            return
        outer = parents.get(parent) if isinstance(parent, ast.keyword) else parent
        if not isinstance(outer, ast.Call):
            return
        if outer.func is call:
            given = _added(base, self._given(outer, scope, statement))
        elif isinstance(parent, ast.keyword) and parent.arg == "target":
            given = _added(base, self._target_arguments(outer, scope, statement))
        else:
            further = None
            if call in outer.args:
                further = self._passed(outer, outer.args.index(call), scope, statement)
            # Passed to a function that may add arguments, but hardly replaces them.
            given = _added(base, further) if further else base._replace(stretched=True)
        yield self._configuration(kind, given, call, scope, statement)

    def _calls_of_partial(
        self, target: ast.Name, base: _Given, kind: str, scope: Scope
    ) -> Iterator[ServerConfiguration]:
        bindings = scope.lookup(target.id)
        if len(bindings) != 1:
            return
        for use, use_scope, statement in self._structure.uses.get(target.id, ()):
            if not isinstance(use, ast.Name) or use_scope.lookup(target.id) is not bindings:
                continue
            parents = self._parents(statement)
            parent = parents.get(use)
            call = parents.get(parent) if isinstance(parent, ast.keyword) else parent
            if not isinstance(call, ast.Call):
                continue
            further: _Given | None = None
            if call.func is use:
                further = self._given(call, use_scope, statement)
            elif isinstance(parent, ast.keyword) and parent.arg == "target":
                further = self._target_arguments(call, use_scope, statement)
            elif use in call.args:
                further = self._passed(call, call.args.index(use), use_scope, statement)
            if further is not None:
                yield self._configuration(
                    kind, _added(base, further), call, use_scope, statement)

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
                    isinstance(b, ast.Name) and _class_of(b.id, scope) is current
                    for b in other.bases
                ):
                    seen.add(other)
                    pending.append(other)

    def _uses_of(self, cls: ast.ClassDef, kind: str) -> Iterator[ServerConfiguration]:
        for use, scope, statement in self._structure.uses.get(cls.name, ()):
            if isinstance(use, ast.Name) and _class_of(cls.name, scope) is cls:
                yield from self._around(use, kind, scope, statement)

    def _of_workers(self) -> Iterator[ServerConfiguration]:
        """``CONFIG_KWARGS`` in the body of a worker class."""
        for cls, scope in self._structure.classes:
            if not any(
                (self._names.path(base, scope) or "").startswith(_WORKER_MODULES)
                for base in cls.bases
            ):
                continue
            inner = self._structure.scopes[cls]
            bindings = [b for b in inner.bindings.get("CONFIG_KWARGS", ())
                        if b.kind != "annotation"]
            if len(bindings) != 1 or bindings[0].kind != "assignment":
                continue
            value, statement = bindings[0].value, bindings[0].statement
            if value is not None and statement is not None:
                contents = self._mappings.contents(value, inner, statement)
                yield self._configuration(
                    "worker", _Given(contents, None, holder=self._display(value, inner)),
                    bindings[0].node, inner, statement)

    def _of_worker_updates(self) -> Iterator[ServerConfiguration]:
        """``UvicornWorker.CONFIG_KWARGS.update(…)``: changes the base class for all workers."""
        for call, scope, statement in self._structure.calls_named(("update",)):
            mapping = call.func.value if isinstance(call.func, ast.Attribute) else None
            if not isinstance(mapping, ast.Attribute) or mapping.attr != "CONFIG_KWARGS":
                continue
            path = self._names.path(mapping.value, scope) or ""
            if not path.startswith(_WORKER_MODULES):
                continue
            contents = self._mappings.keywords(call, scope, statement)
            for argument in call.args:
                contents.merge(self._mappings.contents(argument, scope, statement))
            contents.complete = False  # what the base class holds besides
            yield self._configuration("worker", _Given(contents, None), call, scope, statement)

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
                        "forwarder", _Given(contents, None), call, scope, statement)

    def _configuration(
        self, kind: str, given: _Given, node: ast.AST, scope: Scope, statement: ast.stmt
    ) -> ServerConfiguration:
        contents = given.contents
        options = {name: self._option(name, entry) for name, entry in contents.entries.items()
                   if name.startswith(("ws", "interface", "factory"))}
        return ServerConfiguration(
            kind, options, frozenset(contents.uncertain),
            contents.complete and not given.stretched and kind != "forwarder",
            node, scope, statement, given.application, given.holder)

    def _option(self, name: str, entry: Entry) -> ServerOption:
        value = setting(entry.value, entry.scope)
        path = None
        if name == "ws" and value is UNKNOWN:
            path = self._names.path(entry.value, entry.scope)
        arms = alternatives(entry.value, entry.scope) if value is UNKNOWN else ()
        return ServerOption(value, entry.node, path, arms, entry)


def _added(base: _Given, further: _Given) -> _Given:
    """Arguments with those of a later call."""
    contents = Contents()
    contents.merge(base.contents)
    contents.merge(further.contents)
    return _Given(contents, base.application or further.application,
                  base.stretched or further.stretched, base.holder)


def _class_of(name: str, scope: Scope) -> ast.AST | None:
    bindings = scope.lookup(name)
    if len(bindings) == 1 and bindings[0].kind == "class":
        return bindings[0].node
    return None


def _last_name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
