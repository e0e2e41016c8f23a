"""Name of `websockets` that moved or was renamed.

## What it does
Reports names that are importable elsewhere today: `websockets.parse_uri`,
`websockets.http.Headers`, `websockets.frames.OP_TEXT`, `websockets.uri.get_proxy` and others.

## Why is this bad?
The old path fails with `ImportError` or `AttributeError` from the named release on.

## Example
```python
from websockets.http import Headers
```

## Use instead
```python
from websockets.datastructures import Headers
```

## Fix safety
Safe where both paths give the same object, which is checked against every release that has
both.

## References
- Changelog: https://websockets.readthedocs.io/en/stable/project/changelog.html
- Upgrade guide: https://websockets.readthedocs.io/en/stable/howto/upgrade.html
"""

from __future__ import annotations

from ..catalog.rows import Group
from .paths import checks_for
from .rule import Rule

RULE = Rule(
    code="WS206",
    slug="moved-name",
    since="0.1.0",
    documentation=__doc__,
    checks=checks_for(Group.MOVED),
)
