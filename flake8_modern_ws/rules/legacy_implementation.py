"""Legacy WebSocket implementation of uvicorn.

## What it does
Reports `ws="websockets"`, its import string and its class.

## Why is this bad?
It runs on the legacy API of the websockets library, which goes away; uvicorn warns since 0.50.0 and
will let the name point at `websockets-sansio`.

## Example
```python
import uvicorn

uvicorn.run(
    "app.main:app",
    ws="websockets",
    ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024,
)
```

## Use instead
```python
import uvicorn

uvicorn.run(
    "app.main:app",
    ws="auto",
    ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024,
)
```

## Fix safety
Unsafe: writes `ws="auto"` where a constant selects it and the newest supported release has another
default. Handlers that receive slowly lose healthy clients sooner on the other implementations,
which pause reading, pongs included, while a message waits.

## References
- Settings: https://www.uvicorn.org/settings/
- Deprecation: https://github.com/Kludex/uvicorn/pull/2985
"""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog import uvicorn_options as catalog
from ..findings import Level
from ..model.server_configurations import ServerConfiguration
from .rule import Context, Report, Rule
from .uvicorn_settings import Uvicorn, set_options


def _check(event: ServerConfiguration, context: Context) -> Iterable[Report]:
    uvicorn = Uvicorn(event, context)
    if uvicorn.ws != catalog.LEGACY or uvicorn.interface_off:
        return
    since = catalog.LEGACY_DEPRECATED
    verb = "deprecated since" if uvicorn.reaches(since) else "to be deprecated in"
    hint = f"Write '{uvicorn.write_auto()}'."
    if not uvicorn.reaches(since):
        sansio = uvicorn.write("ws", f'"{catalog.SANSIO}"')
        keepalive = catalog.OPTIONS["ws_ping_interval"].read[catalog.SANSIO]
        hint = f"Write '{sansio}' with uvicorn>={keepalive}."
    yield Report(uvicorn.node("ws"),
                 f"'ws' selects the legacy implementation, {verb} uvicorn {since}", hint,
                 Level.WARNING,
                 set_options(event, ("ws", '"auto"')) if uvicorn.reaches(since) else None)


RULE = Rule(
    code="WS521",
    slug="legacy-implementation",
    since="0.1.0",
    documentation=__doc__,
    checks={ServerConfiguration: _check},
)
