"""Manager of WebSocket connections looked up while the module is imported.

## What it does
Reports calls of imported getters such as `get_websocket_manager()` in code that runs at import:
at module level, in a class body, as a default argument. The getter's own name or the module it
comes from has to speak of WebSockets. Files that match `test-pattern` are not reported.

## Why is this bad?
The import order decides when the manager is made, before there is an event loop or a
configuration; the module keeps that one process-global instance, whatever the application or a
test puts in its place later; an import that fails to build it is an application that does not
start.

## Example
```python
from fastapi import APIRouter, WebSocket

from app.websocket_manager import get_websocket_manager

router = APIRouter()
manager = get_websocket_manager()


@router.websocket("/events")
async def events(websocket: WebSocket) -> None:
    await manager.serve(websocket)
```

## Use instead
Ask for it where it is used:

```python
from typing import Annotated

from fastapi import APIRouter, Depends, WebSocket

from app.websocket_manager import WebSocketManager, get_websocket_manager

router = APIRouter()


@router.websocket("/events")
async def events(
    websocket: WebSocket,
    manager: Annotated[WebSocketManager, Depends(get_websocket_manager)],
) -> None:
    await manager.serve(websocket)
```

## Fix safety
No fix: every use of the name moves.

## References
- Recipe, a manager of the application: docs/recipes/application_manager
- Dependencies: https://fastapi.tiangolo.com/tutorial/dependencies/
"""

from __future__ import annotations

from collections.abc import Iterable

from ..findings import Level
from ..model.managers.events import ImportTimeLookup
from ..settings.patterns import matches_file
from .rule import Context, Report, Rule


def check(event: ImportTimeLookup, context: Context) -> Iterable[Report]:
    """Every such call, outside of test files."""
    if not matches_file(context.settings.test_pattern, context.source.filename):
        yield Report(
            event.node,
            f"'{event.getter}()' looks a process-global manager up while the module is imported",
            "Call it in the handler, or inject the manager.", Level.WARNING)


RULE = Rule(
    code="WS405",
    slug="import-time-manager",
    since="0.1.0",
    documentation=__doc__,
    checks={ImportTimeLookup: check},
)
