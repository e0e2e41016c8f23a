"""Legacy exception of `websockets`.

## What it does
Reports `InvalidStatusCode`, `AbortHandshake`, `RedirectHandshake` and
`WebSocketProtocolError` under every path outside `websockets.legacy`.

## Why is this bad?
The new implementation never raises them: an `except InvalidStatusCode` clause no longer catches
anything, without a word.

## Example
```python
from websockets.exceptions import InvalidStatusCode

try:
    ...
except InvalidStatusCode:
    pass
```

## Use instead
```python
from websockets.exceptions import InvalidStatus

try:
    ...
except InvalidStatus:
    pass
```

## Fix safety
`ProtocolError` is the same object as `WebSocketProtocolError`. `InvalidStatus` is unrelated to
`InvalidStatusCode` and keeps the status in `response.status_code`.

## References
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
"""

from __future__ import annotations

from ..catalog.rows import Group
from .paths import checks_for
from .rule import Rule

RULE = Rule(
    code="WS203",
    slug="legacy-exception",
    since="0.1.0",
    documentation=__doc__,
    checks=checks_for(Group.EXCEPTION),
)
