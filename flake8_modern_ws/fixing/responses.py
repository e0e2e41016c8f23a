"""Turns what a legacy hook returns, ``status, headers, body``, into a response.

``connection.respond`` gives the date, the length and the type of the body, as the legacy
implementation did; it takes text. Other bodies need a ``Response``, which gives nothing by
itself.
"""

from __future__ import annotations

import ast
import warnings
from http import HTTPStatus

from ..model.hooks import returned
from ..model.scopes import Scope
from ..model.values import constant
from . import hook_types
from .changes import Change
from .edits import Edit, splice
from .functions import Function, is_free
from .imports import HEADERS, RESPONSE, Imports
from .reasons import Reason, Withheld
from .subject import Subject

_UTF8 = frozenset({"utf-8", "utf8", "UTF-8", "ascii"})
#: Headers that ``respond`` sets; setting one again would add a second.
_SET = frozenset({"date", "connection", "content-length", "content-type"})


def change_results(
    function: Function, connection: str, subject: Subject, imports: Imports, change: Change
) -> None:
    """Change every result of a hook. Raises ``Withheld``."""
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
    hook_types.change_result(function, subject, imports, change)


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
    text = None if body is None else _text(body, subject)
    if body is None or text is not None:
        if _is_empty(headers):
            # The status stays in place, so that changes inside it go along.
            change.edit(start, document.start(status), f"{connection}.respond(")
            if text is None:
                change.edit(document.end(status), end, ', "")')
            else:
                change.edit(document.end(status), text[0], ", ")
                change.edit(text[1], end, ")")
            return
        given = _literal_headers(headers, subject)
        if given and _sets_headers(
            value, given, connection, text, statement, scope, subject, change
        ):
            return
    response, needs = imports.reach(RESPONSE, scope, statement)
    change.needs += needs
    made, needs = imports.reach(HEADERS, scope, statement)
    change.needs += needs
    code, phrase = _status(status, document.of(status), scope)
    change.edit(start, document.end(status), f"{response}({code}, {phrase}")
    change.edit(document.end(status), document.start(headers), f", {made}(")
    if body is None:
        change.edit(document.end(headers), end, "))")
    else:
        change.edit(document.end(headers), document.start(body), "), ")
        change.edit(document.end(body), end, ")")


def _literal_headers(node: ast.expr, subject: Subject) -> list[tuple[str, ast.expr]] | None:
    """The headers of a literal, by name; None if it is none."""
    if isinstance(node, ast.Call) and getattr(
        node.func, "attr", getattr(node.func, "id", "")
    ) in ("Headers", "dict") and len(node.args) == 1 and not node.keywords:
        node = node.args[0]
    pairs: list[tuple[ast.expr | None, ast.expr]] = []
    if isinstance(node, ast.Dict):
        pairs = list(zip(node.keys, node.values))
    elif isinstance(node, (ast.List, ast.Tuple)):
        for item in node.elts:
            if not isinstance(item, (ast.Tuple, ast.List)) or len(item.elts) != 2:
                return None
            pairs.append((item.elts[0], item.elts[1]))
    found: list[tuple[str, ast.expr]] = []
    for key, value in pairs:
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str) or (
            not key.value.isascii() or not key.value.isprintable() or '"' in key.value
            or isinstance(value, (ast.Starred, ast.NamedExpr)) or "\n" in subject.document.of(value)
        ):
            return None
        found.append((key.value, value))
    return found


def _sets_headers(
    value: ast.Tuple, given: list[tuple[str, ast.expr]], connection: str,
    text: tuple[int, int] | None, statement: ast.stmt, scope: Scope, subject: Subject,
    change: Change,
) -> bool:
    """Write a response that gets its headers one by one; False if there is no room for that."""
    document = subject.document
    begin, stop = document.extent(statement)
    line_start = document.line_extent(begin)[0]
    indent = document.text[line_start:begin]
    behind = document.text[stop:document.line_extent(stop - 1)[1]].strip()
    if not isinstance(statement, ast.Return) or statement.value is not value or indent.strip(
        " \t"
    ) or (behind and not behind.startswith("#")) or not isinstance(
        scope.node, (ast.FunctionDef, ast.AsyncFunctionDef)
    ) or not is_free("response", scope.node, subject):
        return False
    if document.text[:line_start].rstrip("\r\n").endswith("\\"):
        return False
    written = '""'
    if text is not None:
        # What changes inside the text moves with it.
        inner = [edit for edit in change.edits
                 if text[0] <= edit.start and edit.end <= text[1]]
        change.edits = [edit for edit in change.edits if edit not in inner]
        written = splice(document.text[text[0]:text[1]], [
            Edit(edit.start - text[0], edit.end - text[0], edit.text) for edit in inner])
    status = value.elts[0]
    line = f"{document.newline}{indent}"
    change.edit(begin, document.start(status), f"response = {connection}.respond(")
    last = document.end(status)
    separator = f", {written})"
    seen: set[str] = set()
    for name, item in given:
        if name.lower() in _SET and name.lower() not in seen:
            separator += f'{line}del response.headers["{name}"]'
        seen.add(name.lower())
        change.edit(last, document.start(item),
                    f'{separator}{line}response.headers["{name}"] = ')
        separator, last = "", document.end(item)
    change.edit(last, stop, f"{line}return response")
    return True


def _status(status: ast.expr, written: str, scope: Scope) -> tuple[str, str]:
    """A status as a number and its phrase."""
    value = constant(status, scope)
    if isinstance(value, int) and isinstance(status, ast.Constant):
        try:
            return str(int(value)), f'"{HTTPStatus(value).phrase}"'
        except ValueError:
            return str(value), '""'
    if _is_member(status):
        return f"{written}.value", f"{written}.phrase"
    bindings = scope.lookup(status.id) if isinstance(status, ast.Name) else []
    if bindings and all(
        binding.kind == "assignment" and _is_member(binding.value) for binding in bindings
    ):
        return f"{written}.value", f"{written}.phrase"
    return f"int({written})", '""'


def _is_member(node: ast.expr | None) -> bool:
    """``HTTPStatus.OK``."""
    return isinstance(node, ast.Attribute) and node.attr in HTTPStatus.__members__


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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = ast.literal_eval(written)
    except (SyntaxError, ValueError):
        return None
    return value.encode() if isinstance(value, str) else None


def _text(body: ast.expr, subject: Subject) -> tuple[int, int] | None:
    """The extent of the text of which some bytes are the encoding; None if it is not plain."""
    document = subject.document
    start, end = document.extent(body)
    if isinstance(body, ast.Constant) and isinstance(body.value, bytes):
        # The same escapes mean the same in text, or it is not plain.
        written = document.text[start + 1:end]
        return (start + 1, end) if _evaluated(written) == body.value else None
    if not isinstance(body, ast.Call) or body.keywords:
        return None
    encoding = body.args[-1] if body.args else None
    if encoding is not None and not (
        isinstance(encoding, ast.Constant) and encoding.value in _UTF8
    ):
        return None
    if isinstance(body.func, ast.Attribute) and body.func.attr == "encode" and len(
        body.args
    ) <= 1:
        stem = document.text[start:document.attribute_extent(body.func)[0]].rstrip()
        return (start, start + len(stem[:-1].rstrip())) if stem.endswith(".") else None
    if isinstance(body.func, ast.Name) and body.func.id == "bytes" and len(body.args) == 2:
        return None if isinstance(body.args[0], ast.Starred) else document.extent(body.args[0])
    return None
