"""Calls of exceptions' classes that take other arguments today."""

from __future__ import annotations

import ast
import re
import sys
from http import HTTPStatus
from typing import NamedTuple

from ..catalog import websockets_attributes as table
from ..model.events import Reference
from ..model.narrowing import tested_types, tested_within
from ..model.scopes import Scope
from ..model.values import constant
from ..plans import ReplaceConstructor
from .changes import Change
from .imports import HEADERS, RESPONSE, Imports
from .reasons import Reason, Withheld
from .subject import Subject

_CLOSE = "websockets.frames.Close"
_STATUS_ATTRIBUTES = frozenset(row.name for row in table.EXCEPTION["InvalidStatusCode"])
#: What the library itself used to write as the message of ``PayloadTooBig``.
_SIZES = re.compile(r"over size limit \((\d+) > (\d+) bytes\)")
#: How many variables lead to the types of a clause.
_FOLLOWED = 20
#: The class whose instances carry a response in place of a status and headers.
STATUS = "websockets.exceptions.InvalidStatus"


def plan(plan: ReplaceConstructor, subject: Subject, imports: Imports) -> Change:
    """The change for one call. Raises ``Withheld``."""
    call, event = plan.call, plan.event
    if call is None or event is None:
        raise Withheld(Reason.MANUAL)
    if plan.path == "InvalidStatusCode":
        return Change()  # goes with the name, see status()
    if plan.path == "PayloadTooBig":
        return _too_big(call, subject)
    if plan.path == "InvalidURI":
        change = Change()
        if len(call.args) != 1 or call.keywords or isinstance(call.args[0], ast.Starred):
            raise Withheld(Reason.NOT_LITERAL)
        end = subject.locator.argument(call, call.args[0])[1]
        change.edit(end, end, ', "invalid URI"')
        return change
    return _closed(call, event, subject, imports)


def _too_big(call: ast.Call, subject: Subject) -> Change:
    """``PayloadTooBig("over size limit (2 > 1 bytes)")``: the two sizes, if it tells them."""
    message = call.args[0]
    sizes: list[str] = []
    if isinstance(message, ast.Constant) and isinstance(message.value, str):
        found = _SIZES.fullmatch(message.value)
        sizes = list(found.groups()) if found else []
    elif isinstance(message, ast.JoinedStr):
        values = [part.value for part in message.values if isinstance(part, ast.FormattedValue)]
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "0"
                       for part in message.values)
        if _SIZES.fullmatch(text) and len(values) == 2 and sys.version_info >= (3, 12):
            sizes = [subject.document.of(value) for value in values]
    if not sizes:
        raise Withheld(Reason.MANUAL, "the message does not tell the two sizes")
    change = Change()
    start, end = subject.locator.argument(call, message)
    if subject.document.has_comment(start, end):
        raise Withheld(Reason.COMMENT_IN_SPAN)
    change.edit(start, end, ", ".join(sizes))
    return change


def _closed(
    call: ast.Call, event: Reference, subject: Subject, imports: Imports
) -> Change:
    """``ConnectionClosed(code, reason)``: the close frame that was received."""
    sent = call.args[2] if len(call.args) == 3 and isinstance(call.args[2], ast.Constant) and (
        not call.args[2].value) else None
    code, reason = _arguments(call, ("code", "reason"), subject, 0 if sent is None else 1)
    change = Change()
    local, change.needs = imports.reach(_CLOSE, event.scope, event.statement)
    _before(code, f"{local}(", change)
    if reason is None:
        _after(code, ', ""), None', change)
    else:
        _before(reason, "", change)
        last = reason.end if sent is None else subject.locator.argument(call, sent)[1]
        change.edit(reason.end, last, "), None")
    return change


def refuse_other_reads(subject: Subject) -> None:
    """Raise ``Withheld`` if a clause reads what only the old class has, of what may be another.

    The attributes of what is known to be of that class change with its name.
    """
    model = subject.model
    for handler, scope, _ in subject.structure.handlers:
        if handler.name is None or not _catches_status(handler.type, scope, subject):
            continue
        for node in ast.walk(ast.Module(handler.body, [])):
            if _reads(node, handler.name):
                known = isinstance(node, ast.Attribute) and any(
                    ((kind := model.kinds.at(found.value, where, statement)) is not None
                     and kind.role == "exception")
                    or _tested_otherwise(found.value, where, statement, subject)
                    for found, where, statement in model.attributes(_STATUS_ATTRIBUTES)
                    if found is node)
                if not known:
                    raise _another(getattr(node, "lineno", 0))
    _refuse_reads_of_tested(subject)


def _another(line: int) -> Withheld:
    return Withheld(
        Reason.OTHER_USES, f"line {line} reads an attribute of what may be another exception")


