"""Which expressions are client sessions of aiohttp."""

from __future__ import annotations

import ast
from collections.abc import Callable

from .annotations import parse
from .classes import Classes, Store
from .names import Names
from .scopes import Binding, Scope
from .server_configurations import class_of

_SESSIONS = frozenset({"aiohttp.ClientSession", "aiohttp.client.ClientSession"})
#: What a subclass may do in its own way.
_METHOD = "ws_connect"
_OPTIONAL = frozenset({"typing.Optional", "typing.Union", "typing.Annotated"})
#: How many names and operators an expression may pass through.
_DEPTH = 5


class ClientSessions:
    """Answers for the expressions of one module."""

    def __init__(self, names: Names, classes: Callable[[], Classes]) -> None:
        self._names = names
        self._classes = classes

    def holds(self, node: ast.expr | None, scope: Scope, depth: int = _DEPTH) -> bool:
        """Whether an expression is a session, wherever it is anything but None."""
        if node is None or depth <= 0:
            return False
        if isinstance(node, ast.Call):
            return self._is_class(node.func, scope)
        if isinstance(node, ast.NamedExpr):
            return self.holds(node.value, scope, depth - 1)
        if isinstance(node, ast.BoolOp):
            # "session or ClientSession()": what may be given is of that kind, too.
            return self.holds(node.values[-1], scope, depth - 1)
        if isinstance(node, ast.IfExp):
            return self._all([node.body, node.orelse], scope, depth - 1)
        if isinstance(node, ast.Name):
            owner = self._classes().self_class(node.id, scope)
            if owner is not None:
                return self._derives(owner)
            bindings = scope.lookup(node.id)
            return bool(bindings) and all(self._binds(b, depth - 1) for b in bindings) and any(
                not _is_none(b.value) or b.annotation is not None for b in bindings)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = self._classes().self_class(node.value.id, scope)
            stores = [] if owner is None else self._classes().stores(owner, node.attr)
            typed = [s for s in stores if s.annotation is not None]
            if typed:
                return all(self._stores(s, depth - 1) for s in typed)
            given = [s for s in stores if not _is_placeholder(s.value)]
            return bool(given) and all(self._stores(s, depth - 1) for s in given)
        return False

    def _all(self, nodes: list[ast.expr], scope: Scope, depth: int) -> bool:
        given = [node for node in nodes if not _is_none(node)]
        return bool(given) and all(self.holds(node, scope, depth) for node in given)

    def _binds(self, binding: Binding, depth: int) -> bool:
        if binding.index or binding.kind in ("for", "async for"):
            return False
        if binding.annotation is not None:
            return self._means(binding.annotation, binding.scope)
        return _is_none(binding.value) or self.holds(binding.value, binding.scope, depth)

    def _stores(self, store: Store, depth: int) -> bool:
        if store.place:
            return False
        if store.annotation is not None:
            return self._means(store.annotation, store.scope)
        return _is_none(store.value) or self.holds(store.value, store.scope, depth)

    def _means(self, annotation: ast.expr, scope: Scope) -> bool:
        """Whether a type is that of sessions, or of sessions and None."""
        pending: list[ast.expr | None] = [annotation]
        found = False
        while pending:
            node = pending.pop()
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                pending.append(parse(node, ()))
            elif _is_none(node):
                continue
            elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
                pending += [node.left, node.right]
            elif isinstance(node, ast.Subscript) and (
                self._names.path(node.value, scope) in _OPTIONAL
            ):
                inner = node.slice
                pending += inner.elts if isinstance(inner, ast.Tuple) else [inner]
            elif node is not None and self._is_class(node, scope):
                found = True
            else:
                return False
        return found

    def _is_class(self, node: ast.expr, scope: Scope) -> bool:
        if self._names.path(node, scope) in _SESSIONS:
            return True
        cls = class_of(node, scope)
        return cls is not None and self._derives(cls)

    def _derives(self, cls: ast.ClassDef) -> bool:
        classes = self._classes()
        return classes.method(cls, _METHOD) is None and any(
            path in _SESSIONS for path in classes.base_paths(cls))


def _is_placeholder(node: ast.expr | None) -> bool:
    """``None``, or a constant such as ``MISSING`` that stands for it."""
    return _is_none(node) or (isinstance(node, ast.Name) and node.id.isupper())


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
