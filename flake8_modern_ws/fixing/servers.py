"""Gives the options of a server configuration values."""

from __future__ import annotations

import ast

from ..plans import SetOptions
from . import lists
from .changes import Change
from .imports import Imports
from .reasons import Reason, Withheld
from .subject import Subject

#: What a value may be made of to be replaced: a computed one is somebody's intention.
_LITERAL = (ast.Constant, ast.UnaryOp, ast.BinOp, ast.operator, ast.unaryop)


def plan(plan: SetOptions, subject: Subject, imports: Imports) -> Change:
    """The change for one configuration. Raises ``Withheld``."""
    configuration = plan.configuration
    if configuration is None or not isinstance(configuration.node, ast.Call):
        raise Withheld(Reason.MANUAL)
    change = Change()
    missing: list[str] = []
    for name, value in plan.options:
        stated = configuration.options.get(name)
        if stated is None:
            missing.append(f"{name}={value}")
            continue
        current = _value(stated.node, configuration.statement, subject)
        if not all(isinstance(node, _LITERAL) for node in ast.walk(current)):
            raise Withheld(Reason.NOT_LITERAL)
        change.edit(*subject.document.extent(current), value)
    if missing:
        call = configuration.node
        if any(keyword.arg is None for keyword in call.keywords):
            raise Withheld(Reason.STAR_ARGUMENTS)
        elements = subject.locator.arguments(call)
        if not elements.parts:
            raise Withheld(Reason.NOT_LITERAL)
        change.add([lists.append(subject.document, elements, missing)])
    return change


def _value(node: ast.AST, statement: ast.stmt, subject: Subject) -> ast.expr:
    """The value that a keyword, or the key of a literal, gives."""
    if isinstance(node, ast.keyword):
        return node.value
    parent = subject.parent(node, statement)
    if isinstance(parent, ast.Dict) and node in parent.keys:
        return parent.values[parent.keys.index(node)]
    raise Withheld(Reason.NOT_LITERAL, "it is set in a statement of its own")
