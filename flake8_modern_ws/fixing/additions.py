"""Adds the import of a module that is used without one."""

from __future__ import annotations

import ast

from ..plans import AddImport
from .changes import Change, Imported, Need
from .imports import PACKAGE, Imports
from .reasons import Reason, Withheld
from .subject import Subject


def plan(plan: AddImport, subject: Subject, imports: Imports) -> Change:
    """The change: ``import package.module`` below the import of the package."""
    event = plan.event
    if event is None:
        raise Withheld(Reason.MANUAL)
    base: ast.expr = event.node
    while isinstance(base, ast.Attribute):
        base = base.value
    if not isinstance(base, ast.Name):
        raise Withheld(Reason.NOT_LITERAL)
    bindings = event.scope.lookup(base.id)
    statements = [b.statement for b in bindings
                  if b.kind == "import" and isinstance(b.statement, ast.Import)]
    if len(statements) != len(bindings) or not statements:
        raise Withheld(Reason.ALIAS_REBOUND)
    beside = statements[0]
    if beside is None:
        raise Withheld(Reason.NO_PLACE)
    if base.id != PACKAGE and not imports.is_free(PACKAGE, bindings[0].scope, event.scope):
        raise Withheld(Reason.NAME_TAKEN)
    return Change(needs=[Need(beside, Imported(plan.module, None, PACKAGE))])
