"""Legacy object through a compatibility path of `websockets`.

## What it does
Reports `connect`, `unix_connect` of `websockets.client`, `serve`, `unix_serve`, `broadcast` of
`websockets.server`, and `websockets.auth`. Modern members of the same modules, such as
`websockets.client.ClientProtocol`, are not reported.

## Why is this bad?
These paths lead to the legacy implementation and are deprecated since websockets 14.0, while
`websockets.connect` and `websockets.serve` have moved on to the new one. The warning is visible
only in the main module.

## Example
```python
from websockets.server import serve


async def main(handler):
    async with serve(handler, "localhost", 8765) as server:
        await server.wait_closed()
```

## Use instead
```python
from websockets.asyncio.server import serve


async def main(handler):
    async with serve(handler, "localhost", 8765) as server:
        await server.wait_closed()
```

## Fix safety
As for the legacy modules: arguments, attributes and exceptions have to change with the import.

## References
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
"""

from __future__ import annotations

from ..catalog.rows import Group
from .paths import checks_for
from .rule import Rule

RULE = Rule(
    code="WS102",
    slug="legacy-alias",
    since="0.1.0",
    documentation=__doc__,
    checks=checks_for(Group.LEGACY_ALIAS),
)
