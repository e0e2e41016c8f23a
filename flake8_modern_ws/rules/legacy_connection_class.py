"""Legacy connection class of `websockets`.

## What it does
Reports `WebSocketClientProtocol`, `WebSocketServerProtocol` and `WebSocketCommonProtocol`
under every path outside `websockets.legacy`, also in quoted annotations.

## Why is this bad?
`websockets.connect` and `websockets.serve` have made other objects since 14.0: an `isinstance`
test against the old class is silently false, and an annotation promises attributes that the
connection no longer has.

## Example
```python
from websockets import WebSocketServerProtocol


async def handler(websocket: WebSocketServerProtocol):
    await websocket.send("hello")
```

## Use instead
```python
from websockets.asyncio.server import ServerConnection


async def handler(websocket: ServerConnection):
    await websocket.send("hello")
```

## Fix safety
The new class is no alias of the old one. The name is safe to change in annotations; attributes
that the new class lacks have to change with it.

## References
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
"""

from __future__ import annotations

from ..catalog.rows import Group
from .paths import checks_for
from .rule import Rule

RULE = Rule(
    code="WS201",
    slug="legacy-connection-class",
    since="0.1.0",
    documentation=__doc__,
    checks=checks_for(Group.CONNECTION_CLASS),
)
