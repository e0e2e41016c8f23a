"""What one file that uses the library has that may matter in another."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..model.handlers import HOOKS
from ..model.kinds import Kind, of_call
from ..model.linked import Served
from ..model.module import Model
from ..model.names import chain
from ..model.scopes import Scope

_SERVE_NAMES = frozenset({"serve", "unix_serve", "Serve"})
_ROLES = frozenset({"connection", "server", "exception", "connecting", "serving"})
_WRAPPING = frozenset({"container", "awaitable", "manager"})
LIBRARY = "websockets"
#: Before the name of what the file itself defines.
OWN = ":"
#: How many names and partials a handler may pass through.
_DEPTH = 4


class ClassSummary(NamedTuple):
    """A class: its bases as they are written, and its attributes of the library's kinds."""

    bases: tuple[str, ...]
    attributes: Mapping[str, Kind]


class Handed(NamedTuple):
    """What a call of ``serve`` gets that another file defines.

    ``path`` is a path of imported names; ``method`` is one of an instance of what it names.
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
    handed: tuple[Handed, ...] = ()


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
    return Summary(path, dict(_classes(model, taken)), dict(_results(model, taken)),
                   tuple(_handed(model)))


def _classes(
    model: Model, taken: frozenset[str] | None
) -> Iterator[tuple[str, ClassSummary]]:
    derived = {base.id for node, _ in model.structure.classes for base in node.bases
             if isinstance(base, ast.Name)}
    for node, scope in model.structure.classes:
        if scope.kind != "module" or len(scope.bindings.get(node.name, ())) != 1 or not (
            taken is None or node.name in taken or node.name in derived
        ):
            continue
        attributes = {}
        for name in sorted(model.kinds.classes.attributes(node)):
            kind = model.kinds.attribute(node, name)
            if kind is not None and _is_plain(kind):
                attributes[name] = kind
        bases = tuple(path for path in (_path(base, scope, model) for base in node.bases)
                      if path is not None)
        if attributes or bases:
            yield node.name, ClassSummary(bases, attributes)


def _path(node: ast.expr, scope: Scope, model: Model) -> str | None:
    """A path of imported names, or the name of something that the module itself defines."""
    found = model.names.written(node, scope)
    if found is None and isinstance(node, ast.Name):
        bindings = scope.lookup(node.id)
        if len(bindings) == 1 and bindings[0].kind in ("class", "function") and (
            bindings[0].scope.kind == "module"
        ):
            return OWN + node.id
    return found


def _results(model: Model, taken: frozenset[str] | None) -> Iterator[tuple[str, Kind]]:
    for node, scope in model.structure.functions:
        if scope.kind != "module" or len(scope.bindings.get(node.name, ())) != 1 or not (
            taken is None or node.name in taken
        ):
            continue
        kind = model.kinds.result(node)
        if kind is not None and _is_plain(kind):
            yield node.name, kind


def _is_plain(kind: Kind) -> bool:
    """Whether a kind says all by itself, without a node of the tree."""
    if kind.role in _WRAPPING:
        return kind.element is not None and _is_plain(kind.element)
    if kind.role == "tuple":
        return any(item is not None and _is_plain(item) for item in kind.items) and all(
            item is None or item.node is None for item in kind.items)
    return kind.role in _ROLES and kind.node is None


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
    path = model.names.written(node, scope)
    if path is not None:
        same = [use for use, _, _ in model.structure.uses.get(getattr(base, "id", ""), ())
                if chain(use)[1] == attributes]
        return Handed(path, "", served._replace(only=same == [node] and (
            not isinstance(node, ast.Attribute) or _alone(node, model))))
    if isinstance(node, ast.Attribute):
        owner = _instance(node.value, scope, model)
        if owner is not None and not owner.startswith(OWN):
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


def _instance(node: ast.expr, scope: Scope, model: Model) -> str | None:
    """The path of the class that an expression is an instance of."""
    if isinstance(node, ast.Name):
        bindings = [b for b in scope.lookup(node.id) if b.kind != "annotation"]
        if len(bindings) != 1 or bindings[0].kind != "assignment" or bindings[0].index:
            return None
        value, where = bindings[0].value, bindings[0].scope
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = model.kinds.classes.self_class(node.value.id, scope)
        stores = [] if owner is None else model.kinds.classes.stores(owner, node.attr)
        if len(stores) != 1 or stores[0].how != "assignment" or stores[0].place:
            return None
        value, where = stores[0].value, stores[0].scope
    else:
        value, where = node, scope
    return _path(value.func, where, model) if isinstance(value, ast.Call) else None
