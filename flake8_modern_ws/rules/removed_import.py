"""Module or name that `websockets` no longer has, without a replacement.

## What it does
Reports imports and uses of modules and names that newer releases removed and that have no
replacement.

## Why is this bad?
The import, or the use, fails with `ImportError` or `AttributeError` from the named release on.

## Example
```python
from websockets.handshake import check_request
```

## Use instead
```python
from websockets.server import ServerProtocol
```

## Fix safety
A person has to decide what takes the place of the name.

## References
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
"""

from __future__ import annotations

from ..catalog.rows import Group
from .paths import checks_for
from .rule import Rule

RULE = Rule(
    code="WS103",
    slug="removed-import",
    since="0.1.0",
    documentation=__doc__,
    checks=checks_for(Group.REMOVED),
)
