"""Queue of received messages without a usable limit.

## What it does
Reports `ws_max_queue` that is None, zero or negative where it is read: by the legacy
implementation.

## Why is this bad?
With None a peer that sends faster than the application receives fills the memory of the server.
With zero no message ever reaches the application.

## Example
```python
# setting: uvicorn = ==0.49.0
import uvicorn

uvicorn.run(
    "app.main:app",
    ws_max_queue=None,
    ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024,
)
```

## Use instead
```python
# setting: uvicorn = ==0.49.0
import uvicorn

uvicorn.run(
    "app.main:app",
    ws_max_queue=32,
    ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024,
)
```

## Fix safety
Unsafe: writes uvicorn's default; the right number depends on the application. Values that are
computed, and command lines, are left to a person.

## References
- Settings: https://www.uvicorn.org/settings/
"""

from __future__ import annotations

from collections.abc import Iterable

from ..findings import Level
from ..model.server_configurations import ServerConfiguration
from .rule import Context, Report, Rule
from .uvicorn_settings import Uvicorn, in_every_case, set_options


def _check(event: ServerConfiguration, context: Context) -> Iterable[Report]:
    uvicorn = Uvicorn(event, context)
    name = "ws_max_queue"
    if uvicorn.implementation is None:
        return
    value = uvicorn.value(name)
    shown = uvicorn.shown(name)
    if value is None:
        message = f"'{shown}' is None, lets a fast peer fill the memory of the server"
    elif isinstance(value, (int, float)) and value <= 0:
        message = f"'{shown}' is {value:g}, lets no message reach the application"
    else:
        return
    yield Report(uvicorn.node(name), message, f"Write '{uvicorn.write(name, '32')}'.",
                 Level.ERROR, set_options(uvicorn.event, (name, "32")))


RULE = Rule(
    code="WS516",
    slug="queue-unbounded",
    since="0.1.0",
    documentation=__doc__,
    checks={ServerConfiguration: in_every_case(_check)},
)
