"""Takes out what stands beside its own replacement already.

Code for both implementations names the old and the new class. Renamed, the old one would be the
new one a second time; in an ``except`` clause of its own it would take over from the clause that
was written for the new one.
"""

from __future__ import annotations

import ast

from ..model.scopes import Scope
from . import dropped
from .changes import Change
from .imports import PACKAGE
from .reasons import Withheld
from .subject import Subject
from .targets import Use


def give_way(use: Use, path: str, subject: Subject, change: Change) -> None:
    """Take one use of a class out where ``path``, its replacement, stands beside it."""
    group = subject.everywhere.get(use.node)
    if not isinstance(group, (ast.Tuple, ast.ExceptHandler)):
        return
    clause = group if isinstance(group, ast.ExceptHandler) else subject.everywhere.get(group)
    caught = isinstance(clause, ast.ExceptHandler) and _is_caught_beside(
        clause, path, use.scope, subject)
    if isinstance(group, ast.ExceptHandler):
        if caught:
            _without_clause(group, subject, change)
    elif caught or any(_is(part, path, use.scope, subject) for part in group.elts):
        trial = Change()
        try:
            dropped.drop(use.node, subject, trial)
        except Withheld:
            return  # named twice, which changes nothing
        change.edits += trial.edits
        change.removed += trial.removed
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
