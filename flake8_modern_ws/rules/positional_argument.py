"""Positional argument that `websockets` takes by keyword only.

## What it does
Reports positional arguments of `broadcast`, `connection.send`, the threading `ping`,
`ClientProtocol`, `ServerProtocol` and of `serve` of the Trio implementation that have to be
given by keyword.

## Why is this bad?
The call raises `TypeError`: `text`, `raise_exceptions` and `ack_on_close` became keyword-only in
17.0, the arguments of the Sans-I/O protocols with their new names in 11.0. `serve` of the Trio
implementation takes the port second.

## Example
```python
import websockets


def publish(connections, message):
    websockets.broadcast(connections, message, True)
```

## Use instead
```python
import websockets


def publish(connections, message):
    websockets.broadcast(connections, message, raise_exceptions=True)
```

## Fix safety
The keyword means the same, in every release that has it.

## References
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ..catalog import websockets_uses as table
from ..catalog.rows import Fix, KeywordOnly
from ..findings import Level
from ..model.events import Place, Reference, WholeModule
from ..model.values import string
from ..plans import NameArguments
from .conditions import is_guarded
from .paths import needs
from .rule import Context, Report, Rule


def check_reference(event: Reference, context: Context) -> Iterable[Report]:
    """Report calls of functions and classes of the library."""
    rows = {table.KEYWORD_ONLY.get(path) for path in event.paths}
    trio = set(event.paths) <= table.TRIO_SERVE
    if len(rows) != 1 or (None in rows and not trio):
        return
    call = context.model.parents(event.statement).get(event.node)
    if not isinstance(call, ast.Call) or call.func is not event.node:
        return
    row = rows.pop()
    name = event.paths[0].rpartition(".")[2]
    if is_guarded(event, context):
        return
    if row is not None:
        yield from _report(name, call, row, context)
    elif len(call.args) > 1 and not any(isinstance(a, ast.Starred) for a in call.args[:2]):
        if len(call.args) > 2 or string(call.args[1], event.scope) is not None:
            yield Report(
                call.args[1], "'serve' of websockets.trio takes the port second, not the host",
                "Use 'serve(handler, port, host=...)'.", Level.ERROR)


def check_methods(event: WholeModule, context: Context) -> Iterable[Report]:
    """Report calls of methods of connections."""
    model = context.model
    if not model.uses_websockets:
        return
    for call, scope, statement in model.structure.calls_named(table.KEYWORD_ONLY_METHODS):
        if len(call.args) < 2 or not isinstance(call.func, ast.Attribute):
            continue
        row = table.KEYWORD_ONLY_METHODS.get(call.func.attr)
        kind = None if row is None else model.kinds.of(call.func.value, scope)
        if row is None or kind is None or kind.role != "connection":
            continue
        if kind.implementation in row[0] and not is_guarded(
            Place(call, scope, statement), context
        ):
            yield from _report(call.func.attr, call, row[1], context)


def _report(
    name: str, call: ast.Call, row: KeywordOnly, context: Context
) -> Iterable[Report]:
    supported = context.supported("websockets")
    if not supported.reaches(row.since) or len(call.args) <= row.positional:
        return
    if any(isinstance(argument, ast.Starred) for argument in call.args):
        return
    argument = call.args[row.positional]
    keyword = row.names[0]
    yield Report(
        argument,
        f"'{keyword}' of '{name}' given by position raises TypeError since websockets {row.since}",
        f"Use '{keyword}=...'{needs(row.keyword_since, supported)}.", Level.ERROR,
        NameArguments(Fix.SAFE, row.keyword_since, "", call, row))


RULE = Rule(
    code="WS306",
    slug="positional-argument",
    since="0.1.0",
    documentation=__doc__,
    checks={Reference: check_reference, WholeModule: check_methods},
)
