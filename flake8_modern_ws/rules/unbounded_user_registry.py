"""Registry of per-user managers that nothing is removed from.

## What it does
Reports a mapping at module or class level from keys to managers of WebSocket connections out of
which the file never takes one (`pop`, `del`, `clear`), and `functools.cache` on a getter of
managers with a key. Mappings with weak values or a limit are not reported. Off by default: users
are isolated, what is missing is an end.

## Why is this bad?
The registry is process-global and grows with every user who was ever connected, and each worker
has its own.

## Example
```python
from app.websocket_manager import WebSocketManager

managers: dict[str, WebSocketManager] = {}


def manager_for(user: str) -> WebSocketManager:
    return managers.setdefault(user, WebSocketManager(user))
```

## Use instead
Let the entry go with the user's last connection:

```python
from app.websocket_manager import WebSocketManager

managers: dict[str, WebSocketManager] = {}


def manager_for(user: str) -> WebSocketManager:
    return managers.setdefault(user, WebSocketManager(user))


def forget(user: str) -> None:
    managers.pop(user, None)
```

## Fix safety
No fix: only the program knows when a user is gone.

## References
- Recipe, an emitter for each user, closed with its last connection: docs/recipes/user_emitters
"""

from __future__ import annotations

from collections.abc import Iterable

from ..findings import Level
from ..model.managers.events import UserRegistry
from .rule import Context, Report, Rule


def check(event: UserRegistry, context: Context) -> Iterable[Report]:
    """Every registry without an end."""
    yield Report(
        event.node,
        f"'{event.name}' keeps a '{event.manager}' for every key, process-global and without end",
        "Remove the entry with the user's last connection.", Level.NOTE)


RULE = Rule(
    code="WS407",
    slug="unbounded-user-registry",
    since="0.1.0",
    documentation=__doc__,
    checks={UserRegistry: check},
    opt_in=True,
)
