"""Gives handshake hooks the parameters and results of the new implementation."""

from __future__ import annotations

import ast
from http import HTTPStatus

from ..model.hooks import returned
from ..model.scopes import Scope
from ..model.values import constant
from ..plans import ReplaceHook
from . import subprotocols
from .changes import Change
from .functions import Function, positional, rename_parameters, replace_parameter
from .imports import Imports
from .reasons import Reason, Withheld
from .subject import Subject

_RESPONSE = "websockets.http11.Response"
_HEADERS = "websockets.datastructures.Headers"
_UTF8 = frozenset({"utf-8", "utf8", "UTF-8", "ascii"})


def plan(plan: ReplaceHook, subject: Subject, imports: Imports) -> Change:
    """The change for one hook. Raises ``Withheld``."""
    hook = plan.hook
    if hook is None:
        raise Withheld(Reason.MANUAL)
    parameters = positional(hook.function)[-len(hook.parameters):] if hook.parameters else []
    if plan.signature and (
        len(parameters) != 2 or hook.function.args.defaults or hook.function.args.kwonlyargs
        or hook.function.args.vararg or hook.function.args.kwarg
    ):
        raise Withheld(Reason.STAR_ARGUMENTS, "the hook takes other parameters too")
    if plan.signature and not isinstance(hook.function, ast.Lambda):
        _require_unused(hook.function, subject)
    change = Change()
    if hook.what == "select_subprotocol":
        if plan.signature:
            subprotocols.change_hook(hook.function, parameters, subject, change)
        return change
    connection = parameters[0].arg if parameters and not plan.signature else "connection"
    if plan.signature:
        rename_parameters(
            hook.function, parameters, ("connection", "request"), subject, change)
        for parameter, text in zip(parameters, ("request.path", "request.headers")):
            replace_parameter(parameter.arg, text, hook.function, subject, change)
    _returns(hook.function, connection, subject, imports, change)
    return change


def _require_unused(function: ast.FunctionDef | ast.AsyncFunctionDef, subject: Subject) -> None:
    """Raise if the program calls the hook itself."""
    classes = subject.model.kinds.classes
    owner = classes.of_method(subject.structure.scopes[function])
    if any(classes.calls(call.func, scope, function, owner)
           for call, scope, _ in subject.structure.calls_named((function.name,))):
        raise Withheld(Reason.OTHER_USES, "the program calls the hook itself")
    if function.name in subject.kept_names:
        raise Withheld(Reason.OTHER_USES, "other files import it from this one")


def _returns(
    function: Function, connection: str, subject: Subject, imports: Imports, change: Change
) -> None:
    scope = subject.structure.scopes[function]
    results: list[tuple[ast.expr | None, ast.stmt]]
    if isinstance(function, ast.Lambda):
        results = [(function.body, _statement_of(function, subject))]
    else:
        results = [(node.value, node) for node in returned(function, subject.structure)]
    while results:
        value, statement = results.pop()
        if isinstance(value, ast.IfExp):
            results += [(value.body, statement), (value.orelse, statement)]
        elif isinstance(value, ast.Tuple):
            _result(value, connection, scope, statement, subject, imports, change)
        elif not _is_none(value):
            raise Withheld(Reason.NOT_LITERAL, "it returns a computed value")


def _statement_of(function: ast.Lambda, subject: Subject) -> ast.stmt:
    for given in subject.model.handlers.given:
        if given.function is function:
            for call, _, statement in subject.structure.calls:
                if call is given.call:
                    return statement
    raise Withheld(Reason.NOT_FOUND)


def _is_none(node: ast.expr | None) -> bool:
    return node is None or (isinstance(node, ast.Constant) and node.value is None)


def _result(
    value: ast.Tuple, connection: str, scope: Scope, statement: ast.stmt, subject: Subject,
    imports: Imports, change: Change,
) -> None:
    """``status, headers, body`` as a response."""
    if len(value.elts) not in (2, 3) or any(isinstance(e, ast.Starred) for e in value.elts):
        raise Withheld(Reason.NOT_LITERAL, "it returns a computed value")
    document = subject.document
    start, end = document.extent(value)
    if document.has_comment(start, end):
        raise Withheld(Reason.COMMENT_IN_SPAN)
    status, headers = value.elts[0], value.elts[1]
    body = value.elts[2] if len(value.elts) == 3 else None
    text = '""' if body is None else _text(body, document.of(body))
    if text is not None and _is_empty(headers):
        # The status stays in place, so that changes inside it go along.
        change.edit(start, document.start(status), f"{connection}.respond(")
        if body is None:
            change.edit(document.end(status), end, f', {text})')
            return
        change.edit(document.end(status), document.start(body), ", ")
        written = document.of(body)
        if text != written:
            offset = written.find(text)
            if offset < 0:
                raise Withheld(Reason.NOT_LITERAL)
            change.edit(document.start(body), document.start(body) + offset, "")
            change.edit(document.start(body) + offset + len(text), document.end(body), "")
        change.edit(document.end(body), end, ")")
        return
    response, needs = imports.reach(_RESPONSE, scope, statement)
    change.needs += needs
    made, needs = imports.reach(_HEADERS, scope, statement)
    change.needs += needs
    code, phrase = _status(status, document.of(status), scope)
    change.edit(start, document.end(status), f"{response}({code}, {phrase}")
    change.edit(document.end(status), document.start(headers), f", {made}(")
    if body is None:
        change.edit(document.end(headers), end, "))")
    else:
        change.edit(document.end(headers), document.start(body), "), ")
        change.edit(document.end(body), end, ")")


def _status(status: ast.expr, written: str, scope: Scope) -> tuple[str, str]:
    """A status as a number and its phrase."""
    value = constant(status, scope)
    if isinstance(value, int) and isinstance(status, ast.Constant):
        try:
            return str(int(value)), f'"{HTTPStatus(value).phrase}"'
        except ValueError:
            return str(value), '""'
    if isinstance(status, ast.Attribute) and status.attr in HTTPStatus.__members__:
        return f"{written}.value", f"{written}.phrase"
    return f"int({written})", '""'


def _is_empty(node: ast.expr) -> bool:
    if isinstance(node, (ast.List, ast.Tuple)):
        return not node.elts
    if isinstance(node, ast.Dict):
        return not node.keys
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        return name in ("Headers", "dict", "list") and not node.args and not node.keywords
    return False


def _evaluated(written: str) -> bytes | None:
    """What a literal text is, encoded."""
    try:
        value = ast.literal_eval(written)
    except (SyntaxError, ValueError):
        return None
    return value.encode() if isinstance(value, str) else None


def _text(body: ast.expr, written: str) -> str | None:
    """The text of which some bytes are the encoding, as it is written; None if it is not plain."""
    if isinstance(body, ast.Constant) and isinstance(body.value, bytes):
        # The same escapes mean the same in text, or it is not plain.
        return written[1:] if _evaluated(written[1:]) == body.value else None
    if isinstance(body, ast.Call) and isinstance(body.func, ast.Attribute) and (
        body.func.attr == "encode"
    ) and not body.keywords and len(body.args) <= 1:
        if body.args and not (isinstance(body.args[0], ast.Constant)
                              and body.args[0].value in _UTF8):
            return None
        stem = written[:written.rfind(".encode")].rstrip()
        return None if stem.endswith(")") else stem
    return None
