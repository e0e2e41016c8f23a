"""Replaces paths in strings that are imported or patched."""

from __future__ import annotations

import ast

from ..catalog import names as catalog
from ..catalog import shared_members
from ..catalog.rows import DeprecatedName
from ..model.kinds import of_call
from ..model.names import chain
from ..model.path_strings import PathString
from ..plans import ReplaceName
from .changes import Change
from .imports import located
from .reasons import Reason, Withheld
from .subject import Subject
from .targets import replacement

#: Calls that give the module.
_IMPORTING = frozenset({"import_module", "__import__", "importorskip"})


def plan(plan: ReplaceName, event: PathString, subject: Subject) -> Change:
    """A path in a string that is imported or patched."""
    old = plan.path
    if plan.row is not None and _is_shared(old, plan.row):
        old = plan.row.path
    target = replacement(old)
    if old == plan.path and (plan.row is None or plan.row.path != old.rstrip(".")):
        longest = catalog.longest_match(plan.path)
        if longest is None or longest.path != plan.path:
            raise Withheld(Reason.MANUAL, f"'{plan.path}' has no known replacement")
    if not isinstance(event.node, ast.Constant):
        raise Withheld(Reason.NOT_LITERAL)
    if located(target).member:
        raise Withheld(Reason.MANUAL, f"'{target}' is a constant of a class")
    if plan.row is not None and plan.row.module:
        _require_names(old, target, subject)
        _require_known_uses(event, subject)
    change = Change()
    replace(
        subject.document.of(event.node), event.node, old, target, subject, change)
    _rename_listed(event, old, target, subject, change)
    return change


def _require_names(module: str, target: str, subject: Subject) -> None:
    """Raise if a name taken right from ``import_module(…)`` goes to another module."""
    for reference in subject.model.references:
        base, attributes = chain(reference.node)
        if module not in reference.bound or not isinstance(base, ast.Call) or not attributes:
            continue
        row = catalog.find(f"{module}.{attributes[0]}")
        if row is None or row.replacement is None or located(row.replacement).module != target:
            raise Withheld(Reason.SEVERAL_MEANINGS,
                           f"the names of '{module}' move to several modules")


def _require_known_uses(event: PathString, subject: Subject) -> None:
    """Raise if a module becomes the value of something whose attributes cannot be told."""
    assert isinstance(event.node, ast.expr)
    call = subject.parent(event.node, event.statement)
    if not isinstance(call, ast.Call) or getattr(
        call.func, "attr", getattr(call.func, "id", "")
    ) not in _IMPORTING:
        return
    around = subject.parent(call, event.statement)
    if around is None or isinstance(around, (ast.Attribute, ast.Expr)):
        return
    target = around.targets[0] if isinstance(around, ast.Assign) else getattr(
        around, "target", None)
    if not isinstance(target, ast.Name) or event.scope.kind == "class":
        raise Withheld(Reason.OTHER_USES, "the module is handed on")


def _rename_listed(
    event: PathString, old: str, target: str, subject: Subject, change: Change
) -> None:
    """The names in ``__import__("module", fromlist=["name"])``."""
    assert isinstance(event.node, ast.expr)
    call = subject.parent(event.node, event.statement)
    listed = [keyword.value for keyword in call.keywords if keyword.arg == "fromlist"
              ] if isinstance(call, ast.Call) else []
    for value in listed:
        for item in value.elts if isinstance(value, (ast.List, ast.Tuple)) else ():
            if isinstance(item, ast.Constant) and isinstance(item.value, str):
                row = catalog.find(f"{old}.{item.value}")
                place = None if row is None or row.replacement is None else located(
                    row.replacement)
                if place is not None and place.module == target and place.name != item.value:
                    replace(subject.document.of(item), item, item.value, place.name, subject,
                            change)


def _is_shared(path: str, row: DeprecatedName) -> bool:
    """Whether a path names a method of a class which the class that replaces it has too."""
    kind = of_call(row.path)
    if kind is None or not path.startswith(f"{row.path}."):
        return False
    return path[len(row.path) + 1:] in shared_members.BY_ROLE.get(kind.role, ())


def replace(
    written: str, node: ast.expr, old: str, new: str, subject: Subject, change: Change
) -> None:
    """Part of a string where its text stands to the letter, and once. Raises ``Withheld``."""
    position = written.find(old)
    if position < 0 or written.find(old, position + 1) >= 0:
        raise Withheld(Reason.NOT_LITERAL)
    start = subject.document.start(node) + position
    change.edit(start, start + len(old), new)
