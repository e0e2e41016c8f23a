"""Replaces paths in strings that are imported or patched."""

from __future__ import annotations

import ast

from ..catalog import names as catalog
from ..model.path_strings import PathString
from ..plans import ReplaceName
from .changes import Change
from .imports import located
from .reasons import Reason, Withheld
from .subject import Subject


def plan(plan: ReplaceName, event: PathString, target: str, subject: Subject) -> Change:
    """A path in a string that is imported or patched."""
    if plan.row is None or plan.row.path != plan.path.rstrip("."):
        longest = catalog.longest_match(plan.path)
        if longest is None or longest.path != plan.path:
            raise Withheld(Reason.MANUAL, f"'{plan.path}' has no known replacement")
    if not isinstance(event.node, ast.Constant):
        raise Withheld(Reason.NOT_LITERAL)
    if located(target).member:
        raise Withheld(Reason.MANUAL, f"'{target}' is a constant of a class")
    change = Change()
    replace(
        subject.document.of(event.node), event.node, plan.path, target, subject, change)
    return change


def replace(
    written: str, node: ast.expr, old: str, new: str, subject: Subject, change: Change
) -> None:
    """Part of a string where its text stands to the letter, and once. Raises ``Withheld``."""
    position = written.find(old)
    if position < 0 or written.find(old, position + 1) >= 0:
        raise Withheld(Reason.NOT_LITERAL)
    start = subject.document.start(node) + position
    change.edit(start, start + len(old), new)
