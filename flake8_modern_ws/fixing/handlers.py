"""Takes ``path`` from connection handlers, and from the calls that give it."""

from __future__ import annotations

import ast

from ..model.handlers import Given
from ..model.names import chain
from ..model.scopes import FunctionNode, Scope
from ..plans import RemovePath
from . import lists
from .changes import Change
from .functions import (
    Function,
    insert_first,
    is_rebound,
    positional,
    reads,
    replace_reads,
)
from .imports import Imports
from .reasons import Reason, Withheld
from .subject import Subject

_SIMPLE = (ast.Constant, ast.Name, ast.Attribute, ast.Load, ast.JoinedStr, ast.FormattedValue)


def plan(plan: RemovePath, subject: Subject, imports: Imports) -> Change:
    """The change for one handler. Raises ``Withheld``."""
    given = plan.given
    if given is None:
        raise Withheld(Reason.MANUAL)
    function, index = given.function, given.skipped + 1
    if any(other.function is function and (other.skipped != given.skipped or not other.direct
                                           or other.what != "handler")
           for other in subject.model.handlers.given):
        raise Withheld(Reason.OTHER_USES, "the function is given to the library in several ways")
    parameters = positional(function)
    connection, path = parameters[index - 1].arg, parameters[index]
    change = Change()
    uses = reads(path.arg, function, subject)
    rebound = is_rebound(path.arg, function, subject)
    used = bool(uses) or rebound
    if used and is_rebound(connection, function, subject) and isinstance(function, ast.Lambda):
        raise Withheld(Reason.WRITTEN_TO)
    _remove_parameter(function, path, subject, change)
    if isinstance(function, ast.Lambda):
        replace_reads(uses, path.arg, f"{connection}.request.path", subject, change)
        return change
    if used:
        insert_first(
            f"{path.arg} = {connection}.request.path", function, subject, change)
    _adapt_callers(given, function, index, path.arg, used, subject, change)
    return change


def _remove_parameter(
    function: Function, parameter: ast.arg, subject: Subject, change: Change
) -> None:
    elements = subject.locator.parameters(function)
    start = subject.document.start(parameter)
    index = next((i for i, part in enumerate(elements.parts) if part.start == start), None)
    if index is None:
        raise Withheld(Reason.NOT_FOUND)
    change.add(lists.remove(subject.document, elements, {index}))


def _adapt_callers(
    given: Given, function: FunctionNode, index: int, path: str, used: bool, subject: Subject,
    change: Change,
) -> None:
    """Take the argument from direct calls; refuse what hands the function to others."""
    classes = subject.model.kinds.classes
    scope = subject.structure.scopes[function]
    owner = classes.of_method(scope)
    if owner is None and scope.parent is not None and scope.parent.kind == "module" and (
        function.name in subject.kept_names
    ):
        raise Withheld(Reason.OTHER_USES, "other files import it from this one")
    if owner is not None and _is_overridden(owner, function, subject):
        raise Withheld(Reason.OTHER_USES, "a class below or above defines the method too")
    calls: list[ast.Call] = []
    for call, where, _ in subject.structure.calls_named((function.name,)):
        if classes.calls(call.func, where, function, owner):
            calls.append(call)
            _take_argument(call, function, index, owner is not None, path, used, subject, change)
    if owner is None:
        mentions = [use for use in subject.structure.uses.get(function.name, ())
                    if any(b.node is function for b in use[1].lookup(function.name))]
    else:
        mentions = list(subject.model.attributes({function.name}))
    for node, where, statement in mentions:
        if not _is_known(node, where, statement, function, calls, subject):
            raise Withheld(Reason.OTHER_USES, f"'{function.name}' is handed to other code too")


def _is_overridden(owner: ast.ClassDef | bool, function: FunctionNode, subject: Subject) -> bool:
    for node, _ in subject.structure.classes:
        if node is not owner and function.name in subject.structure.scopes[node].bindings:
            return True
    return False


def _is_known(
    node: ast.expr, scope: Scope, statement: ast.stmt, function: FunctionNode,
    calls: list[ast.Call], subject: Subject,
) -> bool:
    """Whether a mention of the function is a direct call, or gives it to the library."""
    parent = subject.parent(node, statement)
    if isinstance(parent, ast.Call) and parent in calls and parent.func is node:
        return True
    handing: set[ast.AST] = {
        item.call for item in subject.model.handlers.given if item.function is function}
    current: ast.AST | None = node
    while current is not None:
        if current in handing:
            return True
        current = subject.parent(current, statement)
    if isinstance(statement, ast.Assign) and statement.value is node:
        return False
    # The attribute of another object that only has the same name.
    return isinstance(node, ast.Attribute) and subject.model.kinds.classes.of_method(
        subject.structure.scopes[function]) is not None and not _is_own(node, scope, subject)


def _is_own(node: ast.Attribute, scope: Scope, subject: Subject) -> bool:
    if not isinstance(node.value, ast.Name):
        return True
    return subject.model.kinds.classes.self_class(node.value.id, scope) is not None or bool(
        chain(node)[1])


def _take_argument(
    call: ast.Call, function: FunctionNode, index: int, method: bool, path: str, used: bool,
    subject: Subject, change: Change,
) -> None:
    position = index - (1 if method else 0)
    if any(isinstance(a, ast.Starred) for a in call.args) or any(
        keyword.arg is None for keyword in call.keywords
    ):
        raise Withheld(Reason.STAR_ARGUMENTS)
    found: ast.AST | None = None
    value: ast.expr | None = None
    if len(call.args) > position:
        found = value = call.args[position]
    for keyword in call.keywords:
        if keyword.arg == path:
            found, value = keyword, keyword.value
    if found is None or value is None:
        return
    if not all(isinstance(node, _SIMPLE) for node in ast.walk(value)):
        raise Withheld(Reason.NOT_LITERAL, "a call computes the path that it gives")
    passed_on = (isinstance(value, ast.Name) and value.id == path) or (
        isinstance(value, ast.Attribute) and value.attr == "path")
    if used and not passed_on:
        raise Withheld(Reason.OTHER_USES, "a call gives it another path")
    elements = subject.locator.arguments(call)
    start = subject.document.start(found)
    where = next((i for i, part in enumerate(elements.parts) if part.start == start), None)
    if where is None:
        raise Withheld(Reason.NOT_FOUND)
    change.add(lists.remove(subject.document, elements, {where}))
