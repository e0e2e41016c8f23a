"""Gives the options of a server configuration values."""

from __future__ import annotations

import ast

from ..model.servers import ServerConfiguration
from ..plans import SetOptions
from . import lists
from .changes import Change
from .edits import Edit
from .imports import Imports
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
        current = _value(stated.node, subject)
        if not all(isinstance(node, _LITERAL) for node in ast.walk(current)):
            raise Withheld(Reason.NOT_LITERAL)
        change.edit(*subject.document.extent(current), value)
    if missing:
        change.add([_added(configuration, missing, subject)])
    return change


def _added(
    configuration: ServerConfiguration, missing: list[tuple[str, str]], subject: Subject
) -> Edit:
    """Further options at the end of the call, or of the mapping that holds the others."""
    node: ast.AST | None = configuration.node
    if configuration.kind == "worker" and isinstance(
        configuration.statement, (ast.Assign, ast.AnnAssign)
    ):
        node = configuration.statement.value
    given = {keyword.arg: keyword.value for keyword in getattr(node, "keywords", ())}
    if "target" in given and isinstance(node, ast.Call):  # a thread's or process's
        node = given.get("kwargs")
    if isinstance(node, ast.Dict):
        if None in node.keys:
            raise Withheld(Reason.STAR_ARGUMENTS, "the mapping takes in another one")
        if not node.keys:  # other findings may add to it as well
            raise Withheld(Reason.NOT_LITERAL, "the mapping is empty")
        texts = [f'"{name}": {value}' for name, value in missing]
        return lists.append(subject.document, subject.locator.entries(node), texts)
    if not isinstance(node, ast.Call):
        raise Withheld(Reason.NOT_LITERAL)
    return _appended(node, [f"{name}={value}" for name, value in missing], subject)


def _appended(call: ast.Call, texts: list[str], subject: Subject) -> Edit:
    if any(keyword.arg is None for keyword in call.keywords):
        raise Withheld(Reason.STAR_ARGUMENTS)
    elements = subject.locator.arguments(call)
    if not elements.parts:
        raise Withheld(Reason.NOT_LITERAL)
    return lists.append(subject.document, elements, texts)


def _value(node: ast.AST, subject: Subject) -> ast.expr:
    """The value that a keyword, the key of a literal or an assignment to a key gives."""
    if isinstance(node, ast.keyword):
        return node.value
    parent = subject.everywhere.get(node)
    if isinstance(parent, ast.Dict) and node in parent.keys:
        return parent.values[parent.keys.index(node)]
    if isinstance(node, ast.Subscript) and isinstance(parent, ast.Assign) and (
        parent.targets == [node]
    ):
        return parent.value
    raise Withheld(Reason.NOT_LITERAL, "no literal states it")
