"""Attribute or constructor of an exception that only legacy code has.

## What it does
Reports `code` and `reason` of `ConnectionClosed` and its subclasses, `status_code` and `headers`
of `InvalidStatusCode`, the same in `case` patterns, and constructor calls with the arguments of
older releases. Also `exception` of `Request` and `Response`.

## Why is this bad?
`ConnectionClosed.code` and `.reason` are deprecated since 13.1, with a warning that default
filters hide. `InvalidStatusCode` is never raised by the new implementation, and `InvalidStatus`
keeps the status elsewhere. The old constructor calls raise.

## Example
```python
import websockets

try:
    ...
except websockets.ConnectionClosed as error:
    print(error.code)
```

## Use instead
```python
import websockets

try:
    ...
except websockets.ConnectionClosed as error:
    print(error.rcvd.code if error.rcvd is not None else 1006)
```

## Fix safety
`rcvd` is None when the peer went away without a close frame; `code` was 1006 and `reason` was
empty then. `close_code` and `close_reason` of the connection are another replacement.

## References
- Exceptions: https://websockets.readthedocs.io/en/stable/reference/exceptions.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ..catalog import websockets_attributes as table
from ..catalog.rows import DeprecatedAttribute, Fix
from ..findings import Level
from ..model.asked import is_asked
from ..model.events import Place, Reference, WholeModule
from ..model.kinds import Kind, of_class
from ..model.values import UNKNOWN, constant
from ..plans import ReplaceAttribute, ReplaceConstructor, Unplanned
from .conditions import is_guarded
from .paths import needs
from .rule import Context, Report, Rule

_FAMILY = {"ConnectionClosedOK": "ConnectionClosed", "ConnectionClosedError": "ConnectionClosed"}
_WANTED = frozenset(row.name for rows in table.EXCEPTION.values() for row in rows)


def _row(path: str, attribute: str) -> DeprecatedAttribute | None:
    rows = table.EXCEPTION.get(_FAMILY.get(path, path), ())
    return next((row for row in rows if row.name == attribute), None)


def _having(kind: Kind, attribute: str) -> Kind:
    """Of what an exception may be, the one class that has an attribute; else the kind itself."""
    if table.SHARED_ATTRIBUTES.get(attribute, frozenset()) & {
        item.path for item in kind.items if item is not None
    }:
        return kind
    found = [item for item in kind.items if item is not None and _row(item.path, attribute)]
    return found[0] if len(found) == 1 else kind


def check_attributes(event: WholeModule, context: Context) -> Iterable[Report]:
    """Report each such attribute of a caught or annotated exception."""
    model = context.model
    if not model.uses_websockets:
        return
    for node, scope, statement in model.attributes(_WANTED):
        kind = model.kinds.at(node.value, scope, statement)
        if kind is None or kind.role not in ("exception", "http"):
            continue
        kind = _having(kind, node.attr)
        row = _row(kind.path, node.attr)
        if row is None or is_guarded(Place(node, scope, statement), context):
            continue
        if not is_asked(node, statement, model.structure, model.parents(statement)):
            legacy = kind.path == "InvalidStatusCode"
            yield Report(
                node, _message(kind.path, node.attr), _hint(row, context), Level.WARNING,
                ReplaceAttribute(row.fix, row.since, "legacy" if legacy else "", node,
                                 Place(node, scope, statement), row, kind))


def _message(path: str, attribute: str) -> str:
    since = table.ATTRIBUTE_DEPRECATED.get(_FAMILY.get(path, path))
    if since is None:
        return f"'{attribute}' is an attribute of the legacy exception '{path}'"
    return f"'{attribute}' of '{path}' is deprecated since websockets {since}"


def _hint(row: DeprecatedAttribute, context: Context) -> str:
    written = (row.replacement or "").format(ws="exception")
    note = f", {row.note}" if row.note else ""
    return f"Use '{written}'{note}{needs(row.since, context.supported('websockets'))}."


def check_reference(event: Reference, context: Context) -> Iterable[Report]:
    """Report old constructor calls and patterns."""
    if len(event.paths) != 1:
        return
    kind = of_class(event.paths[0])
    if kind is None or kind.role != "exception":
        return
    parent = context.model.parents(event.statement).get(event.node)
    if isinstance(parent, ast.Call) and parent.func is event.node:
        report = _constructor(kind.path, parent, event)
        if report is not None and not is_guarded(event, context):
            yield report
    elif isinstance(parent, ast.MatchClass) and parent.cls is event.node:
        for name, pattern in zip(parent.kwd_attrs, parent.kwd_patterns):
            row = _row(kind.path, name)
            if row is not None and not is_guarded(event, context):
                yield Report(pattern, _message(kind.path, name), _hint(row, context), Level.WARNING,
                             Unplanned(Fix.MANUAL, None, _implementation(kind.path), "client"))


def _implementation(path: str) -> str:
    return "legacy" if path == "InvalidStatusCode" else ""


def _constructor(path: str, call: ast.Call, event: Reference) -> Report | None:
    """What is wrong with a call, if it is of the old form."""
    family = _FAMILY.get(path, path)
    row = table.CONSTRUCTORS.get(family)
    level = Level.ERROR
    if row is None:
        row, level = table.DEPRECATED_CONSTRUCTORS.get(family), Level.WARNING
    if row is None or not _is_old(family, call, event):
        return None
    return Report(
        call, f"'{path}' {row.effect} since websockets {row.since}", row.hint.format(name=path),
        level,
        ReplaceConstructor(Fix.UNSAFE, row.since, _implementation(path), path, call, event))


def _is_old(family: str, call: ast.Call, event: Reference) -> bool:
    """Whether a call has the arguments of older releases."""
    positional = [a for a in call.args if not isinstance(a, ast.Starred)]
    if len(positional) != len(call.args) or any(k.arg is None for k in call.keywords):
        return False
    named = {k.arg for k in call.keywords}
    first = constant(positional[0], event.scope) if positional else UNKNOWN
    if family == "ConnectionClosed":
        return isinstance(first, int) or bool(named & {"code", "reason"})
    if family == "InvalidURI":
        return len(positional) + len(named) == 1
    if family == "PayloadTooBig":
        return len(positional) == 1 and not named and _is_text(positional[0], event)
    return len(positional) == 1 and not named


def _is_text(node: ast.expr, event: Reference) -> bool:
    """Whether an expression is text: a string, ``"%d" % n``, ``"{}".format(n)``."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value
    elif isinstance(node, ast.BinOp):
        node = node.left
    return isinstance(node, ast.JoinedStr) or isinstance(constant(node, event.scope), str)


RULE = Rule(
    code="WS305",
    slug="exception-attribute",
    since="0.1.0",
    documentation=__doc__,
    checks={WholeModule: check_attributes, Reference: check_reference},
)
