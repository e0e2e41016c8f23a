"""To which module names go, and where a file uses them."""

from __future__ import annotations

import ast
from typing import NamedTuple

from ..catalog import names as catalog
from ..catalog import websockets_attributes as table
from ..catalog.switched_names import SWITCHED
from ..model.names import chain
from ..model.scopes import Binding, Scope
from ..rules.paths import beyond
from . import exceptions
from .changes import Change
from .imports import PACKAGE, Imports, located
from .reasons import Reason, Withheld
from .subject import Subject

#: Attributes of connections and servers that go with their classes.
_LACKING = frozenset(row.name for row in (*table.CONNECTION, *table.SERVER))


class Use(NamedTuple):
    """A use of an imported name: the whole chain, and what it means."""

    node: ast.expr
    scope: Scope
    statement: ast.stmt


def replacement(path: str) -> str:
    """What a deprecated path becomes. Raises ``Withheld`` without a replacement."""
    if path in SWITCHED:
        return SWITCHED[path].modern
    row = catalog.find(path)
    if row is None or row.replacement is None:
        raise Withheld(Reason.MANUAL, f"'{path}' has no mechanical replacement")
    return row.replacement


def uses_of(subject: Subject, local: str, bindings: list[Binding]) -> list[Use]:
    """Every use of a local name that means these bindings."""
    return [Use(*use) for use in subject.structure.uses.get(local, ())
            if use[1].lookup(local) is bindings]


def is_read_by_class(subject: Subject, local: str, bindings: list[Binding]) -> bool:
    """Whether a class binds the name as well and may read these first: ``name = name``."""
    return any(
        scope.kind == "class" and local in scope.bindings and scope.parent is not None
        and scope.parent.lookup(local) is bindings
        and isinstance(getattr(chain(node)[0], "ctx", None), ast.Load)
        for node, scope, _ in subject.structure.uses.get(local, ()))


def refuse_pattern(node: ast.expr, statement: ast.stmt, subject: Subject) -> None:
    """Raise ``Withheld`` where a pattern asks a class for attributes that the new one lacks."""
    pattern = subject.parent(node, statement)
    if isinstance(pattern, ast.MatchClass) and pattern.cls is node:
        lacking = [name for name in pattern.kwd_attrs if name in _LACKING]
        if lacking:
            raise Withheld(
                Reason.OTHER_USES, f"a pattern in line {node.lineno} asks for '{lacking[0]}'")


def constructed(use: Use, subject: Subject, imports: Imports, change: Change) -> None:
    """A use that calls the class whose arguments change with the name. Raises ``Withheld``."""
    call = subject.parent(use.node, use.statement)
    if isinstance(call, ast.Call) and call.func is use.node:
        exceptions.status(call, use.scope, use.statement, subject, imports, change)


def module_target(
    subject: Subject, module: str, local: str, bindings: list[Binding]
) -> str | None:
    """The one module to which all that is used of a module goes; None if there are several.

    Every use has to be ``local.name`` with a row of its own.
    """
    if len([binding for binding in bindings if binding.kind != "annotation"]) != 1:
        return None
    targets: set[str] = set()
    for use in uses_of(subject, local, bindings):
        base, attributes = chain(use.node)
        if not attributes:
            named = _named_in_call(subject, use)
            if named is None:
                return None
            attributes = [named]
        row = catalog.find(f"{module}.{attributes[0]}")
        if row is None or row.replacement is None or not isinstance(base, ast.Name):
            return None
        targets.add(located(row.replacement).module)
    return targets.pop() if len(targets) == 1 else None


def _named_in_call(subject: Subject, use: Use) -> str | None:
    """The attribute that ``patch.object(module, "name")`` and the like look up."""
    for reference in subject.model.references:
        if isinstance(reference.node, ast.Constant) and reference.statement is use.statement:
            call = subject.parent(reference.node, use.statement)
            if isinstance(call, ast.Call) and call.args[:1] == [use.node]:
                return str(reference.node.value)
    return None


def dotted_target(module: str, subject: Subject) -> str | None:
    """The one module to which all dotted uses below a module go."""
    targets: set[str] = set()
    for reference in subject.model.references:
        for path in reference.paths:
            if path != module and not path.startswith(module + "."):
                continue
            match = beyond(path, PACKAGE)
            if len(reference.paths) != 1 or match is None or match[1].replacement is None:
                return None
            found = match[1].replacement
            targets.add(found if match[1].module else located(found).module)
    return targets.pop() if len(targets) == 1 else None
