"""Manager of WebSocket connections that lives as long as the process.

## What it does
Reports where such a manager is built at module level, as a class attribute, through `global`, as
a default argument, or by a getter without parameters that keeps what it made (`functools.cache`,
`lru_cache`, a hand-written memo). A class of the file is a manager if it stores connections, or
if its name says so and it handles them; of an imported class the name decides
(`manager-pattern`, `generic-manager-pattern`, `manager-exclude`). `app.state`, `app["key"]`,
context variables, attributes of instances, getters with a key, and code under
`if __name__ == "__main__"` are not reported, nor are files that match `test-pattern`.

## Why is this bad?
The manager is process-global: every user shares it, so that one wrong key or one `broadcast`
sends an event of one user to another; with several workers each process sees its own part of the
connections; what a test leaves in it, the next test finds. For one public broadcast in one
process it is fine: say so with `# noqa: WS401`.

## Example
```python
from fastapi import FastAPI, WebSocket

app = FastAPI()


class ConnectionManager:
    def __init__(self) -> None:
        self.connections: set[WebSocket] = set()

    async def join(self, websocket: WebSocket) -> None:
        await websocket.accept()
        self.connections.add(websocket)


manager = ConnectionManager()


@app.websocket("/events")
async def events(websocket: WebSocket) -> None:
    await manager.join(websocket)
```

## Use instead
Build it when the application starts, keep it on the application, and take it from there:

```python
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, WebSocket


class ConnectionManager:
    def __init__(self) -> None:
        self.connections: set[WebSocket] = set()

    async def join(self, websocket: WebSocket) -> None:
        await websocket.accept()
        self.connections.add(websocket)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.manager = ConnectionManager()
    yield


app = FastAPI(lifespan=lifespan)


@app.websocket("/events")
async def events(websocket: WebSocket) -> None:
    await websocket.app.state.manager.join(websocket)
```

Other libraries have a place of their own for it: aiohttp's cleanup contexts and `app[key]`, Sanic's
`app.ctx`, the `initialize()` of Tornado's handlers; a handler of `websockets.serve` gets it by
`functools.partial`. For events of one user, give each user an emitter of its own over one
transport.

## Fix safety
No fix: where the object is to live is a decision.

## References
- Recipe, a manager of the application: docs/recipes/application_manager
- Recipe, an emitter for each user: docs/recipes/user_emitters
- Recipe, several workers: docs/recipes/several_workers
- Lifespan: https://www.starlette.io/lifespan/
- Several workers: https://fastapi.tiangolo.com/advanced/websockets/
"""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog.application_objects import ANYWHERE, HOMES
from ..findings import Level
from ..model.managers.events import GlobalManager
from ..settings.patterns import matches_file
from .rule import Context, Report, Rule

_SHAPES = {
    "module": "'{name}' makes '{manager}' process-global, built at module level",
    "global": "'{name}' makes '{manager}' process-global, through a module's global",
    "class attribute": "'{name}' makes '{manager}' process-global, built as a class attribute",
    "default argument":
        "'{name}' makes '{manager}' process-global, built once as a default argument",
    "cached getter":
        "'{name}' makes '{manager}' process-global, a getter that keeps its only instance",
}


def check(event: GlobalManager, context: Context) -> Iterable[Report]:
    """Every process-global instance, outside of test files."""
    if matches_file(context.settings.test_pattern, context.source.filename):
        return
    message = _SHAPES[event.shape].format(name=event.name, manager=event.manager)
    home = next((home for library, home in HOMES.items()
                 if context.model.imports_any(frozenset({library}))), ANYWHERE)
    yield Report(event.node, message, f"{home}, or one for each user.", Level.WARNING)


RULE = Rule(
    code="WS401",
    slug="global-manager",
    since="0.1.0",
    documentation=__doc__,
    checks={GlobalManager: check},
)
