"""Positional argument of `websockets` that became keyword-only.

## What it does
Reports positional arguments that newer releases take by keyword alone: the third of `broadcast`,
the second of `send` and of the threading `ping`, and those of the Sans-I/O protocols.

## Why is this bad?
The call raises `TypeError`.

## Example
```python
import websockets


def shout(connections):
    websockets.broadcast(connections, "hello", True)
```

## Use instead
```python
import websockets


def shout(connections):
    websockets.broadcast(connections, "hello", raise_exceptions=True)
```

## Fix safety
The keyword works in every release that has the argument.

## References
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ..catalog import websockets_uses as table
from ..findings import Level
from ..model.events import Place, Reference, WholeModule
from .conditions import is_guarded
from .rule import Context, Report, Rule


def _first_surplus(call: ast.Call, allowed: int) -> ast.expr | None:
    if any(isinstance(argument, ast.Starred) for argument in call.args):
        return None
    return call.args[allowed] if len(call.args) > allowed else None


def check_function(event: Reference, context: Context) -> Iterable[Report]:
    """Report surplus positional arguments of functions and classes."""
    rows = {table.POSITIONAL.get(path) for path in event.paths}
    row = rows.pop() if len(rows) == 1 else None
    parent = context.model.parents(event.statement).get(event.node)
    if row is None or not isinstance(parent, ast.Call) or parent.func is not event.node:
        return
    allowed, keyword, since = row
    surplus = _first_surplus(parent, allowed)
    if surplus is not None and not is_guarded(event, context):
        yield _report(surplus, keyword, since, event.paths[0].rpartition(".")[2], context)


def check_methods(event: WholeModule, context: Context) -> Iterable[Report]:
    """Report surplus positional arguments of methods of connections."""
    model = context.model
    if not model.imported_names:
        return
    for call, scope, statement in model.structure.calls_named(table.POSITIONAL_METHODS):
        function = call.func
        if not isinstance(function, ast.Attribute) or len(call.args) < 2:
            continue
        allowed, keyword, since, implementations = table.POSITIONAL_METHODS[function.attr]
        surplus = _first_surplus(call, allowed)
        if surplus is None:
            continue
        kind = model.kinds.of(function.value, scope)
        if kind is None or kind.role != "connection" or kind.implementation not in implementations:
            continue
        if not is_guarded(Place(surplus, scope, statement), context):
            yield _report(surplus, keyword, since, function.attr, context)


def _report(
    node: ast.expr, keyword: str, since: str, name: str, context: Context
) -> Report:
    level = Level.ERROR if context.supported("websockets").reaches(since) else Level.WARNING
    return Report(
        node, f"'{keyword}' of '{name}' is keyword-only since websockets {since}: TypeError",
        f"Write '{keyword}=...'.", level)


RULE = Rule(
    code="WS306",
    slug="positional-argument",
    since="0.1.0",
    documentation=__doc__,
    checks={Reference: check_function, WholeModule: check_methods},
)
