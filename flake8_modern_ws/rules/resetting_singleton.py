"""Singleton manager whose `__init__` empties the connections at every call.

## What it does
Reports a manager class with a caching `__new__`, or with a `__dict__` that all instances share,
whose `__init__` assigns the store of connections without a condition.

## Why is this bad?
Python calls `__init__` on whatever `__new__` returns, also if that is the old instance. Every
`Manager()` forgets all connections that are open: they get no more events, and nothing fails.

## Example
```python
from fastapi import WebSocket


class ConnectionManager:  # noqa: WS402
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __init__(self) -> None:
        self.connections: dict[str, WebSocket] = {}

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
No fix: the store belongs into `__new__`, or better the singleton goes.

## References
- Recipe, a manager of the application: docs/recipes/application_manager
- `object.__new__`: https://docs.python.org/3/reference/datamodel.html#object.__new__
"""

from __future__ import annotations

from collections.abc import Iterable

from ..findings import Level
from ..model.managers.events import SingletonManager
from .rule import Context, Report, Rule


def check(event: SingletonManager, context: Context) -> Iterable[Report]:
    """Singletons that reset themselves."""
    if event.resets is not None:
        name = event.node.name
        yield Report(
            event.node,
            f"'{name}' empties '{event.resets}' at every '{name}()': '__init__' runs again on the "
            "kept instance",
            "Make it a plain class and build it in the application's lifespan.", Level.ERROR)


RULE = Rule(
    code="WS403",
    slug="resetting-singleton",
    since="0.1.0",
    documentation=__doc__,
    checks={SingletonManager: check},
)
