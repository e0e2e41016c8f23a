"""Keyword argument that `connect` or `serve` of `websockets` no longer takes.

## What it does
Reports `extra_headers`, `timeout`, `loop`, `legacy_recv`, `read_limit` and `ws_handler` in calls
of `connect`, `serve`, `unix_connect` and `unix_serve`, also through `functools.partial`, a
`**mapping` built in the file and wrappers of the file that pass `**kwargs` on. Also `ssl_context`
and `socket` of the threading implementation.

## Why is this bad?
The new implementation hands arguments that it does not know to the event loop. The result is
`TypeError: create_connection() got an unexpected keyword argument`, raised when the connection is
attempted, not when the call is made.

## Example
```python
import websockets


async def main(uri, token):
    async with websockets.connect(uri, extra_headers={"Authorization": token}) as websocket:
        await websocket.send("hello")
```

## Use instead
```python
import websockets


async def main(uri, token):
    async with websockets.connect(uri, additional_headers={"Authorization": token}) as websocket:
        await websocket.send("hello")
```

## Fix safety
`additional_headers` takes the same values; `close_timeout` and `handler` are plain renames;
`loop` and `read_limit` can go. Renaming an argument without moving the import is wrong in both
directions: the legacy callables reject the new names.

## References
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html#arguments-of-connect-and-serve
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ..catalog import websockets_arguments as table
from ..catalog.rows import DeprecatedArgument, Fix
from ..catalog.switched_names import SWITCHED_IN
from ..findings import Level
from ..model.contents import Entry
from ..model.events import Place, Reference
from ..model.library_calls import LibraryCall
from ..model.values import string
from ..plans import ReplaceArgument
from .conditions import is_guarded
from .paths import needs
from .rule import Context, Report, Rule


def check(event: LibraryCall, context: Context) -> Iterable[Report]:
    """Report each argument where it is written."""
    for argument in context.model.mappings.arguments(event.call, event.scope, event.statement):
        renamed = table.SYNC_RENAMED.get(argument.name)
        row = _row(argument.name, event)
        if (row is None and not (renamed and event.implementation == "sync")) or is_guarded(
            Place(argument.node, argument.scope, argument.statement), context
        ):
            continue
        if _is_tried(event, argument, context):
            continue
        if row is not None:
            yield _report(argument, row, event, context)
        elif renamed is not None:
            new, since = renamed
            yield Report(
                argument.node,
                f"'{argument.name}' of '{event.name}' is deprecated since websockets {since}",
                f"Use '{new}'.", Level.WARNING,
                ReplaceArgument(Fix.SAFE, since, "sync", argument, event, new))


def _is_tried(event: LibraryCall, argument: Entry, context: Context) -> bool:
    """Whether the program catches the TypeError, and tries the one name after the other."""
    guards = context.model.guards
    return any(
        guards.catches(statement, "TypeError") or guards.handles(statement, "TypeError")
        for statement in (event.statement, argument.statement))


def check_reference(event: Reference, context: Context) -> Iterable[Report]:
    """Report ``socket`` of the classes of the threading implementation."""
    if not table.SOCKET_CLASSES.issuperset(event.paths) or not context.supported(
        "websockets"
    ).reaches(table.SOCKET_RENAMED):
        return
    call = context.model.parents(event.statement).get(event.node)
    if isinstance(call, ast.Call) and call.func is event.node and not is_guarded(event, context):
        for argument in context.model.mappings.arguments(call, event.scope, event.statement):
            if argument.name == "socket":
                name = event.paths[0].rpartition(".")[2]
                yield Report(
                    argument.node,
                    f"'socket' of '{name}' raises TypeError since websockets "
                    f"{table.SOCKET_RENAMED}", "Pass it as the first argument.", Level.ERROR)


def _row(name: str, event: LibraryCall) -> DeprecatedArgument | None:
    for row in table.ARGUMENTS:
        if row.name == name and event.name in row.callables:
            return None if event.implementation in row.taken_by else row
    return None


def _report(
    argument: Entry, row: DeprecatedArgument, event: LibraryCall, context: Context
) -> Report:
    supported = context.supported("websockets")
    level = Level.ERROR
    what = f"'{argument.name}' of '{event.name}'"
    if event.implementation == "legacy":
        message = f"{what} is for the legacy implementation only: TypeError with the new one"
        level = Level.WARNING
    elif event.implementation == "package":
        message = f"{what} raises TypeError since websockets {SWITCHED_IN}"
        if not supported.reaches(SWITCHED_IN):
            level = Level.WARNING
    else:
        message = f"{what} raises TypeError: the legacy implementation alone takes it"
    return Report(argument.node, message, _hint(argument, row, event, context), level,
                  _plan(argument, row, event))


def _plan(argument: Entry, row: DeprecatedArgument, event: LibraryCall) -> ReplaceArgument:
    # Every release with the new implementation takes them, under paths of its own too.
    header = _special_header(argument, event)
    return ReplaceArgument(
        Fix.SAFE if header else row.fix, None, event.implementation, argument, event,
        header or row.replacement, header is not None)


def _hint(
    argument: Entry, row: DeprecatedArgument, event: LibraryCall, context: Context
) -> str:
    supported = context.supported("websockets")
    header = _special_header(argument, event)
    if header is not None:
        return f"Use '{header}'."
    if row.replacement is None:
        return f"Delete it{'; ' + row.note if row.note else ''}."
    since = row.since if event.implementation == "package" else None
    note = f": {row.note}" if row.note else ""
    return f"Use '{row.replacement}'{needs(since, supported)}{note}."


def _special_header(argument: Entry, event: LibraryCall) -> str | None:
    """A header that has an argument of its own, when it is the only one given."""
    if argument.name != "extra_headers":
        return None
    value = argument.value
    names: list[str | None] = []
    if isinstance(value, ast.Dict):
        names = [string(key, argument.scope) for key in value.keys]
    elif isinstance(value, (ast.List, ast.Tuple)):
        names = [string(item.elts[0], argument.scope)
                 if isinstance(item, (ast.Tuple, ast.List)) and item.elts else None
                 for item in value.elts]
    if len(names) != 1 or names[0] is None:
        return None
    name = names[0].lower()
    if name == "user-agent" and "connect" in event.name.lower():
        return "user_agent_header"
    return "server_header" if name == "server" and "serve" in event.name.lower() else None


RULE = Rule(
    code="WS301",
    slug="renamed-argument",
    since="0.1.0",
    documentation=__doc__,
    checks={LibraryCall: check, Reference: check_reference},
)
