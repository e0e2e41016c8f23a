"""Ping interval longer than connections survive on their way.

## What it does
Reports `ws_ping_interval` above `max-ping-interval` (55 seconds), infinity included.

## Why is this bad?
Proxies and load balancers cut connections that carry nothing for a while: nginx and AWS after 60
seconds, Heroku's router after 55. A ping resets these clocks only if it comes before.

## Example
```python
import uvicorn

uvicorn.run(
    "app.main:app",
    ws_ping_interval=60.0,
    ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024,
)
```

## Use instead
```python
import uvicorn

uvicorn.run(
    "app.main:app",
    ws_ping_interval=20.0,
    ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024,
)
```

## Fix safety
Unsafe: writes uvicorn's default; the right number depends on the application. Values that are
computed, and command lines, are left to a person.

## References
- Settings: https://www.uvicorn.org/settings/
- nginx: https://nginx.org/en/docs/http/websocket.html
- Heroku: https://devcenter.heroku.com/articles/http-routing
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from ..findings import Level
from ..model.server_configurations import ServerConfiguration
from .rule import Context, Report, Rule
from .uvicorn_settings import Uvicorn, in_every_case, set_options


def _check(event: ServerConfiguration, context: Context) -> Iterable[Report]:
    uvicorn = Uvicorn(event, context)
    name = "ws_ping_interval"
    value = uvicorn.value(name)
    limit = context.settings.max_ping_interval
    if not isinstance(value, (int, float)):
        return
    shown = uvicorn.shown(name)
    if value == math.inf or math.isnan(value):
        message = f"'{shown}' is {value:g}, never sends a ping"
    elif value > limit:
        message = (f"'{shown}' is {value:g} s, longer than the {limit:g} s after which proxies "
                   "may cut an idle connection")
    else:
        return
    yield Report(uvicorn.node(name), message,
                 f"Write '{uvicorn.write(name, '20.0')}', or at most {limit:g}.", Level.ERROR,
                 set_options(event, (name, "20.0")))


RULE = Rule(
    code="WS512",
    slug="keepalive-slow",
    since="0.1.0",
    documentation=__doc__,
    checks={ServerConfiguration: in_every_case(_check)},
)
