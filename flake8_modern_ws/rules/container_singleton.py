"""Manager registered as a singleton with a dependency-injection container.

## What it does
Reports a provider or a binding whose name, or whose `scope` or `lifetime`, says singleton, for a
manager of WebSocket connections: `providers.Singleton(ConnectionManager)` and kin. Off by default,
as the container says openly what it does and a test can override it.

## Why is this bad?
It is still one process-global manager for all users, and one for each worker. Where users must be
isolated, the container should make one for each.

## Example
```python
from dependency_injector import containers, providers

from app.websocket_manager import WebSocketManager


class Container(containers.DeclarativeContainer):
    manager = providers.Singleton(WebSocketManager)
```

## Use instead
One for each that asks, or a resource that the application opens and closes:

```python
from dependency_injector import containers, providers

from app.websocket_manager import WebSocketManager


class Container(containers.DeclarativeContainer):
    manager = providers.Factory(WebSocketManager)
```

## Fix safety
No fix: the lifetime is a decision.

## References
- Recipe, an emitter for each user: docs/recipes/user_emitters
- Providers: https://python-dependency-injector.ets-labs.org/providers/index.html
"""

from __future__ import annotations

from collections.abc import Iterable

from ..findings import Level
from ..model.managers.events import ContainerSingleton
from .rule import Context, Report, Rule


def check(event: ContainerSingleton, context: Context) -> Iterable[Report]:
    """Every such registration."""
    yield Report(
        event.node,
        f"'{event.provider}' registers '{event.manager}' process-global with the container",
        "Register a factory or a resource, so that each user or application has its own.",
        Level.NOTE)


RULE = Rule(
    code="WS406",
    slug="container-singleton",
    since="0.1.0",
    documentation=__doc__,
    checks={ContainerSingleton: check},
    opt_in=True,
)
