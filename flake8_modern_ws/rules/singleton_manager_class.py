"""Manager class that makes itself a singleton.

## What it does
Reports the class of a manager of WebSocket connections that sees to it that a process has one
instance: a caching `__new__` or class method, a metaclass, base class or decorator (definitions in
the file are read, imported ones go by their name), or a `__dict__` that all instances share. The
report stands once, on the class line; instances and calls are not reported again.

## Why is this bad?
The manager is process-global, and nobody who calls `Manager()` can see it. Every user shares it;
with several workers there are several, each with its own part of the connections; tests cannot
have a fresh one.

## Example
```python
from fastapi import WebSocket


class ConnectionManager:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance.connections = {}
        return cls._instance

    def add(self, user: str, websocket: WebSocket) -> None:
        self.connections[user] = websocket
```

## Use instead
A plain class, built once where the application is put together:

```python
from fastapi import FastAPI, WebSocket


class ConnectionManager:
    def __init__(self) -> None:
        self.connections: dict[str, WebSocket] = {}

    def add(self, user: str, websocket: WebSocket) -> None:
        self.connections[user] = websocket


def create_app() -> FastAPI:
    app = FastAPI()
    app.state.manager = ConnectionManager()
    return app
```

## Fix safety
No fix: callers rely on getting the same instance.

## References
- Recipe, a manager of the application: docs/recipes/application_manager
- Recipe, an emitter for each user: docs/recipes/user_emitters
"""

from __future__ import annotations

from collections.abc import Iterable

from ..findings import Level
from ..model.managers.events import SingletonManager
from .rule import Context, Report, Rule


def check(event: SingletonManager, context: Context) -> Iterable[Report]:
    """Every singleton among the manager classes of the file."""
    yield Report(
        event.node, f"'{event.node.name}' is process-global, a singleton through {event.shape}",
        "Make it a plain class and build it in the application's lifespan.", Level.WARNING)


RULE = Rule(
    code="WS402",
    slug="singleton-manager-class",
    since="0.1.0",
    documentation=__doc__,
    checks={SingletonManager: check},
)
