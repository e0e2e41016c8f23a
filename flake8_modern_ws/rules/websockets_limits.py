"""Limits of `websockets` connections switched off.

## What it does
Reports `ping_interval=None`, `max_size=None` and `max_queue=None` in calls of `connect`, `serve`
and their variants of the `websockets` library.

## Why is this bad?
Each has a sound default: pings every 20 seconds, messages of up to 1 MiB, 16 messages waiting.
Without pings a vanished peer is never noticed; without the limits one peer can fill the memory.

## Example
```python
from websockets.asyncio.server import serve


async def main(handler):
    async with serve(handler, "localhost", 8765, max_size=None) as server:
        await server.serve_forever()
```

## Use instead
```python
from websockets.asyncio.server import serve


async def main(handler):
    async with serve(handler, "localhost", 8765, max_size=16 * 1024 * 1024) as server:
        await server.serve_forever()
```

## Fix safety
No fix: the right number depends on the application.

## References
- Keepalive: https://websockets.readthedocs.io/en/stable/topics/keepalive.html
- Memory: https://websockets.readthedocs.io/en/stable/topics/memory.html
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ..findings import Level
from ..model.events import Reference
from ..model.values import setting
from .rule import Context, Report, Rule

_FUNCTIONS = frozenset({
    "connect", "serve", "route", "unix_connect", "unix_serve", "unix_route",
})
_OPTIONS = {
    "ping_interval": ("sends no pings, so that a vanished peer is never noticed",
                      "Leave it out for 20 s, or write a number."),
    "max_size": ("lets one message fill the memory",
                 "Leave it out for 1 MiB, or write a number of bytes."),
    "max_queue": ("lets a fast peer fill the memory",
                  "Leave it out, or write a number of messages."),
}


def _check(event: Reference, context: Context) -> Iterable[Report]:
    if not all(path.startswith("websockets.") and path.rpartition(".")[2] in _FUNCTIONS
               for path in event.paths):
        return
    model = context.model
    parents = model.parents(event.statement)
    call = parents.get(event.node)
    if not isinstance(call, ast.Call):
        return
    if call.func is not event.node and (
        model.names.path(call.func, event.scope) != "functools.partial"
        or call.args[0] is not event.node
    ):
        return
    contents = model.mappings.keywords(call, event.scope, event.statement)
    for name, (effect, hint) in _OPTIONS.items():
        entry = contents.entries.get(name)
        if entry is not None and setting(entry.value, entry.scope) is None:
            yield Report(entry.node, f"'{name}' is None, {effect}", hint, Level.WARNING)


RULE = Rule(
    code="WS533",
    slug="websockets-limits",
    since="0.1.0",
    documentation=__doc__,
    checks={Reference: _check},
)
