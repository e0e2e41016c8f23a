"""Code that keeps running with another meaning on the new implementation of `websockets`.

## What it does
Reports, as notes, `async for ... in connect(...)`, `connect` without `proxy`, `max_queue` and
`write_limit`, `subprotocols` of `serve`, a `User-Agent` among the headers, `broadcast` with
connections of the other implementation, and `getattr(connection, "open", default)` with an
attribute that the new connections lack.

## Why is this bad?
Nothing fails and nothing warns: the retry policy, the route, a limit, the choice of the
subprotocol or the value of an expression is another one.

## Example
```python
import websockets


async def accept(handler):
    async with websockets.serve(handler, "localhost", 8765, subprotocols=["chat"]) as server:
        await server.wait_closed()
```

## Use instead
```python
import websockets


async def accept(handler, select):
    async with websockets.serve(handler, "localhost", 8765, select_subprotocol=select) as server:
        await server.wait_closed()
```

## Fix safety
None is mechanical: which meaning is wanted is for a person to say.

## References
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from ..catalog import websockets_attributes as attributes
from ..catalog import websockets_uses as table
from ..catalog.rows import DeprecatedAttribute, UnsupportedUse
from ..findings import Level
from ..model.contents import Entry
from ..model.events import Place, Reference, WholeModule
from ..model.kinds import iterated
from ..model.library_calls import LibraryCall
from ..model.scopes import Scope
from ..model.values import string
from .conditions import is_guarded
from .rule import Context, Report, Rule

_CHANGED = frozenset({"package", "legacy"})
_CONNECT = frozenset({"connect", "unix_connect"})
_HEADERS = frozenset({"additional_headers", "extra_headers"})


def check_call(event: LibraryCall, context: Context) -> Iterable[Report]:
    """Report calls of ``connect`` and ``serve``, and their arguments."""
    if is_guarded(Place(event.call, event.scope, event.statement), context):
        return
    model = context.model
    arguments = list(model.mappings.arguments(event.call, event.scope, event.statement))
    given = {argument.name for argument in arguments}
    opaque = event.partial or any(keyword.arg is None for keyword in event.call.keywords)
    for argument in arguments:
        yield from _argument(argument, event, context)
    if event.implementation not in _CHANGED or event.name not in _CONNECT or opaque:
        return
    parent = next(iter(model.call_sites.above(event.call, event.statement)), None)
    if isinstance(parent, ast.AsyncFor) and parent.iter is event.call:
        if "process_exception" not in given:
            yield from _report(event.call, f"async for ... in {event.name}()", table.RETRIES,
                               event, context)
    if event.name == "connect" and not given & {"proxy", "sock"}:
        yield from _report(event.call, f"{event.name}()", table.PROXY, event, context)


def _argument(
    argument: Entry, event: LibraryCall, context: Context
) -> Iterator[Report]:
    name = argument.name
    if name in _HEADERS and event.name in _CONNECT and event.implementation != "legacy":
        for key in _header_keys(argument.value):
            text = string(key, argument.scope)
            if text is not None and text.lower() == "user-agent" and not context.supported(
                "websockets"
            ).guarantees(table.USER_AGENT_ONCE):
                yield from _report(key, "User-Agent", table.USER_AGENT, event, context)
    if event.implementation not in _CHANGED:
        return
    if name in table.LIMITS:
        yield from _report(argument.node, name, table.LIMITS[name], event, context)
    elif name == "subprotocols" and event.name not in _CONNECT:
        yield from _report(argument.node, name, table.SUBPROTOCOLS, event, context)


def _header_keys(value: ast.expr | None) -> Iterator[ast.expr]:
    if isinstance(value, ast.Dict):
        yield from (key for key in value.keys if key is not None)
    elif isinstance(value, (ast.List, ast.Tuple)):
        for item in value.elts:
            if isinstance(item, (ast.Tuple, ast.List)) and item.elts:
                yield item.elts[0]


def _report(
    node: ast.AST, name: str, row: UnsupportedUse, event: LibraryCall, context: Context
) -> Iterator[Report]:
    since = f"since websockets {row.since}"
    if event.implementation == "legacy":
        since = "with the new implementation"
    elif not context.supported("websockets").reaches(row.since):
        return
    yield Report(node, f"{since}, '{name}' {row.effect}", row.hint, Level.NOTE)


def check_defaults(event: WholeModule, context: Context) -> Iterable[Report]:
    """Report ``getattr`` with a default, of attributes that the new connections lack."""
    model = context.model
    if not model.uses_websockets:
        return
    for call, scope, statement in model.structure.calls_named(("getattr",)):
        if not _is_builtin(call, scope) or len(call.args) != 3:
            continue
        row = _row(string(call.args[1], scope))
        kind = model.kinds.of(call.args[0], scope) if row is not None else None
        if row is None or kind is None or kind.role != "connection" or is_guarded(
            Place(call, scope, statement), context
        ):
            continue
        if kind.implementation == "package" and not context.supported("websockets").reaches(
            table.MISSING_ATTRIBUTE.since
        ):
            continue
        with_new = " with the new implementation" if kind.implementation == "legacy" else ""
        hint = "Delete it." if row.replacement is None else (
            f"Use '{row.replacement.format(ws=ast.unparse(call.args[0]))}'.")
        yield Report(
            call.args[1], f"'{row.name}'{with_new} {table.MISSING_ATTRIBUTE.effect}", hint,
            Level.NOTE)


def check_broadcast(event: Reference, context: Context) -> Iterable[Report]:
    """Report ``broadcast`` with connections that it cannot write to."""
    legacy = table.LEGACY_BROADCAST.issuperset(event.paths)
    if not legacy and not table.NEW_BROADCAST.issuperset(event.paths):
        return
    model = context.model
    call = model.parents(event.statement).get(event.node)
    if not isinstance(call, ast.Call) or call.func is not event.node or not call.args or (
        is_guarded(event, context)
    ):
        return
    kind = iterated(model.kinds.of(call.args[0], event.scope))
    if kind is None or kind.role != "connection":
        return
    made = {item.implementation for item in model.library_calls}
    if legacy:
        mixed = kind.implementation == "asyncio" or (
            kind.implementation == "package" and context.supported("websockets").guarantees(
                table.MIXED_BROADCAST.since))
    else:
        # The name of a legacy class in an annotation does not tell which function connected.
        mixed = kind.implementation == "legacy" and made == {"legacy"} and context.supported(
            "websockets").guarantees(table.MIXED_BROADCAST.since)
    if mixed:
        yield Report(call.args[0], f"'broadcast' {table.MIXED_BROADCAST.effect}",
                     table.MIXED_BROADCAST.hint, Level.NOTE)


def _is_builtin(call: ast.Call, scope: Scope) -> bool:
    return isinstance(call.func, ast.Name) and not scope.lookup(call.func.id)


def _row(name: str | None) -> DeprecatedAttribute | None:
    return next((row for row in attributes.CONNECTION if row.name == name), None)


RULE = Rule(
    code="WS309",
    slug="silent-change",
    since="0.1.0",
    documentation=__doc__,
    checks={LibraryCall: check_call, WholeModule: check_defaults, Reference: check_broadcast},
    opt_in=True,
)
