"""Old name of a server class of `websockets`.

## What it does
Reports `WebSocketServer` of the asyncio implementation, under every path outside
`websockets.legacy`, and of `websockets.sync.server`.

## Why is this bad?
The asyncio class belongs to the legacy implementation and is deprecated since 14.0; `serve` no
longer returns it. `websockets.sync.server.WebSocketServer` was renamed in 13.0.

## Example
```python
from websockets.server import WebSocketServer


def stop(server: WebSocketServer):
    server.close()
```

## Use instead
```python
from websockets.asyncio.server import Server


def stop(server: Server):
    server.close()
```

## Fix safety
`websockets.sync.server.Server` is the same object under its new name. The asyncio class is a new
one: its `websockets` attribute became `connections`.

## References
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
"""

from __future__ import annotations

from ..catalog.rows import Group
from .paths import checks_for
from .rule import Rule

RULE = Rule(
    code="WS202",
    slug="legacy-server-class",
    since="0.1.0",
    documentation=__doc__,
    checks=checks_for(Group.SERVER_CLASS),
)
