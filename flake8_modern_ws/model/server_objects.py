"""What is assigned to attributes of ``uvicorn.Config`` objects after they were made."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .annotations import parse
from .blocks import Blocks
from .classes import Classes
from .contents import Contents, Entry
from .names import Names
from .scopes import Binding, Scope, Structure
from .server_arguments import Given
from .server_configurations import Builder, ServerConfiguration, is_option
from .values import string

CONFIG = frozenset({"uvicorn.Config", "uvicorn.config.Config"})
_SERVER = frozenset({"uvicorn.Server", "uvicorn.server.Server"})
#: How many names an object may pass through.
_DEPTH = 5


class _Write(NamedTuple):
    """One assignment. ``entry`` is None if it is not known which option gets a value."""

    entry: Entry | None
    node: ast.AST
    base: ast.expr
    scope: Scope
    statement: ast.stmt
    #: The call that made the object; None if that is not in sight.
    made_by: ast.Call | None


class ServerObjects:
    """Finds the assignments of one module, and what they make of its configurations."""

    def __init__(
        self, structure: Structure, names: Names, builder: Builder,
        classes: Callable[[], Classes], is_worker: Callable[[ast.ClassDef], bool],
    ) -> None:
        self._structure = structure
        self._names = names
        self._builder = builder
        self._classes = classes
        self._is_worker = is_worker
        self._blocks = Blocks(structure)
        #: The call of the base's ``__init__`` by the function that it stands in.
        self._initialized: dict[Scope, ast.Call] = {}

    def initializers(self) -> Iterator[tuple[ast.Call, int, Scope, ast.stmt]]:
        """``super().__init__(…)`` in subclasses of ``Config``, and how many of the positional
        arguments stand before the application."""
        for call, scope, statement in self._structure.calls_named(("__init__",)):
            function = call.func
            owner = self._classes().of_method(scope)
            if owner is None or not isinstance(function, ast.Attribute) or not any(
                self._names.path(base, self._structure.scopes[owner].parent or scope) in CONFIG
                for base in owner.bases
            ):
                continue
            base = function.value
            is_super = isinstance(base, ast.Call) and isinstance(base.func, ast.Name) and (
                base.func.id == "super")
            if is_super or self._names.path(base, scope) in CONFIG:
                self._initialized[scope] = call
                yield call, 0 if is_super else 1, scope, statement

    def applied(
        self, configurations: list[ServerConfiguration]
    ) -> Iterator[ServerConfiguration]:
        """The configurations with what is assigned, and those of objects from elsewhere."""
        made: dict[ast.AST, list[_Write]] = {}
        others: dict[tuple[object, ...], list[_Write]] = {}
        known = {configuration.node for configuration in configurations}
        for write in self._writes():
            if write.made_by is not None and write.made_by in known:
                made.setdefault(write.made_by, []).append(write)
            else:
                block = self._blocks.position(write.statement)
                others.setdefault((write.scope, block, ast.dump(write.base)), []).append(write)
        for configuration in configurations:
            writes = made.get(configuration.node) if configuration.kind == "Config" else None
            yield self._changed(configuration, writes) if writes else configuration
        for same in others.values():
            contents = Contents(complete=False)
            for write in same:
                if write.entry is not None:
                    contents.set(write.entry)
            yield self._builder.configuration(
                "Config", Given(contents, None), same[0].node, same[0].scope, same[0].statement)

    def _changed(
        self, configuration: ServerConfiguration, writes: list[_Write]
    ) -> ServerConfiguration:
        options, uncertain = dict(configuration.options), set(configuration.uncertain)
        complete = configuration.complete
        around = self._blocks.around(configuration.statement)
        for write in sorted(writes, key=lambda w: (w.statement.lineno, w.statement.col_offset)):
            entry = write.entry
            if entry is None:
                options.clear()
                complete = False
            elif write.scope is configuration.scope and (
                write.statement.lineno > configuration.statement.lineno
                and self._blocks.position(write.statement) in around
            ):
                options[entry.name] = self._builder.option(entry)
                uncertain.discard(entry.name)
            else:
                options.pop(entry.name, None)
                uncertain.add(entry.name)
        return configuration._replace(
            options=options, uncertain=frozenset(uncertain), complete=complete)

    def _writes(self) -> Iterator[_Write]:
        for node, scope, statement in self._structure.chains:
            if isinstance(node.ctx, ast.Store) and is_option(node.attr):
                value: ast.expr = node  # unknown, as what an augmented assignment gives
                if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value and (
                    node in getattr(statement, "targets", [getattr(statement, "target", None)])
                ):
                    value = statement.value
                entry = Entry(node.attr, value, node, scope, statement)
                yield from self._write(entry, node, node.value, scope, statement)
        for call, scope, statement in self._structure.calls_named(("setattr",)):
            if len(call.args) != 3 or not isinstance(call.func, ast.Name):
                continue
            base, key, value = call.args
            name = string(key, scope)
            if name is None:
                yield from self._write(None, call, base, scope, statement)
            elif is_option(name):
                entry = Entry(name, value, key, scope, statement)
                yield from self._write(entry, call, base, scope, statement)

    def _write(
        self, entry: Entry | None, node: ast.AST, base: ast.expr, scope: Scope,
        statement: ast.stmt,
    ) -> Iterator[_Write]:
        found, made_by = self._origin(base, scope)
        if found:
            yield _Write(entry, node, base, scope, statement, made_by)

    def _origin(self, node: ast.expr, scope: Scope) -> tuple[bool, ast.Call | None]:
        """Whether an expression is a ``Config``, and the call that made it, if in sight."""
        for _ in range(_DEPTH):
            if isinstance(node, ast.NamedExpr):
                node = node.value
            elif isinstance(node, ast.Call):
                return self._is_class(node.func, scope, CONFIG), node
            elif isinstance(node, ast.Attribute):
                step = self._attribute(node, scope)
                if step is None:
                    return False, None
                if step[0] is None:
                    return True, None
                node, scope = step[0], step[1]
            elif isinstance(node, ast.Name):
                owner = self._classes().self_class(node.id, scope)
                if owner is not None:
                    return self._derives(owner, CONFIG), self._initialized.get(scope)
                binding = _only(node, scope)
                if binding is None:
                    return False, None
                if binding.kind == "parameter":
                    return self._annotated(binding, CONFIG), None
                if binding.kind not in ("assignment", "walrus") or binding.value is None:
                    return False, None
                node, scope = binding.value, binding.scope
            else:
                break
        return False, None

    def _attribute(
        self, node: ast.Attribute, scope: Scope
    ) -> tuple[ast.expr | None, Scope] | None:
        """What an attribute stands for: an expression, or a ``Config`` from elsewhere."""
        classes = self._classes()
        base = node.value
        owner = classes.self_class(base.id, scope) if isinstance(base, ast.Name) else None
        if owner is not None:
            stores = classes.stores(owner, node.attr)
            if len(stores) == 1 and stores[0].value is not None and not stores[0].place:
                return stores[0].value, stores[0].scope
            inherited = node.attr == "config" and not stores and (
                self._is_worker(owner) or self._derives(owner, _SERVER))
            return (None, scope) if inherited else None
        if node.attr != "config":
            return None
        if isinstance(base, ast.Name):
            binding = _only(base, scope)
            if binding is None:
                return None
            if binding.kind == "parameter":
                return (None, scope) if self._annotated(binding, _SERVER) else None
            base, scope = binding.value or base, binding.scope
        if not isinstance(base, ast.Call) or not self._is_class(base.func, scope, _SERVER):
            return None
        given = base.args[:1] or [k.value for k in base.keywords if k.arg == "config"]
        return (given[0], scope) if given else None

    def _is_class(self, node: ast.expr, scope: Scope, paths: frozenset[str]) -> bool:
        if self._names.path(node, scope) in paths:
            return True
        binding = _only(node, scope) if isinstance(node, ast.Name) else None
        cls = None if binding is None else binding.node
        return isinstance(cls, ast.ClassDef) and self._derives(cls, paths)

    def _derives(self, cls: ast.ClassDef, paths: frozenset[str]) -> bool:
        return any(path in paths for path in self._classes().base_paths(cls))

    def _annotated(self, binding: Binding, paths: frozenset[str]) -> bool:
        annotation = binding.annotation
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            annotation = parse(annotation, ())
        return annotation is not None and self._is_class(annotation, binding.scope, paths)


def _only(node: ast.Name, scope: Scope) -> Binding | None:
    bindings = [b for b in scope.lookup(node.id) if b.kind != "annotation"]
    return bindings[0] if len(bindings) == 1 else None
