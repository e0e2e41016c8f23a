"""Module of `websockets` that was renamed or absorbed.

## What it does
Reports imports of `websockets.connection`, `websockets.http` and `websockets.framing`. Names
that moved elsewhere are reported on their own where they are imported.

## Why is this bad?
`websockets.connection` is an alias since 11.0 that warns when it is imported; `websockets.http`
and `websockets.framing` no longer exist in 17.0.

## Example
```python
import websockets.connection
```

## Use instead
```python
import websockets.protocol
```

## Fix safety
The module is the same under another name where the replacement holds the same objects; names
that went elsewhere have to be changed one by one.

## References
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
"""

from __future__ import annotations

from ..catalog.rows import Group
from .paths import checks_for
from .rule import Rule

RULE = Rule(
    code="WS104",
    slug="renamed-module",
    since="0.1.0",
    documentation=__doc__,
    checks=checks_for(Group.RENAMED_MODULE),
)
