"""uvicorn without a stated ping interval and pong deadline.

## What it does
Reports a configuration of uvicorn (`run`, `Config`, `CONFIG_KWARGS` of a gunicorn worker, a command
line in Python code) that leaves out `ws_ping_interval` or `ws_ping_timeout`. Silent where the
application serves no WebSockets: with `ws="none"`, `interface="wsgi"`, or an application that is
built in the same file from HTTP routes alone; and where further options may come from a mapping
that is not known. `websocket-app` overrides the judgement: `always`, `never`.

## Why is this bad?
uvicorn's own defaults are sound since 0.15.0: 20 seconds each. But `websockets-sansio` ignored
them before 0.44.0 and wsproto before 0.46.0, and the release, or the library that is installed,
selects the implementation. Stating them documents what proxies and clients in between rely on, and
makes a change of it visible in review. It is one line.

## Example
```python
import uvicorn

uvicorn.run(
    "app.main:app", host="127.0.0.1", port=8000,
    ws_max_size=16 * 1024 * 1024,
)
```

## Use instead
```python
import uvicorn

uvicorn.run(
    "app.main:app", host="127.0.0.1", port=8000,
    ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024,
)
```

## Fix safety
Unsafe: writes uvicorn's defaults, which changes nothing where they are in effect already; the right
number depends on the application. Command lines are left to a person.

## References
- Settings: https://www.uvicorn.org/settings/
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model.server_configurations import ServerConfiguration
from .missing_options import missing
from .rule import Context, Report, Rule


def _check(event: ServerConfiguration, context: Context) -> Iterable[Report]:
    yield from missing(("ws_ping_interval", "ws_ping_timeout"), event, context)


RULE = Rule(
    code="WS501",
    slug="missing-keepalive",
    since="0.1.0",
    documentation=__doc__,
    checks={ServerConfiguration: _check},
)
