"""Classes that build upon how the legacy ``connect`` and ``serve`` work inside."""

from __future__ import annotations

import ast

from ..catalog.shared_members import BY_ROLE
from ..model.kinds import of_call
from .reasons import Reason, Withheld
from .subject import Subject

#: Public attributes of the legacy classes that were made to be changed.
_CONSTANTS = ("BACKOFF_",)


def refuse_internals(path: str, subject: Subject) -> None:
    """Raise ``Withheld`` if the file changes the class behind ``connect`` or ``serve``.

    What a subclass overrides or reads, and what is assigned to the class, the new one lacks.
    """
    kind = of_call(path)
    if kind is None or kind.role not in ("connecting", "serving"):
        return
    shared = BY_ROLE[kind.role]
    for reference in subject.model.references:
        for reached in reference.paths:
            name = reached[len(path) + 1:] if reached.startswith(f"{path}.") else ""
            if name and (_is_inside(name, shared) or isinstance(
                getattr(reference.node, "ctx", None), ast.Store
            )):
                raise Withheld(
                    Reason.OTHER_USES, f"line {reference.node.lineno} reaches into the class")
    for owner, scope in subject.structure.classes:
        if not any(path in subject.model.names.paths(base, scope) for base in owner.bases):
            continue
        own = set(subject.structure.scopes[owner].bindings)
        stored = {node.attr for node in ast.walk(owner)
                  if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
        for node in ast.walk(owner):
            if isinstance(node, ast.Attribute) and node.attr not in own | stored and _is_inside(
                node.attr, shared
            ) and _is_of_itself(node.value):
                raise Withheld(
                    Reason.OTHER_USES,
                    f"line {node.lineno} uses '{node.attr}', which the new class lacks")


def _is_inside(name: str, shared: frozenset[str]) -> bool:
    return name not in shared and (name.startswith(("_", *_CONSTANTS)))


def _is_of_itself(value: ast.expr) -> bool:
    """Whether it is ``self`` or ``super()``."""
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id == "super"
    return isinstance(value, ast.Name) and value.id in ("self", "cls")
