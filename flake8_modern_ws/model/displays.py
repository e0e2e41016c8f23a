"""Kinds of containers: as they are written, copied, and filled."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Sequence

from . import kinds
from .classes import Added
from .kinds import OTHER, PENDING, Kind, iterated, join
from .scopes import Scope, Structure

#: Expressions that are looked at here.
DISPLAYS = (
    ast.List, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp,
    ast.BinOp,
)
#: Operators whose result is a container if the operands are.
_JOINING = (ast.Add, ast.Sub, ast.BitOr, ast.BitAnd, ast.BitXor)


class Displays(ABC):
    """The part of the inference that looks at containers."""

    _structure: Structure

    @abstractmethod
    def _of(self, node: ast.expr | None, scope: Scope, depth: int) -> Kind | None: ...

    @abstractmethod
    def _value(self, node: ast.expr | None, scope: Scope, depth: int) -> Kind | None: ...

    def _display(self, node: ast.expr, scope: Scope, depth: int) -> Kind | None:
        if isinstance(node, (ast.List, ast.Set)):
            return kinds.container(join([self._value(e, scope, depth) for e in node.elts]))
        if isinstance(node, ast.Dict):
            return kinds.mapping(
                join([self._of(k, scope, depth - 1) for k in node.keys]),
                join([self._value(v, scope, depth) for v in node.values]))
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            inner = self._structure.scopes.get(node)
            if inner is None:
                return None
            if isinstance(node, ast.DictComp):
                return kinds.mapping(self._of(node.key, inner, depth - 1),
                                     self._of(node.value, inner, depth - 1))
            return kinds.container(self._of(node.elt, inner, depth - 1))
        if isinstance(node, ast.BinOp) and isinstance(node.op, _JOINING):
            left = self._of(node.left, scope, depth - 1)
            if left is not None and left.role == "container":
                return left if isinstance(node.op, ast.Sub) else join(
                    [left, self._of(node.right, scope, depth - 1)])
        return OTHER

    def _copy(self, node: ast.expr | None, scope: Scope, depth: int) -> Kind | None:
        if node is None:
            return Kind("container", element=PENDING)
        kind = self._of(node, scope, depth)
        if kind is not None and (kind.role == "tuple" or kind.items):
            return Kind("container", element=iterated(kind))
        return kind

    def _mapping(
        self, node: ast.expr | None, call: ast.Call, scope: Scope, depth: int
    ) -> Kind | None:
        if node is not None:
            kind = self._of(node, scope, depth)
            return kind if kind is not None and kind.items else None
        values = [self._of(keyword.value, scope, depth) for keyword in call.keywords]
        return kinds.mapping(OTHER if values else PENDING, join(values))

    def _filled(self, kind: Kind | None, added: Sequence[Added], depth: int) -> Kind:
        """A container with what is put into it: ``clients.add(ws)``, ``clients[k] = ws``."""
        found: list[Kind | None] = [(kind and kind.element) or PENDING]
        keys: list[Kind | None] = list(kind.items) if kind is not None else []
        for item in added:
            element = self._value(item.value, item.scope, depth)
            if element is not None and item.nested:
                inner = item.inner_key
                element = kinds.container(element) if inner is None else kinds.mapping(
                    self._of(inner, item.scope, depth - 1), element)
            if element is not None:
                found.append(element)
            if keys:
                keys.append(self._of(item.key, item.scope, depth - 1))
        return Kind("container", element=join(found), items=(join(keys),) if keys else ())
