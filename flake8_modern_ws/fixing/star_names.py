"""Imports by name what a star import no longer brings."""

from __future__ import annotations

import ast

from ..model.names import chain
from ..plans import ReplaceStarName
from ..rules.star_import import is_starred
from . import exceptions
from .changes import Change, Imported, Need
from .imports import Imports, located
from .reasons import Reason, Withheld
from .subject import Subject
from .targets import Use, constructed, replacement


def plan(plan: ReplaceStarName, subject: Subject, imports: Imports) -> Change:
    """Every use of the name, and one import. Raises ``Withheld``.

    The import stands below the last star: in some release that one may bring the name too.
    """
    target = replacement(plan.path)
    name = plan.path.rpartition(".")[2]
    change = Change()
    module = subject.structure.module
    beside = _last_star(subject)
    origin, last, member = place = located(target)
    imports.give_up(name)
    for use in subject.model.references:
        if use.bound != (plan.path,) or not is_starred(use):
            continue
        if use.statement.lineno < beside.lineno:
            raise Withheld(Reason.NO_PLACE)
        local = imports.local_name(place.path, module, use.scope)
        start = subject.document.start(chain(use.node)[0])
        subject.document.expect(start, start + len(name), name)
        change.edit(start, start + len(name), local + member)
        change.needs.append(Need(beside, Imported(origin, last, local)))
        change.replaced.append(use.node)
        if target == exceptions.STATUS:
            exceptions.refuse_other_reads(subject)
            constructed(Use(use.node, use.scope, use.statement), subject, imports, change)
    return change


def _last_star(subject: Subject) -> ast.stmt:
    stars = [item.statement for item in subject.model.imported_names
             if item.star and isinstance(item.scope.node, ast.Module)
             and not list(subject.model.guards.of(item.statement, item.scope))]
    if not stars:
        raise Withheld(Reason.NO_PLACE)
    return max(stars, key=lambda statement: statement.lineno)
