"""Legacy basic authentication of `websockets`.

## What it does
Reports `basic_auth_protocol_factory` and `BasicAuthWebSocketServerProtocol` under every path
outside `websockets.legacy`.

## Why is this bad?
They build a legacy protocol, which the new `serve` does not accept; deprecated since 14.0.

## Example
```python
from websockets.auth import basic_auth_protocol_factory
```

## Use instead
```python
from websockets.asyncio.server import basic_auth
```

## Fix safety
`basic_auth` is given to `serve` as `process_request`, not as `create_protocol`.

## References
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
- `basic_auth`: https://websockets.readthedocs.io/en/stable/reference/asyncio/server.html
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
"""

from __future__ import annotations

from ..catalog.rows import Group
from .paths import checks_for
from .rule import Rule

RULE = Rule(
    code="WS204",
    slug="legacy-basic-auth",
    since="0.1.0",
    documentation=__doc__,
    checks=checks_for(Group.BASIC_AUTH),
)
