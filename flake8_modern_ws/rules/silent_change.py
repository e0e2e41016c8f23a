"""Code that keeps running on the new implementation of `websockets` with another meaning.

## What it does
Notes what changed without an error: reconnection by `async for`, the proxy of the environment,
`max_queue`, `write_limit` and `subprotocols`, and `getattr(connection, "open", default)`, which
gives the default.

## Why is this bad?
Nothing fails, so nobody looks. The rule is a checklist for a migration, off by default.

## Example
```python
import websockets


async def main(uri):
    async for websocket in websockets.connect(uri):
        await websocket.send("hello")
```

## Use instead
```python
import websockets


async def main(uri, retry):
    async for websocket in websockets.connect(uri, process_exception=retry, proxy=None):
        await websocket.send("hello")
```

## Fix safety
There is nothing to rewrite; read each place.

## References
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ..catalog import websockets_attributes, websockets_uses
from ..findings import Level
from ..model.events import WholeModule
from ..model.library_calls import LibraryCall
from ..model.values import string
from .rule import Context, Report, Rule

_NEW = frozenset({"package", "asyncio"})
_GONE = frozenset(row.name for row in websockets_attributes.CONNECTION)


def check_call(event: LibraryCall, context: Context) -> Iterable[Report]:
    """Note the changes that concern a call of ``connect`` or ``serve``."""
    if event.implementation not in _NEW:
        return
    arguments = {
        argument.name: argument
        for argument in context.model.keywords.of(event.call, event.scope, event.statement)}
    open_ended = any(keyword.arg is None for keyword in event.call.keywords)
    for name, (callables, change) in websockets_uses.CHANGED_MEANING.items():
        if name in arguments and event.name in callables:
            yield Report(arguments[name].node,
                         f"'{name}' {change}, since websockets {websockets_uses.SWITCHED}",
                         "Check the value.", Level.NOTE)
    if event.name != "connect" or open_ended:
        return
    if "proxy" not in arguments:
        yield Report(event.call, "'connect' uses the proxy of the environment since websockets "
                     f"{websockets_uses.PROXY}", "Say 'proxy=None' to connect directly.",
                     Level.NOTE)
    parent = event.statement
    if isinstance(parent, ast.AsyncFor) and parent.iter is event.call and (
        "process_exception" not in arguments
    ):
        yield Report(event.call, "'async for' over 'connect' retries network errors and "
                     "500 to 504 alone, and raises the rest, since websockets "
                     f"{websockets_uses.SWITCHED}",
                     "Say with 'process_exception' what is to be retried.", Level.NOTE)


def check_getattr(event: WholeModule, context: Context) -> Iterable[Report]:
    """Note ``getattr`` with a default for an attribute that has gone."""
    model = context.model
    if not model.imported_names:
        return
    for call, scope, _ in model.structure.calls_named(("getattr",)):
        if len(call.args) == 3 and string(call.args[1], scope) in _GONE:
            kind = model.kinds.of(call.args[0], scope)
            if kind is not None and kind.role == "connection":
                yield Report(call, f"'{string(call.args[1], scope)}' is always the default since "
                             f"websockets {websockets_uses.SWITCHED}",
                             "Use what took the attribute's place.", Level.NOTE)


RULE = Rule(
    code="WS309",
    slug="silent-change",
    since="0.1.0",
    documentation=__doc__,
    checks={LibraryCall: check_call, WholeModule: check_getattr},
    opt_in=True,
)
