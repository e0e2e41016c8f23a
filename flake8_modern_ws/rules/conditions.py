"""What the rules make of the conditions around code: compatibility code, dead code."""

from __future__ import annotations

import ast
from typing import Protocol

from ..catalog import names, releases
from ..model.runtime import for_type_checkers, is_deferred_type
from ..model.scopes import Scope
from ..model.surroundings import Guard, Kind
from .rule import Context


class Where(Protocol):
    """Where something stands: every event of the model says so."""

    @property
    def node(self) -> ast.AST: ...
    @property
    def scope(self) -> Scope: ...
    @property
    def statement(self) -> ast.stmt: ...


def is_guarded(where: Where, context: Context) -> bool:
    """Compatibility code: it does not run, or may not run, with the newest release.

    The other order, legacy first, does run with it and is no excuse.
    """
    guards = context.model.guards
    newest = releases.WEBSOCKETS[-1]
    return any(
        guards.holds(guard, newest) is not True for guard in _of_release(where, context)
    ) or is_dead(where, context)


def is_dead(where: Where, context: Context) -> bool:
    """Whether a condition keeps code from running with any release of the declared range."""
    supported = context.supported("websockets")
    if not supported.declared:
        return False
    guards = context.model.guards
    return any(
        all(guards.holds(guard, release) is False for release in supported.releases)
        for guard in _of_release(where, context)
    )


def chooses_release(where: Where, context: Context) -> bool:
    """Whether code runs with some releases of the library only, whichever they are."""
    return bool(_of_release(where, context))


def is_protected(where: Where, context: Context) -> bool:
    """Whether code copes with the absence of what it asks for."""
    guards = context.model.guards
    return any(
        guard.kind is Kind.ATTEMPT or guards.concerns_release(guard)
        for guard in guards.of(where.statement, where.scope, where.node)
    )


def never_runs(where: Where, context: Context) -> bool:
    """Whether code is there for type checkers alone."""
    model = context.model
    if not isinstance(where.node, (ast.alias, ast.keyword)) and is_deferred_type(
        where.node, where.statement, model.parents(where.statement), model.structure
    ):
        return True
    guards = model.guards.of(where.statement, where.scope)
    return for_type_checkers(guards, model.names)


def _of_release(where: Where, context: Context) -> list[Guard]:
    """The conditions around code that choose between releases of the library."""
    guards = context.model.guards
    if not guards.may_ask:
        return []
    return [
        guard for guard in guards.of(where.statement, where.scope, where.node)
        if (guard.kind is Kind.TEST and guards.concerns_release(guard))
        or (guard.kind is Kind.FAILURE and any(map(_is_modern, guards.tried(guard))))
    ]


def _is_modern(path: str) -> bool:
    return names.longest_match(path) is None
