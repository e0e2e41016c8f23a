"""Customisation by a legacy protocol class.

## What it does
Reports classes that inherit from a legacy connection class, on the base, and the arguments
`create_protocol` and `klass` of `connect` and `serve`.

## Why is this bad?
The new implementation does not make connections of these classes: the overrides never run, and
the arguments raise `TypeError` since 14.0. A legacy class given as `create_connection`
raises it too.

## Example
```python
import websockets


async def main(handler, factory):
    async with websockets.serve(handler, "localhost", 8765, create_protocol=factory) as server:
        await server.wait_closed()
```

## Use instead
```python
import websockets


async def main(handler, authorize):
    async with websockets.serve(handler, "localhost", 8765, process_request=authorize) as server:
        await server.wait_closed()
```

## Fix safety
A class that adds methods of its own, or overrides `process_request`, becomes a subclass of
`ClientConnection` or `ServerConnection`, given as `create_connection`, its `process_request` under
that name too. `basic_auth_protocol_factory(...)` becomes `process_request=basic_auth(...)`. Where
a class builds upon anything else of the legacy classes, what fits is for a person to decide.

## References
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html#customizing-the-opening-handshake
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ..catalog import names
from ..catalog import websockets_arguments as table
from ..catalog.rows import Fix
from ..catalog.switched_names import INTRODUCED_IN, SWITCHED_IN
from ..findings import Level
from ..model.contents import Entry
from ..model.events import Place, WholeModule
from ..model.kinds import of_class
from ..model.library_calls import LibraryCall
from ..model.values import held_value
from ..plans import (
    Plan,
    ReplaceProtocolBase,
    ReplaceProtocolClass,
    ReplaceProtocolFactory,
    Unplanned,
    side_of,
)
from .conditions import is_guarded
from .paths import needs, with_new
from .rule import Context, Report, Rule


def check_call(event: LibraryCall, context: Context) -> Iterable[Report]:
    """Report the arguments that take a protocol class."""
    model = context.model
    for argument in model.mappings.arguments(event.call, event.scope, event.statement):
        place = Place(argument.node, argument.scope, argument.statement)
        if argument.name not in table.PROTOCOL_ARGUMENTS or is_guarded(place, context):
            continue
        level = Level.ERROR
        if event.implementation == "legacy":
            message = f"'{argument.name}' takes a legacy protocol: TypeError with the new one"
            level = Level.WARNING
        else:
            message = f"'{argument.name}' of '{event.name}' raises TypeError"
            if event.implementation == "package":
                message += f" since websockets {SWITCHED_IN}"
                if not context.supported("websockets").reaches(SWITCHED_IN):
                    level = Level.WARNING
        yield Report(argument.node, message, _hint(argument.value, event, context), level,
                     _plan(argument, event, context))


def _plan(argument: Entry, event: LibraryCall, context: Context) -> Plan:
    if _is_basic_auth(argument.value, event, context):
        return ReplaceProtocolFactory(
            Fix.UNSAFE, None, "legacy", argument, event)
    owner = _own_class(argument, context)
    if owner is not None:
        return ReplaceProtocolClass(
            Fix.UNSAFE, INTRODUCED_IN, "legacy", argument, event, owner)
    return Unplanned(Fix.MANUAL, None, "legacy", side_of(event.name))


def _own_class(argument: Entry, context: Context) -> ast.ClassDef | None:
    """The class of the file that an argument is, if it inherits from a legacy class."""
    if not isinstance(argument.value, ast.Name):
        return None
    bindings = argument.scope.lookup(argument.value.id)
    node = bindings[0].node if len(bindings) == 1 else None
    if not isinstance(node, ast.ClassDef):
        return None
    kinds = [of_class(path) for path in context.model.kinds.classes.base_paths(node)]
    legacy = any(kind is not None and (kind.role, kind.implementation) == ("connection", "legacy")
                 for kind in kinds)
    return node if legacy else None


def _is_basic_auth(value: ast.expr | None, event: LibraryCall, context: Context) -> bool:
    value = held_value(value, event.scope)
    if not isinstance(value, ast.Call):
        return False
    path = context.model.names.path(value.func, event.scope) or ""
    return path.endswith("basic_auth_protocol_factory")


def _hint(value: ast.expr | None, event: LibraryCall, context: Context) -> str:
    if _is_basic_auth(value, event, context):
        row = names.find("websockets.basic_auth_protocol_factory")
        since = None if row is None else row.since
        return ("Use 'process_request=basic_auth(...)' with basic_auth from "
                f"websockets.asyncio.server{needs(since, context.supported('websockets'))}.")
    if "serve" in event.name.lower():
        advice = "Use 'process_request', 'select_subprotocol' or 'create_connection'."
    else:
        advice = "Use 'create_connection' with a subclass of ClientConnection."
    return with_new(advice, event.implementation, context.supported("websockets"))


def check_classes(event: WholeModule, context: Context) -> Iterable[Report]:
    """Report each base that is a legacy connection class."""
    model = context.model
    if not model.uses_websockets:
        return
    for node, scope in model.structure.classes:
        for base in node.bases:
            paths = model.names.paths(base, scope)
            kinds = {of_class(path) for path in paths}
            kind = kinds.pop() if len(kinds) == 1 else None
            if kind is None or (kind.role, kind.implementation) != ("connection", "legacy"):
                continue
            if not is_guarded(Place(base, scope, node), context):
                yield Report(
                    base,
                    f"'{node.name}' customises a legacy connection class, which the new "
                    "implementation never makes",
                    "Use the arguments of connect and serve, such as 'process_request', or "
                    "'create_connection'.", Level.WARNING,
                    ReplaceProtocolBase(
                        Fix.UNSAFE, INTRODUCED_IN, "legacy", node, kind.side))


RULE = Rule(
    code="WS308",
    slug="protocol-subclass",
    since="0.1.0",
    documentation=__doc__,
    checks={LibraryCall: check_call, WholeModule: check_classes},
)
