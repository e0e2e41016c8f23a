"""Old name of a Sans-I/O class of `websockets`.

## What it does
Reports `websockets.client.ClientConnection`, `websockets.server.ServerConnection` and
`websockets.connection.Connection`. The classes of the same names in `websockets.asyncio` and
`websockets.sync` are others and modern.

## Why is this bad?
The Sans-I/O classes were renamed in 11.0; the old ones are shims that warn when they are
instantiated, and are easily taken for the connections of the new implementation.

## Example
```python
from websockets.client import ClientConnection
```

## Use instead
```python
from websockets.client import ClientProtocol
```

## Fix safety
The new name means the same class; arguments after the URI are keyword-only since 11.0.

## References
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
"""

from __future__ import annotations

from ..catalog.rows import Group
from .paths import checks_for
from .rule import Rule

RULE = Rule(
    code="WS205",
    slug="sansio-rename",
    since="0.1.0",
    documentation=__doc__,
    checks=checks_for(Group.SANSIO),
)
