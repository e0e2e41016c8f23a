"""Option that the selected WebSocket implementation does not read.

## What it does
Reports a `ws_*` option with a constant value that the selected implementation never reads at the
newest supported release of uvicorn: any with `ws="none"` or `interface="wsgi"`, `ws_max_queue` but
for the legacy implementation, keepalive with `websockets-sansio` before 0.44.0, keepalive and size
with `wsproto` before 0.46.0. Since 0.50.0 `ws="auto"` selects `websockets-sansio`.

## Why is this bad?
The code states a limit that is not there, and uvicorn does not say so.

## Example
```python
import uvicorn

uvicorn.run(
    "app.main:app",
    ws_max_queue=8,
    ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024,
)
```

## Use instead
```python
import uvicorn

uvicorn.run(
    "app.main:app",
    ws_ping_interval=20.0, ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024,
)
```

## Fix safety
No fix: either the option goes, or the implementation or the release changes.

## References
- Settings: https://www.uvicorn.org/settings/
- websockets-sansio reads keepalive since 0.44.0: https://github.com/Kludex/uvicorn/pull/2888
- wsproto reads the size since 0.46.0: https://github.com/Kludex/uvicorn/pull/2915
- auto selects websockets-sansio since 0.50.0: https://github.com/Kludex/uvicorn/pull/2985
"""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog import uvicorn_options as catalog
from ..findings import Level
from ..model.server_configurations import ServerConfiguration
from ..model.values import ENVIRONMENT_TEXT, UNKNOWN
from .rule import Context, Report, Rule
from .uvicorn_settings import Uvicorn


def _check(event: ServerConfiguration, context: Context) -> Iterable[Report]:
    uvicorn = Uvicorn(event, context)
    for name, option in uvicorn.options():
        if option.value is UNKNOWN or option.value is ENVIRONMENT_TEXT:
            continue
        if not uvicorn.reaches(catalog.OPTIONS[name].introduced) or not uvicorn.ignored(name):
            continue
        yield Report(option.node, _message(name, uvicorn), _hint(name, uvicorn), Level.WARNING)


def _message(name: str, uvicorn: Uvicorn) -> str:
    shown = uvicorn.shown(name)
    if uvicorn.implementation == catalog.NONE:
        by = "interface='wsgi'" if uvicorn.interface_off else "ws='none'"
        return f"'{shown}' has no effect, because {by} switches WebSockets off"
    since = catalog.OPTIONS[name].read.get(uvicorn.implementation or "")
    until = "" if since is None else f" before uvicorn {since}"
    return f"'{shown}' is not read by {uvicorn.selected_by}{until}"


def _hint(name: str, uvicorn: Uvicorn) -> str:
    since = catalog.OPTIONS[name].read.get(uvicorn.implementation or "")
    if since is not None:
        return f"Require uvicorn>={since}, or remove the option."
    return "Remove it."


RULE = Rule(
    code="WS515",
    slug="option-ignored",
    since="0.1.0",
    documentation=__doc__,
    checks={ServerConfiguration: _check},
)
