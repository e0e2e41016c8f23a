"""Gives hooks that select a subprotocol the parameters of the new implementation.

The legacy implementation called them with the lists of both sides, and only if neither was
empty; the new one always calls them, with what the client offers.
"""

from __future__ import annotations

import ast

from ..model.hooks import returned
from ..model.scopes import Block
from .changes import Change
from .functions import (
    CONNECTION,
    Function,
    insert_first,
    is_rebound,
    reads,
    rename_parameters,
    replace_parameter,
    replace_reads,
)
from .reasons import Reason, Withheld
from .subject import Subject

#: Names for what the client offers, the best first.
_OFFERED = ("subprotocols", "offered_subprotocols")


def change_hook(
    function: Function, parameters: list[ast.arg], subject: Subject, change: Change
) -> None:
    """Change the parameters and what reads them. Raises ``Withheld``."""
    client, server = (parameter.arg for parameter in parameters)
    if is_rebound(server, function, subject):
        raise Withheld(Reason.WRITTEN_TO, f"'{server}' gets another value")
    known = _server_list(function, subject)
    uses = reads(server, function, subject)
    safe = _answers_none_to_nothing(function, client, subject)
    free = tuple(name for name in _OFFERED if name != server)
    _, offered = rename_parameters(function, parameters, (CONNECTION, free), subject, change)
    replace_parameter(client, offered, function, subject, change)
    if uses:
        if known is None:
            raise Withheld(Reason.NOT_LITERAL, "the server's own list is computed")
        if known.isidentifier() or isinstance(function, ast.Lambda):
            replace_reads(uses, server, known, function, subject, change)
        else:
            insert_first(f"{server} = {known}", function, subject, change)
    if safe:
        return
    if isinstance(function, ast.Lambda):
        raise Withheld(
            Reason.MANUAL, "it would be called for clients that offer no subprotocol")
    insert_first(f"if not {offered}:", function, subject, change, suite="return None")


def _server_list(function: Function, subject: Subject) -> str | None:
    """The list of the server as it can be written in the hook; None if it is computed."""
    found: set[str | None] = set()
    for given in subject.model.handlers.given:
        if given.function is not function:
            continue
        if any(keyword.arg is None for keyword in given.call.keywords):
            raise Withheld(Reason.STAR_ARGUMENTS)
        value = next((keyword.value for keyword in given.call.keywords
                      if keyword.arg == "subprotocols"), None)
        if value is None or _is_empty(value):
            raise Withheld(Reason.MANUAL, "without 'subprotocols' the hook was never called")
        if _is_literal(value):
            found.add(subject.document.of(value))
            continue
        bindings = given.scope.lookup(value.id) if isinstance(value, ast.Name) else []
        inside = subject.structure.scopes[function]
        if isinstance(value, ast.Name) and len(bindings) == 1 and _is_literal(
            bindings[0].value
        ) and bindings[0].scope.kind == "module" and inside.lookup(value.id) is bindings:
            found.add(value.id)
        else:
            found.add(None)
    if len(found) > 1:
        raise Withheld(Reason.SEVERAL_MEANINGS, "several servers have the hook")
    return found.pop() if found else None


def _is_empty(node: ast.expr) -> bool:
    if isinstance(node, (ast.List, ast.Tuple)):
        return not node.elts
    return isinstance(node, ast.Constant)


def _is_literal(node: ast.expr | None) -> bool:
    return isinstance(node, (ast.List, ast.Tuple)) and bool(node.elts) and all(
        isinstance(item, ast.Constant) for item in node.elts) and node.lineno == node.end_lineno


def _answers_none_to_nothing(function: Function, client: str, subject: Subject) -> bool:
    """Whether every result of the hook is one of what the client offers."""
    if isinstance(function, ast.Lambda):
        return _is_chosen(function.body, client)
    for node in returned(function, subject.structure):
        if _is_chosen(node.value, client):
            continue
        block: Block = node
        while block is not function:
            position = subject.structure.positions.get(block)
            if position is None:
                return False
            parent = position.parent
            if position.field == "body" and (
                (isinstance(parent, ast.If) and _holds(parent.test, client))
                or (isinstance(parent, ast.For) and isinstance(parent.iter, ast.Name)
                    and parent.iter.id == client)
            ):
                break
            block = parent
        else:
            return False
    return not is_rebound(client, function, subject) and all(
        _is_looked_at(node, statement, subject)
        for node, _, statement in reads(client, function, subject))


def _is_chosen(value: ast.expr | None, client: str) -> bool:
    """Whether an expression is None unless the client offers something."""
    if value is None or (isinstance(value, ast.Constant) and value.value is None):
        return True
    if isinstance(value, ast.IfExp):
        return _holds(value.test, client) and _is_chosen(value.orelse, client)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and (
        value.func.id == "next" and len(value.args) == 2
    ):
        items, default = value.args
        if not isinstance(items, ast.GeneratorExp) or not _is_chosen(default, client):
            return False
        first = items.generators[0].iter
        return (isinstance(first, ast.Name) and first.id == client) or any(
            _holds(test, client) for part in items.generators for test in part.ifs)
    return False


def _holds(test: ast.expr, client: str) -> bool:
    """Whether a test is false for a client that offers nothing."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return any(_holds(part, client) for part in test.values)
    if isinstance(test, ast.Name):
        return test.id == client
    return isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(
        test.ops[0], ast.In
    ) and isinstance(test.comparators[0], ast.Name) and test.comparators[0].id == client


def _is_looked_at(node: ast.expr, statement: ast.stmt, subject: Subject) -> bool:
    """Whether a use of the list cannot fail because it is empty."""
    parent = subject.parent(node, statement)
    return isinstance(node, ast.Name) and not isinstance(parent, (ast.Subscript, ast.Call))
