"""Attribute of a connection or server that only the legacy implementation has.

## What it does
Reports attributes of connections (`open`, `closed`, `path`, `request_headers`, `host`, …) and of
servers (`websockets`) that the new implementation lacks. What is a connection is known from
annotations, from `connect()` and `serve()`, from connection handlers and from what the file
passes on. Undocumented internals of the legacy classes are reported too, and where a program
sets `state` or `subprotocol`, which are read-only now.

## Why is this bad?
Connections that `websockets.connect` and `websockets.serve` make have lacked these attributes
since 14.0: each use raises `AttributeError`, often in code that runs only when something else has
gone wrong.

## Example
```python
import websockets


async def main(uri):
    async with websockets.connect(uri) as websocket:
        while websocket.open:
            print(await websocket.recv())
```

## Use instead
```python
import websockets
from websockets.protocol import State


async def main(uri):
    async with websockets.connect(uri) as websocket:
        while websocket.state is State.OPEN:
            print(await websocket.recv())
```

## Fix safety
`request_headers` and `response_headers` hold the same headers under `request` and `response`.
`not connection.open` is not `connection.closed`: a connection may be neither.

## References
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html#attributes-of-connection-objects
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ..catalog import websockets_attributes as table
from ..catalog.rows import DeprecatedAttribute, Fix
from ..catalog.switched_names import SWITCHED_IN
from ..findings import Level
from ..model.asked import is_asked
from ..model.events import Place, WholeModule
from ..model.kinds import Kind
from ..model.scopes import Scope
from ..plans import Plan, ReplaceAttribute, Unplanned
from ..settings.versions import SupportedRange, release
from .conditions import is_guarded
from .paths import needs
from .rule import Context, Report, Rule

_ROLES = {
    "connection": table.CONNECTION, "server": table.SERVER, "serving": table.SERVING,
}
#: What the objects are called in a message.
_THINGS = {"connection": "connections", "server": "servers", "serving": "results of serve()"}
_NAMES = frozenset(row.name for rows in _ROLES.values() for row in rows)
_INTERNALS = {
    "connection": table.CONNECTION_INTERNALS, "server": table.SERVER_INTERNALS,
    "serving": frozenset[str](),
}
_WANTED = _NAMES | table.CONNECTION_INTERNALS | table.SERVER_INTERNALS | table.READ_ONLY.keys()


def check(event: WholeModule, context: Context) -> Iterable[Report]:
    """Report each such attribute where it stands."""
    if not context.model.uses_websockets and not context.model.path_strings:
        return
    model = context.model
    found: list[tuple[Place, ast.Attribute, Kind]] = []
    set_here: set[str] = set()
    for node, scope, statement in model.attributes(_WANTED):
        kind = model.kinds.at(node.value, scope, statement)
        if kind is None or kind.role not in _ROLES or model.kinds.classes.is_own(node, scope):
            continue
        if isinstance(node.ctx, ast.Store):
            set_here.add(node.attr)
            if _is_replaced(node.value, scope, context):
                continue
        found.append((Place(node, scope, statement), node, kind))
    for place, node, kind in found:
        # What the file sets on its connections itself is there to be read.
        if isinstance(node.ctx, ast.Load) and node.attr in set_here:
            continue
        row = _row(node.attr, kind)
        known = row is not None or node.attr in _INTERNALS[kind.role] or _is_read_only(node, kind)
        if not known or is_guarded(place, context):
            continue
        if is_asked(node, place.statement, model.structure, model.parents(place.statement)):
            continue
        if model.guards.handles(place.statement, "TypeError"):
            continue  # of a connection that is made anew, with arguments of older releases
        yield Report(node, *_words(node, kind, row, context.supported("websockets")),
                     plan=_plan(place, node, row, kind))


def _is_read_only(node: ast.Attribute, kind: Kind) -> bool:
    """Whether a program sets what it may not; the threading connections were always like that."""
    return node.attr in table.READ_ONLY and isinstance(node.ctx, ast.Store) and (
        kind.role == "connection" and kind.implementation not in ("sync", "trio"))


def _plan(
    place: Place, node: ast.Attribute, row: DeprecatedAttribute | None, kind: Kind
) -> Plan:
    if row is None or row.replacement is None or row.side not in ("", kind.side) or (
        _is_elsewhere(row, kind)
    ):
        return Unplanned(Fix.MANUAL, None, kind.implementation,
                         "server" if kind.role != "connection" else kind.side)
    return ReplaceAttribute(
        row.fix, _since(row, kind), kind.implementation, node, place, row, kind)


def _is_replaced(owner: ast.expr, scope: Scope, context: Context) -> bool:
    """Whether the function puts something else in place of the connection: a mock of a test."""
    if not isinstance(owner, ast.Attribute):
        return False
    model = context.model
    written = ast.unparse(owner)
    for node, where, statement in model.attributes({owner.attr}):
        if where is scope and isinstance(node.ctx, ast.Store) and ast.unparse(node) == written:
            value = statement.value if isinstance(statement, (ast.Assign, ast.AnnAssign)) else None
            kind = model.kinds.at(value, where, statement)
            return kind is None or kind.role != "connection"
    return False


def _is_elsewhere(row: DeprecatedAttribute, kind: Kind) -> bool:
    """Whether the connection is of an implementation that lacks the replacement."""
    return kind.implementation in ("sync", "trio") and row.name in table.ASYNCIO_ONLY


def _row(name: str, kind: Kind) -> DeprecatedAttribute | None:
    rows = _rows(name, kind)
    fitting = [row for row in rows if row.side in ("", kind.side)]
    return next(iter(fitting or rows), None)


def _rows(name: str, kind: Kind) -> list[DeprecatedAttribute]:
    return [row for row in _ROLES[kind.role] if row.name == name]


def _words(
    node: ast.Attribute, kind: Kind, row: DeprecatedAttribute | None, supported: SupportedRange
) -> tuple[str, str, Level]:
    thing, name = _THINGS[kind.role], node.attr
    level = Level.ERROR
    if name in table.READ_ONLY:
        message = (f"setting '{name}' of a connection raises AttributeError: it is read-only since "
                   f"websockets {SWITCHED_IN}")
        if kind.implementation == "legacy":
            message = (f"setting '{name}' works on legacy connections only: AttributeError on the "
                       "new ones")
            level = Level.WARNING
        return (message, f"Tests may set '{table.READ_ONLY[name].format(ws='connection')}'.", level)
    if kind.implementation == "legacy":
        message = f"'{name}' exists on legacy {thing} only: AttributeError on the new ones"
        level = Level.WARNING
    elif kind.implementation == "package":
        message = (f"'{name}' raises AttributeError: {thing} lack it since websockets "
                   f"{SWITCHED_IN}")
        if not supported.reaches(SWITCHED_IN):
            level = Level.WARNING
    else:
        message = f"'{name}' raises AttributeError: only legacy {thing} have it"
    if row is None:
        return (f"{message}; it is an undocumented internal",
                "Use what the new API documents instead.", level)
    if isinstance(node.ctx, ast.Store):
        return (f"setting '{name}' of a {kind.role} does nothing on the new implementation",
                "Pass an argument to connect() or serve(), or keep the value elsewhere.",
                Level.WARNING)
    if row.replacement is None or _is_elsewhere(row, kind):
        return message, f"There is no replacement: {row.note.removeprefix('or ')}.", level
    if row.side not in ("", kind.side):
        written = " or ".join(
            f"'{_written(other, kind)}' of a {other.side}" for other in _rows(name, kind))
        return message, f"Use {written}.", level
    note = f", {row.note}" if row.note else ""
    since = _since(row, kind)
    if kind.implementation == "package" and row.name not in table.ON_EITHER:
        since = max(since or SWITCHED_IN, SWITCHED_IN, key=release)
    return message, f"Use '{_written(row, kind)}'{note}{needs(since, supported)}.", level


def _since(row: DeprecatedAttribute, kind: Kind) -> str | None:
    """The release from which on connections of an implementation have what replaces it."""
    if kind.implementation in ("sync", "trio"):
        return table.LATER_SINCE.get(row.name, row.since)
    return row.since


def _written(row: DeprecatedAttribute, kind: Kind) -> str:
    return (row.replacement or "").format(
        ws="connection" if kind.role == "connection" else "server")


RULE = Rule(
    code="WS304",
    slug="connection-attribute",
    since="0.1.0",
    documentation=__doc__,
    checks={WholeModule: check},
)
