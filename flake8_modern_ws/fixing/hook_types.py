"""Gives the annotations of a handshake hook the types of the new implementation.

Types of hooks: https://websockets.readthedocs.io/en/stable/reference/asyncio/server.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from ..model.annotations import parse
from .changes import Change, Need
from .functions import Function
from .imports import RESPONSE, Imports
from .reasons import Withheld
from .subject import Subject

CONNECTION = "websockets.asyncio.server.ServerConnection"
REQUEST = "websockets.http11.Request"


def of_parameters(
    function: Function, parameters: list[ast.arg], types: tuple[str, ...], subject: Subject,
    imports: Imports, change: Change,
) -> tuple[str, ...]:
    """What follows the names of new parameters: a type each if the old ones had any."""
    without = ("",) * len(types)
    if isinstance(function, ast.Lambda) or not any(p.annotation for p in parameters):
        return without
    needs: list[Need] = []
    written: list[str] = []
    for path in types:
        reached = _reach(path, function, subject, imports)
        if reached is None:
            return without
        written.append(f": {reached[0]}")
        needs += reached[1]
    change.needs += needs
    change.replaced += _names(p.annotation for p in parameters)
    return tuple(written)


def change_result(
    function: Function, subject: Subject, imports: Imports, change: Change
) -> None:
    """``tuple[HTTPStatus, Headers, bytes]`` in the type of the result becomes ``Response``."""
    if isinstance(function, ast.Lambda) or function.returns is None:
        return
    found = [*_tuples(function.returns, subject)]
    reached = _reach(RESPONSE, function, subject, imports) if found else None
    if reached is None:
        return
    for node in found:
        change.replace(*subject.document.extent(node), reached[0])
        change.replaced += _names([node])
    change.needs += reached[1]


def _names(annotations: Iterable[ast.expr | None]) -> list[ast.AST]:
    """What annotations name: uses of imports that go with them."""
    return [node for annotation in annotations if annotation is not None
            for node in ast.walk(annotation) if isinstance(node, (ast.Name, ast.Attribute))]


def _tuples(annotation: ast.expr, subject: Subject) -> Iterator[ast.Subscript]:
    """The tuples in an annotation that is written plainly."""
    pending: list[ast.AST] = [annotation]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            parsed = parse(node, subject.source_lines)
            if parsed is not None:
                pending.append(parsed)
        elif isinstance(node, ast.Subscript) and _last(node.value) in ("Tuple", "tuple"):
            text = subject.document.of(node)
            # Positions inside a text with escapes are those of the whole text.
            if text.endswith("]") and text.partition("[")[0].strip().endswith(_last(node.value)):
                yield node
        else:
            pending += ast.iter_child_nodes(node)


def _last(node: ast.expr) -> str:
    return str(getattr(node, "attr", getattr(node, "id", "")))


def _reach(
    path: str, function: ast.FunctionDef | ast.AsyncFunctionDef, subject: Subject,
    imports: Imports,
) -> tuple[str, list[Need]] | None:
    """A name for a type in front of a function; None where there is no room for one."""
    scope = subject.structure.scopes[function].parent or subject.structure.module
    try:
        return imports.reach(path, scope, function)
    except Withheld:
        return None
