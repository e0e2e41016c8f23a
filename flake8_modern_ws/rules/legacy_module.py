"""Import from, or use of, `websockets.legacy`.

## What it does
Reports every name imported from `websockets.legacy` and its submodules, and every use of them
through a dotted path.

## Why is this bad?
The legacy asyncio implementation is deprecated since websockets 14.0 and no longer developed;
upstream plans to remove it by 2030. Its warning shows only once per process and, without
`-W default`, not at all, so most programs never print it.

## Example
```python
from websockets.legacy.client import connect


async def main(uri):
    async with connect(uri) as websocket:
        await websocket.send("hello")
```

## Use instead
```python
from websockets.asyncio.client import connect


async def main(uri):
    async with connect(uri) as websocket:
        await websocket.send("hello")
```

## Fix safety
The new implementation takes other arguments, has other attributes and raises other exceptions.
Changing the import alone is not enough: everything that it reaches has to change with it.

## References
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
"""

from __future__ import annotations

from ..catalog.rows import Group
from .paths import checks_for
from .rule import Rule

RULE = Rule(
    code="WS101",
    slug="legacy-module",
    since="0.1.0",
    documentation=__doc__,
    checks=checks_for(Group.LEGACY_MODULE),
)