def _refuse_reads_of_tested(subject: Subject) -> None:
    """The same where a test asks for the class: ``isinstance``, or ``type(error) is ...``."""
    model = subject.model
    tested: list[tuple[str | None, Scope]] = []
    for name in ("isinstance", "issubclass", "type"):
        for node, scope, statement in subject.structure.uses.get(name, ()):
            call = subject.parent(node, statement)
            if not isinstance(call, ast.Call) or call.func is not node or not call.args:
                continue
            types: list[ast.expr] = call.args[1:]
            if name == "type":
                comparison = subject.parent(call, statement)
                types = comparison.comparators if isinstance(comparison, ast.Compare) else []
            if any(_catches_status(part, scope, subject) for part in types):
                tested.append((None if name == "issubclass" else ast.dump(call.args[0]), scope))
    for read, scope, statement in model.attributes(_STATUS_ATTRIBUTES) if tested else ():
        value = read.value
        if any(scope is where and (
            isinstance(value, ast.Name) if asked is None else ast.dump(value) == asked)
               for asked, where in tested) and (
            model.kinds.at(value, scope, statement) is None
        ) and not _tested_otherwise(value, scope, statement, subject):
            raise _another(read.lineno)


def _tested_otherwise(
    node: ast.expr, scope: Scope, statement: ast.stmt, subject: Subject
) -> bool:
    """Whether a test around an expression says that it is of another class."""
    tested = next(tested_types(node, scope, statement, subject.structure), None)
    types = tested_within(node, statement) if tested is None else tested[0]
    return types is not None and not _catches_status(types, scope, subject)


def _reads(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.Attribute):
        return (node.attr in _STATUS_ATTRIBUTES and isinstance(node.value, ast.Name)
                and node.value.id == name)
    return (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            and node.func.id in ("getattr", "hasattr") and len(node.args) > 1
            and isinstance(node.args[0], ast.Name) and node.args[0].id == name
            and isinstance(node.args[1], ast.Constant)
            and node.args[1].value in _STATUS_ATTRIBUTES)


def _catches_status(node: ast.expr | None, scope: Scope, subject: Subject) -> bool:
    """Whether the types of a clause include the old class, themselves or by a variable."""
    pending = [node]
    followed = 0
    while pending:
        part = pending.pop()
        if isinstance(part, ast.Tuple):
            pending += part.elts
        elif part is not None:
            paths = subject.model.names.paths(part, scope)
            if any(path.endswith(".InvalidStatusCode") for path in paths):
                return True
            if not paths and isinstance(part, ast.Name) and followed < _FOLLOWED:
                followed += 1
                pending += [binding.value for binding in scope.lookup(part.id)]
    return False


def status(
    call: ast.Call, scope: Scope, statement: ast.stmt, subject: Subject, imports: Imports,
    change: Change,
) -> None:
    """``InvalidStatusCode(status, headers)``: the arguments become a response."""
    code, headers = _arguments(call, ("status_code", "headers"), subject)
    response, needs = imports.reach(RESPONSE, scope, statement)
    change.needs += needs
    local, needs = imports.reach(HEADERS, scope, statement)
    change.needs += needs
    value = constant(code.value, scope)
    try:
        phrase = HTTPStatus(value).phrase if isinstance(value, int) else ""
    except ValueError:
        phrase = ""
    _before(code, f"{response}(", change)
    if headers is None:
        _after(code, f', "{phrase}", {local}())', change)
    else:
        _after(code, f', "{phrase}"', change)
        if isinstance(headers.value, ast.Constant) and headers.value.value is None:
            change.edit(headers.start, headers.end, f"{local}())")
            return
        _before(headers, f"{local}(", change)
        _after(headers, "))", change)


class _Argument(NamedTuple):
    """An argument with its keyword, and its value; ``inner`` to ``end``, with its brackets."""

    start: int
    inner: int
    end: int
    value: ast.expr


def _arguments(
    call: ast.Call, names: tuple[str, str], subject: Subject, further: int = 0
) -> tuple[_Argument, _Argument | None]:
    """The two arguments of a call, the second of which may be missing, in this order.

    So many ``further`` ones without a meaning may follow.
    """
    if any(isinstance(a, ast.Starred) for a in call.args) or any(
        keyword.arg is None for keyword in call.keywords
    ):
        raise Withheld(Reason.STAR_ARGUMENTS)
    if len(call.args) > 2 + further:
        raise Withheld(Reason.MANUAL, f"the call has more than {' and '.join(names)}")
    document = subject.document
    given: dict[str, _Argument] = {}
    for name, value in zip(names, call.args):
        start, end = subject.locator.argument(call, value)
        given[name] = _Argument(start, start, end, value)
    for keyword in call.keywords:
        if keyword.arg is None or keyword.arg not in names or keyword.arg in given:
            raise Withheld(Reason.MANUAL, f"the call has more than {' and '.join(names)}")
        start, end = subject.locator.argument(call, keyword.value)
        given[keyword.arg] = _Argument(document.start(keyword), start, end, keyword.value)
    if tuple(given) not in (names, names[:1]):
        raise Withheld(Reason.NOT_LITERAL, "the arguments stand in another order")
    if subject.locator.arguments(call).comments:
        raise Withheld(Reason.COMMENT_IN_SPAN)
    return given[names[0]], given.get(names[1])


def _before(argument: _Argument, text: str, change: Change) -> None:
    """Text in front of an argument, in place of its keyword."""
    change.edit(argument.start, argument.inner, text)


def _after(argument: _Argument, text: str, change: Change) -> None:
    change.edit(argument.end, argument.end, text)
