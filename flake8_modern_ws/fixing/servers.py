"""Gives the options of a server configuration values."""

from __future__ import annotations

import ast

from ..plans import RenameOption, SetOptions
from .arguments import rename
from .changes import Change
from .imports import Imports
from .locate import Elements
from .reasons import Reason, Withheld
from .subject import Subject

#: What a value may be made of to be replaced: a computed one is somebody's intention.
_LITERAL = (ast.Constant, ast.UnaryOp, ast.BinOp, ast.operator, ast.unaryop)


def plan(plan: SetOptions, subject: Subject, imports: Imports) -> Change:
    """The change for one configuration. Raises ``Withheld``."""
    configuration = plan.configuration
    if configuration is None:
        raise Withheld(Reason.MANUAL)
    change = Change()
    missing: list[tuple[str, str]] = []
    for name, value in plan.options:
        stated = configuration.options.get(name)
        if stated is None:
            missing.append((name, value))
            continue
        current = None if stated.entry is None else stated.entry.value
        if current is None or not all(isinstance(node, _LITERAL) for node in ast.walk(current)):
            raise Withheld(Reason.NOT_LITERAL)
        change.edit(*subject.document.extent(current), value)
    if missing:
        elements, texts = _added(configuration.holder, missing, subject)
        change.appended += [(elements, text) for text in texts]
    return change


def _added(
    holder: ast.expr | None, options: list[tuple[str, str]], subject: Subject
) -> tuple[Elements, list[str]]:
    """A call or a dictionary that can take options, and how they are written there."""
    if isinstance(holder, ast.Call):
        return subject.locator.arguments(holder), [
            f"{name}={value}" for name, value in options]
    if not isinstance(holder, ast.Dict):
        raise Withheld(Reason.NOT_LITERAL, "the options are not given in one place")
    elements = subject.locator.entries(holder)
    first = elements.parts[0].text[:1] if elements.parts else ""
    quote = first if first in ("'", '"') else '"'
    return elements, [f"{quote}{name}{quote}: {value}" for name, value in options]


def plan_name(plan: RenameOption, subject: Subject, imports: Imports) -> Change:
    """The change for an option with a misspelt name. Raises ``Withheld``."""
    if plan.option is None or plan.option.entry is None:
        raise Withheld(Reason.MANUAL)
    entry = plan.option.entry
    if any(isinstance(node, ast.Constant) and node.value == entry.name
           for parent in ast.walk(subject.structure.module.node)
           if not isinstance(parent, ast.Dict) and not (
               isinstance(parent, ast.Subscript) and isinstance(parent.ctx, ast.Store))
           for node in ast.iter_child_nodes(parent)):
        raise Withheld(Reason.OTHER_USES, f"'{entry.name}' is looked up elsewhere too")
    change = Change()
    rename(entry, plan.new, subject, change)
    return change
