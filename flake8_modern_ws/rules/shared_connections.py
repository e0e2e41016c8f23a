"""Collection of connections that lives as long as the process.

## What it does
Reports a mapping, list or set of WebSocket connections at module or class level, on an object of
the module, or as a mutable default argument: by its annotation, or because code of the file puts
connections into it (`add`, `append`, `[key] =`, `|=`, `setdefault`, also through a variable, a
function of the file or an object around the connection). Further types of connections are
declared with `connection-types`.

## Why is this bad?
The collection is process-global: every user's connections stand in it, a wrong key or a loop over
all of them sends an event of one user to another, a second login under one key replaces the
first; with several workers each process sees its own part; and what a test leaves in it, the next
test finds. A `WeakSet` forgets closed connections, and changes none of that.

## Example
```python
from websockets.asyncio.server import ServerConnection

connections: dict[str, ServerConnection] = {}


async def handler(connection: ServerConnection) -> None:
    user = await connection.recv()
    connections[str(user)] = connection
    await connection.wait_closed()
```

## Use instead
An object that the program builds and hands to the handler:

```python
from functools import partial

from websockets.asyncio.server import ServerConnection, serve


class Connections:
    def __init__(self) -> None:
        self.by_user: dict[str, ServerConnection] = {}


async def handler(connections: Connections, connection: ServerConnection) -> None:
    user = await connection.recv()
    connections.by_user[str(user)] = connection
    await connection.wait_closed()


async def main() -> None:
    async with serve(partial(handler, Connections()), "localhost", 8765) as server:
        await server.serve_forever()
```

## Fix safety
No fix: where the object is to live is a decision.

## References
- Recipe, a manager of the application: docs/recipes/application_manager
- Recipe, broadcast without a collection of one's own: docs/recipes/broadcast
- Recipe, an emitter for each user: docs/recipes/user_emitters
- Broadcasting: https://websockets.readthedocs.io/en/stable/topics/broadcast.html
"""

from __future__ import annotations

from collections.abc import Iterable

from ..findings import Level
from ..model.managers.events import SharedConnections
from .rule import Context, Report, Rule

_SHAPES = {
    "module": "'{name}' keeps connections in a process-global collection",
    "module object": "'{name}' keeps connections in a process-global object",
    "class": "'{name}' keeps connections on the class, process-global for all its instances",
    "connection class": "'{name}' keeps connections on their class, process-global for all of them",
    "default argument": "'{name}' keeps connections in a default argument that all calls share",
}


def check(event: SharedConnections, context: Context) -> Iterable[Report]:
    """Every shared collection."""
    hint = "Keep them in an object that the application builds and hands on."
    if event.shape == "class":
        hint = "Assign it in '__init__', on 'self'."
    elif event.shape == "default argument":
        hint = "Let the default be None, and hand the collection in."
    yield Report(event.node, _SHAPES[event.shape].format(name=event.name), hint, Level.WARNING)


RULE = Rule(
    code="WS404",
    slug="shared-connections",
    since="0.1.0",
    documentation=__doc__,
    checks={SharedConnections: check},
)
