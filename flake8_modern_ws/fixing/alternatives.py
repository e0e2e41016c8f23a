"""Takes out what a clause of its own catches already, once it is renamed.

Code for both implementations has a clause for the old exception and one for the new. Renamed, the
old one would take over from the clause that was written for the new one.
"""

from __future__ import annotations

import ast

from ..model.scopes import Scope
from . import dropped
from .changes import Change
from .imports import PACKAGE
from .subject import Subject
from .targets import Use


def give_way(use: Use, path: str, subject: Subject, change: Change) -> None:
    """Take one use of an exception out where ``path``, its replacement, is caught beside it.

    Raises ``Withheld`` if it cannot be.
    """
    group = subject.everywhere.get(use.node)
    if not isinstance(group, (ast.Tuple, ast.ExceptHandler)):
        return
    clause = group if isinstance(group, ast.ExceptHandler) else subject.everywhere.get(group)
    if not isinstance(clause, ast.ExceptHandler) or not _is_caught_beside(
        clause, path, use.scope, subject
    ):
        return
    if isinstance(group, ast.ExceptHandler):
        _without_clause(group, subject, change)
    else:
        dropped.drop(use.node, subject, change)
        change.gone.append(subject.document.extent(use.node))


def _is(node: ast.expr, path: str, scope: Scope, subject: Subject) -> bool:
    name = path.rpartition(".")[2]
    paths = subject.model.names.paths(node, scope)
    return bool(paths) and all(found in (path, f"{PACKAGE}.{name}") for found in paths)


def _is_caught_beside(
    clause: ast.ExceptHandler, path: str, scope: Scope, subject: Subject
) -> bool:
    """Whether another clause of the same ``try`` catches the class."""
    attempt = subject.everywhere.get(clause)
    for other in getattr(attempt, "handlers", ()):
        types = other.type.elts if isinstance(other.type, ast.Tuple) else [other.type]
        if other is not clause and any(
            kind is not None and _is(kind, path, scope, subject) for kind in types
        ):
            return True
    return False


def _without_clause(clause: ast.ExceptHandler, subject: Subject, change: Change) -> None:
    """Nothing raises the old exception any more; what is said in the clause stays."""
    document = subject.document
    first = document.start(clause)
    start = document.line_extent(first)[0]
    end = document.line_extent(document.end(clause.body[-1]))[1]
    indent = document.text[start:first]
    change.edit(start, start, "".join(
        f"{indent}{comment}{document.newline}" for comment in document.comments(start, end)))
    change.edit(start, end, "")
    change.gone.append((start, end))
