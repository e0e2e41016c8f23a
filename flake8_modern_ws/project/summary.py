"""What one file that uses the library has that may matter in another."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..model.handlers import HOOKS
from ..model.kinds import Kind, of_call
from ..model.linked import CALLED, Served
from ..model.module import Model
from ..model.names import chain
from ..model.scopes import FunctionNode, Scope
from .callees import LIBRARY, Callee, called, instance_of, path_of

_SERVE_NAMES = frozenset({"serve", "unix_serve", "Serve"})
_ROLES = frozenset({"connection", "server", "exception", "connecting", "serving", "object"})
_ENTERING = frozenset({"__aenter__", "__enter__", "__call__"})
#: Expressions that may be an object of the library.
_OBJECTS = ast.Name, ast.Attribute, ast.Call, ast.Await, ast.Subscript, ast.IfExp, ast.BoolOp
_WRAPPING = frozenset({"container", "awaitable", "manager"})
#: How many names and partials a handler may pass through.
_DEPTH = 4


class ClassSummary(NamedTuple):
    """A class: its bases as they are written, and its attributes of the library's kinds.

    With ``()`` behind their names, methods: what calls of them give.
    """

    bases: tuple[str, ...]
    attributes: Mapping[str, Kind]


class Handed(NamedTuple):
    """What a call of ``serve`` gets that another file defines.

    ``path`` is a path of imported names, or a class of the file itself, of which others may be
    derived; ``method`` is one of an instance of what it names, ``()`` what a call of it gives.
    """

    path: str
    method: str
    served: Served


class Summary(NamedTuple):
    """One file. Holds no node of its tree."""

    path: str
    classes: Mapping[str, ClassSummary] = {}
    #: What calls of its functions give, before any ``await``.
    results: Mapping[str, Kind] = {}
    #: What its variables are.
    values: Mapping[str, Kind] = {}
    handed: tuple[Handed, ...] = ()
    #: What it passes connections to.
    passed: tuple[Callee, ...] = ()


def exports_of(model: Model) -> dict[str, str]:
    """Names of the module that always mean one thing of the library."""
    module = model.structure.module
    found: dict[str, str] = {}
    for name in module.bindings:
        paths = model.names.name_paths(name, module)
        if len(paths) == 1 and (paths[0] + ".").startswith(LIBRARY + "."):
            found[name] = paths[0]
    return found


def summarise(path: str, model: Model, taken: frozenset[str] | None = None) -> Summary:
    """The summary of a file; of its own names those that others take, or all."""
    own = _Own(path, model, taken)
    return Summary(path, dict(own.classes()), dict(own.results()), dict(own.values()),
                   tuple(_handed(model)), tuple(dict.fromkeys(_passed(model))))


def class_key(path: str, name: str) -> str:
    """What a class of the project is called in kinds."""
    return f"{path}:{name}"


class _Own:
    """What a file defines that others may take."""

    def __init__(self, path: str, model: Model, taken: frozenset[str] | None) -> None:
        self._path = path
        self._model = model
        self._taken = taken
        self._module = model.structure.module

    def _is_alone(self, name: str, scope: Scope) -> bool:
        return scope.kind == "module" and len(scope.bindings.get(name, ())) == 1

    def _is_taken(self, name: str) -> bool:
        return self._taken is None or name in self._taken

    def classes(self) -> Iterator[tuple[str, ClassSummary]]:
        """Classes of the module: those that others take, or what leads to them."""
        model = self._model
        if self._taken is not None and not self._taken:
            return
        wanted = {node.name for node, _ in model.structure.classes if self._is_taken(node.name)}
        derived = {base.id for node, _ in model.structure.classes for base in node.bases
                   if isinstance(base, ast.Name)}
        every = self._taken is None or bool(self._taken - wanted)  # made by what others take
        for node, scope in model.structure.classes:
            if not self._is_alone(node.name, scope) or not (
                every or node.name in wanted or node.name in derived or self._is_held(node.name)
            ):
                continue
            attributes = {}
            methods = {name: bindings[-1].node for name, bindings
                       in model.scope_of(node).bindings.items()}
            for name in sorted({*model.kinds.classes.attributes(node), *methods}):
                kind = self._told(model.kinds.attribute(node, name))
                if kind is not None:
                    attributes[name] = kind
            for name, method in methods.items():
                if name in attributes or not isinstance(
                    method, (ast.FunctionDef, ast.AsyncFunctionDef)
                ) or not self._gives(method, name):
                    continue
                kind = self._told(model.kinds.result(method))
                if kind is not None:
                    attributes[name + CALLED] = kind
            bases = tuple(path for path in (path_of(base, scope, model) for base in node.bases)
                          if path is not None)
            if attributes or bases:
                yield node.name, ClassSummary(bases, attributes)

    def _is_held(self, name: str) -> bool:
        """Whether the file names a class of its own: an attribute, or a result, may be one."""
        return name in self._model.structure.uses

    def _gives(self, method: FunctionNode, name: str) -> bool:
        """Whether a call of a method may give something that is worth knowing."""
        if name.startswith("__") and name not in _ENTERING:
            return False
        return method.returns is not None or bool(method.decorator_list) or any(
            isinstance(node.value, _OBJECTS)
            for node, _ in self._model.structure.returns_of.get(method, ()))

    def results(self) -> Iterator[tuple[str, Kind]]:
        """Functions of the module."""
        for node, scope in self._model.structure.functions:
            if self._is_alone(node.name, scope) and self._is_taken(node.name):
                kind = self._told(self._model.kinds.result(node))
                if kind is not None:
                    yield node.name, kind

    def values(self) -> Iterator[tuple[str, Kind]]:
        """Variables of the module."""
        for name, bindings in self._module.bindings.items():
            if self._is_taken(name) and all(
                binding.kind in ("assignment", "annotation") for binding in bindings
            ):
                kind = self._told(self._model.kinds.of(ast.Name(name), self._module))
                if kind is not None:
                    yield name, kind

    def _told(self, kind: Kind | None) -> Kind | None:
        """A kind that says all by itself, without a node of the tree; None for others."""
        if kind is None:
            return None
        if kind.role in _WRAPPING:
            element = self._told(kind.element)
            return None if element is None else kind._replace(element=element)
        if kind.role == "tuple":
            items = tuple(self._told(item) for item in kind.items)
            return kind._replace(items=items) if any(items) else None
        if kind.role == "instance" and isinstance(kind.node, ast.ClassDef):
            scope = self._model.scope_of(kind.node).parent
            if scope is not None and self._is_alone(kind.node.name, scope):
                return Kind("object", path=class_key(self._path, kind.node.name))
        return kind if kind.role in _ROLES and kind.node is None else None


def is_connection(kind: Kind | None) -> bool:
    """Whether something is a connection of the library."""
    return kind is not None and kind.role == "connection"


def _passed(model: Model) -> Iterator[Callee]:
    """The calls that pass a connection to what the file itself does not define."""
    for call, scope, _ in model.structure.calls:
        given = [value for value in (*call.args, *(k.value for k in call.keywords))
                 if isinstance(value, (ast.Name, ast.Attribute))]
        if not given or not isinstance(call.func, (ast.Name, ast.Attribute)):
            continue
        item = called(call.func, scope, model)
        if item is not None and any(is_connection(model.kinds.of(n, scope)) for n in given):
            yield item


def _handed(model: Model) -> Iterator[Handed]:
    """What calls of ``serve`` get that the file itself does not define."""
    for call, scope, _ in model.structure.calls_named(_SERVE_NAMES):
        kinds = {of_call(path) for path in model.names.paths(call.func, scope)}
        kind = kinds.pop() if len(kinds) == 1 else None
        if kind is None or kind.role not in ("serving", "server"):
            continue
        given = [("handler", call.args[0])] if call.args else []
        for keyword in call.keywords:
            if keyword.arg in ("handler", "ws_handler"):
                given.append(("handler", keyword.value))
            elif keyword.arg in HOOKS:
                given.append((keyword.arg, keyword.value))
        for what, node in given:
            item = _given(node, scope, model)
            if item is not None:
                served = item.served._replace(what=what, implementation=kind.implementation)
                yield item._replace(served=served)


def _given(
    node: ast.expr, scope: Scope, model: Model, depth: int = _DEPTH
) -> Handed | None:
    """What an expression names that is given to ``serve``; through partials and one name."""
    if depth <= 0:
        return None
    if isinstance(node, ast.Call) and node.args and (
        model.names.path(node.func, scope) == "functools.partial"
    ):
        found = _given(node.args[0], scope, model, depth - 1)
        if found is None or any(isinstance(argument, ast.Starred) for argument in node.args):
            return None
        served = found.served
        return found._replace(served=served._replace(
            skipped=served.skipped + len(node.args) - 1,
            named=served.named | {k.arg for k in node.keywords if k.arg is not None}))
    base, attributes = chain(node)
    served = Served("", "", "")
    if isinstance(node, ast.Call):
        path = model.names.written(node.func, scope)
        return None if path is None else Handed(path, CALLED, served)
    path = model.names.written(node, scope)
    if path is not None:
        same = [use for use, _, _ in model.structure.uses.get(getattr(base, "id", ""), ())
                if chain(use)[1] == attributes]
        return Handed(path, "", served._replace(only=same == [node] and (
            not isinstance(node, ast.Attribute) or _alone(node, model))))
    if isinstance(node, ast.Attribute):
        owner = instance_of(node.value, scope, model)
        if owner is not None:
            return Handed(owner, node.attr, served._replace(only=_alone(node, model)))
    elif isinstance(node, ast.Name):
        bindings = scope.lookup(node.id)
        if len(bindings) == 1 and bindings[0].kind == "assignment" and not bindings[0].index and (
            isinstance(bindings[0].value, (ast.Name, ast.Attribute, ast.Call))
        ):
            found = _given(bindings[0].value, bindings[0].scope, model, depth - 1)
            return None if found is None else found._replace(
                served=found.served._replace(only=False))
    return None


def _alone(node: ast.Attribute, model: Model) -> bool:
    """Whether the file has no other attribute of that name."""
    return [part for part, _, _ in model.attributes({node.attr})] == [node]
