"""Text where uvicorn needs a number or a bool.

## What it does
Reports a string, or a value of the environment that was not converted, given to `ws_max_size`,
`ws_max_queue`, `ws_ping_interval`, `ws_ping_timeout` or `ws_per_message_deflate`; and on command
lines a value that the command refuses.

## Why is this bad?
uvicorn does not check the type when it starts. Keepalive fails with a TypeError in a timer, or
stops silently; a size as text ends connections at the handshake or at the first message; the text
"false" switches compression on. The command itself refuses to start.

## Example
```python
import os

import uvicorn

uvicorn.run(
    "app.main:app",
    ws_ping_interval=os.environ["PING_INTERVAL"],
    ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024,
)
```

## Use instead
```python
import os

import uvicorn

uvicorn.run(
    "app.main:app",
    ws_ping_interval=float(os.environ["PING_INTERVAL"]),
    ws_ping_timeout=20.0, ws_max_size=16 * 1024 * 1024,
)
```

## Fix safety
Unsafe: writes the number or the bool that a constant text says. What comes from the environment,
and what the text does not say, has to be decided by a person.

## References
- Settings: https://www.uvicorn.org/settings/
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from ..catalog import uvicorn_options as catalog
from ..findings import Level
from ..model.server_configurations import ServerConfiguration, ServerOption
from ..model.values import ENVIRONMENT_TEXT, UNKNOWN
from ..plans import Plan
from .rule import Context, Report, Rule
from .uvicorn_settings import Uvicorn, converted, in_every_case, is_text, set_options

_EFFECTS = {
    "ws_ping_interval": "breaks keepalive with a TypeError while connections run",
    "ws_ping_timeout": "stops keepalive silently after the first ping",
    "ws_max_size": "ends every connection at its handshake or its first message",
    "ws_max_queue": "ends every connection at its first message",
    "ws_per_message_deflate": "switches compression on, whatever the text says",
}
_CONVERSIONS = {"seconds": "float(...)", "bytes": "int(...)", "count": "int(...)"}


def _check(event: ServerConfiguration, context: Context) -> Iterable[Report]:
    uvicorn = Uvicorn(event, context)
    for name, option in uvicorn.options():
        if not is_text(option) or uvicorn.ignored(name):
            continue
        kind = catalog.OPTIONS[name].kind
        shown = uvicorn.shown(name)
        if event.kind == "command":
            if converted(name, str(option.value)) is UNKNOWN:
                number = "true or false" if kind == "switch" else (
                    "a number" if kind == "seconds" else "a whole number")
                yield Report(option.node, f"'{shown}' is not {number}, and uvicorn does not start",
                             f"Write {number}.", Level.ERROR)
            continue
        what = "text of the environment" if option.value is ENVIRONMENT_TEXT else "text"
        hint = ("Write True or False, or compare the text." if kind == "switch" else
                f"Write a number, or convert it by {_CONVERSIONS[kind]}.")
        yield Report(option.node, f"'{shown}' is {what}, which {_EFFECTS[name]}", hint,
                     Level.ERROR, _plan(name, option, event))


def _plan(name: str, option: ServerOption, event: ServerConfiguration) -> Plan | None:
    """What the text says, as the command line would read it."""
    if not isinstance(option.value, str):
        return None
    value = converted(name, option.value)
    if value is UNKNOWN or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return set_options(event, (name, repr(value)))


RULE = Rule(
    code="WS514",
    slug="option-type",
    since="0.1.0",
    documentation=__doc__,
    checks={ServerConfiguration: in_every_case(_check)},
)
