"""Vanished peers are noticed late.

## What it does
Reports configurations in which `ws_ping_interval` and `ws_ping_timeout` together exceed 120
seconds.

## Why is this bad?
That is how long a vanished peer stays connected: its resources are held, messages to it are lost.
It is off by default, because long deadlines are also set on purpose, for handlers that receive
slowly.

## Example
```python
import uvicorn

uvicorn.run(
    "app.main:app", ws_max_size=16 * 1024 * 1024, ws_ping_interval=20.0,
    ws_ping_timeout=300.0,
)
```

## Use instead
```python
import uvicorn

uvicorn.run(
    "app.main:app", ws_max_size=16 * 1024 * 1024, ws_ping_interval=20.0,
    ws_ping_timeout=20.0,
)
```

## Fix safety
No fix: the right number depends on the application.

## References
- Settings: https://www.uvicorn.org/settings/
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from ..findings import Level
from ..model.server_configurations import ServerConfiguration
from .rule import Context, Report, Rule
from .uvicorn_settings import Uvicorn

#: Seconds.
_WINDOW = 120


def _check(event: ServerConfiguration, context: Context) -> Iterable[Report]:
    uvicorn = Uvicorn(event, context)
    interval = _seconds(uvicorn, "ws_ping_interval")
    timeout = _seconds(uvicorn, "ws_ping_timeout")
    if interval is None or timeout is None or interval + timeout <= _WINDOW:
        return
    name = "ws_ping_timeout" if uvicorn.states("ws_ping_timeout") else "ws_ping_interval"
    yield Report(
        uvicorn.node(name),
        f"A vanished peer is noticed after up to {interval + timeout:g} s, the interval and the "
        "timeout of pings together",
        f"Keep them within {_WINDOW} s.", Level.NOTE)


def _seconds(uvicorn: Uvicorn, name: str) -> float | None:
    """The value in effect, if it is known and positive."""
    if not uvicorn.states(name):
        return None if uvicorn.event.unknown(name) else 20.0
    value = uvicorn.value(name)
    if isinstance(value, (int, float)) and 0 < value < math.inf:
        return float(value)
    return None


RULE = Rule(
    code="WS523",
    slug="dead-peer-window",
    since="0.1.0",
    documentation=__doc__,
    checks={ServerConfiguration: _check},
    opt_in=True,
)
