"""uvicorn without a stated limit on the size of messages.

## What it does
Reports a configuration of uvicorn (`run`, `Config`, `CONFIG_KWARGS` of a gunicorn worker, a command
line in Python code) that leaves out `ws_max_size`. Silent where the
application serves no WebSockets: with `ws="none"`, `interface="wsgi"`, or an application that is
built in the same file from HTTP routes alone; and where further options may come from a mapping
that is not known. `websocket-app` overrides the judgement: `always`, `never`.

## Why is this bad?
uvicorn's own default is 16 MiB since 0.14.0. But wsproto had no limit before 0.46.0, and few
applications want messages of that size: what each connection may take of the memory is a decision
of the application. Stating it makes the decision visible. It is one line.

## Example
```python
import uvicorn

uvicorn.run(
    "app.main:app", host="127.0.0.1", port=8000,
    ws_ping_interval=20.0, ws_ping_timeout=20.0,
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
Unsafe: writes uvicorn's default, which changes nothing where it is in effect already; the right
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
    yield from missing(("ws_max_size",), event, context)


RULE = Rule(
    code="WS502",
    slug="missing-max-size",
    since="0.1.0",
    documentation=__doc__,
    checks={ServerConfiguration: _check},
)
