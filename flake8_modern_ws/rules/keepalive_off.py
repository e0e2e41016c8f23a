"""Pings or the pong deadline of uvicorn switched off.

## What it does
Reports `ws_ping_interval` that is None, zero or negative, and `ws_ping_timeout` that is None, zero,
negative or infinite. The timeout is not looked at where no pings are sent.

## Why is this bad?
Without pings, and without a deadline for pongs, a peer that vanished is never noticed, and proxies
cut connections that look idle. Zero does not mean one thing: as an interval it switches pings off,
or floods the peer with thousands of pings a second on the legacy implementation; as a timeout it
closes every connection at its first ping.

## Example
```python
import uvicorn

uvicorn.run(
    "app.main:app",
    ws_ping_interval=None, ws_ping_timeout=None,
    ws_max_size=16 * 1024 * 1024,
)
```

## Use instead
```python
import uvicorn

uvicorn.run(
    "app.main:app",
    ws_ping_interval=20.0, ws_ping_timeout=20.0,
    ws_max_size=16 * 1024 * 1024,
)
```

## Fix safety
Unsafe: writes uvicorn's default. Somebody may have had a reason, such as peers that never answer
pings. Ignore it there. Values that are computed, and command lines, are left to a person.

## References
- Settings: https://www.uvicorn.org/settings/
- Keepalive: https://websockets.readthedocs.io/en/stable/topics/keepalive.html
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from ..catalog import uvicorn_options as catalog
from ..findings import Level
from ..model.server_configurations import ServerConfiguration
from .rule import Context, Report, Rule
from .uvicorn_settings import Uvicorn, in_every_case, set_options

_HINT = "Write {}; values below 55 s suit proxies."


def _check(event: ServerConfiguration, context: Context) -> Iterable[Report]:
    uvicorn = Uvicorn(event, context)
    yield from _interval(uvicorn)
    if not uvicorn.pings_off:
        yield from _timeout(uvicorn)


def _interval(uvicorn: Uvicorn) -> Iterable[Report]:
    name = "ws_ping_interval"
    value = uvicorn.value(name)
    shown = uvicorn.shown(name)
    if value is None:
        message = f"'{shown}' is None, sends no pings, so that a vanished peer is never noticed"
    elif isinstance(value, (int, float)) and value <= 0:
        if uvicorn.implementation == catalog.LEGACY:
            message = (f"'{shown}' is {value:g}, sends thousands of pings a second on uvicorn's "
                       "legacy 'websockets' implementation")
        else:
            message = (f"'{shown}' is {value:g}, sends no pings, so that a vanished peer is "
                       "never noticed")
    else:
        return
    yield Report(uvicorn.node(name), message,
                 _HINT.format(f"'{uvicorn.write(name, '20.0')}'"), Level.ERROR,
                 set_options(uvicorn.event, (name, "20.0")))


def _timeout(uvicorn: Uvicorn) -> Iterable[Report]:
    name = "ws_ping_timeout"
    value = uvicorn.value(name)
    shown = uvicorn.shown(name)
    if value is None:
        interval = uvicorn.value("ws_ping_interval")
        if isinstance(interval, (int, float)) and interval <= 0:
            return  # one cause: the legacy implementation floods
        message = f"'{shown}' is None, waits for no pong, so that a vanished peer is never noticed"
    elif not isinstance(value, (int, float)):
        return
    elif value <= 0:
        message = f"'{shown}' is {value:g}, closes every connection at its first ping"
    elif math.isinf(value) or math.isnan(value):
        message = f"'{shown}' is {value:g}, sends one ping and waits forever for its pong"
    else:
        return
    yield Report(uvicorn.node(name), message,
                 f"Write '{uvicorn.write(name, '20.0')}'.", Level.ERROR,
                 set_options(uvicorn.event, (name, "20.0")))


RULE = Rule(
    code="WS511",
    slug="keepalive-off",
    since="0.1.0",
    documentation=__doc__,
    checks={ServerConfiguration: in_every_case(_check)},
)
