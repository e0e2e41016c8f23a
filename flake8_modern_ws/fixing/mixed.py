"""Refuses to rename a class where an annotation also allows another, and attributes are read.

What is read of ``Union[WebSocket, WebSocketClientProtocol]`` may be of either, and the new class
lacks it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..catalog import websockets_attributes as table
from ..model import kinds
from ..model.asked import is_asked
from ..model.scopes import Scope
from .reasons import Reason, Withheld
from .subject import Subject

_LACKING = frozenset(row.name for row in table.CONNECTION)


def refuse_mixed(path: str, subject: Subject) -> None:
    """Raise ``Withheld`` for a class of connections of which that is read, guards apart."""
    kind = kinds.of_class(path)
    if kind is None or kind.role != "connection":
        return
    model = subject.model
    for node, scope, statement in model.attributes(_LACKING):
        if not isinstance(node.ctx, ast.Load) or model.kinds.at(
            node.value, scope, statement
        ) is not None or is_asked(
            node, statement, subject.structure, model.parents(statement)
        ):
            continue
        for annotation, where in _annotations(node.value, scope, subject):
            if any(path in model.names.paths(part, where) for part in _alternatives(annotation)):
                raise Withheld(
                    Reason.OTHER_USES, f"line {node.lineno} reads '{node.attr}' of what may be "
                    "of another class")


def _annotations(
    node: ast.expr, scope: Scope, subject: Subject
) -> Iterator[tuple[ast.expr, Scope]]:
    """How a variable, or an attribute of ``self``, is annotated."""
    if isinstance(node, ast.Name):
        for binding in scope.lookup(node.id):
            if binding.annotation is not None:
                yield binding.annotation, binding.scope
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        classes = subject.model.kinds.classes
        owner = classes.self_class(node.value.id, scope)
        for store in classes.stores(owner, node.attr) if owner is not None else ():
            if store.annotation is not None:
                yield store.annotation, store.scope


def _alternatives(annotation: ast.expr) -> Iterator[ast.expr]:
    pending = [annotation]
    while pending:
        part = pending.pop()
        if isinstance(part, ast.BinOp):
            pending += [part.left, part.right]
        elif isinstance(part, ast.Subscript):
            pending += part.slice.elts if isinstance(part.slice, ast.Tuple) else [part.slice]
        else:
            yield part
