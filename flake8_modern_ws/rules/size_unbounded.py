"""Size limit of messages switched off, not positive, or very large.

## What it does
Reports `ws_max_size` that is None, zero, negative, or above `max-message-size` (64 MiB).

## Why is this bad?
One message of one peer then fills the memory of the server; compression makes it cheap, a thousand
bytes for each that is sent. None means no limit on the implementations of the websockets library,
but a TypeError at the first message of every connection on wsproto; zero refuses every message.

## Example
```python
import uvicorn

uvicorn.run(
    "app.main:app",
    ws_max_size=None,
    ws_ping_interval=20.0, ws_ping_timeout=20.0,
)
```

## Use instead
```python
import uvicorn

uvicorn.run(
    "app.main:app",
    ws_max_size=16 * 1024 * 1024,
    ws_ping_interval=20.0, ws_ping_timeout=20.0,
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

from ..catalog import uvicorn_options as catalog
from ..findings import Level
from ..model.server_configurations import ServerConfiguration
from .rule import Context, Report, Rule
from .uvicorn_settings import Uvicorn, in_every_case, set_options, written


def _check(event: ServerConfiguration, context: Context) -> Iterable[Report]:
    uvicorn = Uvicorn(event, context)
    name = "ws_max_size"
    value = uvicorn.value(name)
    limit = context.settings.max_message_size
    shown = uvicorn.shown(name)
    if value is None:
        if uvicorn.implementation == catalog.WSPROTO:
            message = (f"'{shown}' is None, ends every connection at its first message with a "
                       "TypeError on wsproto")
        else:
            message = f"'{shown}' is None, lets one message fill the memory of the server"
    elif not isinstance(value, (int, float)):
        return
    elif value <= 0:
        message = f"'{shown}' is {written(value)}, refuses every message that is not empty"
    elif value > limit:
        message = (f"'{shown}' is {written(value)}, above {written(limit)}, and lets one message "
                   "take that much memory")
    else:
        return
    yield Report(uvicorn.node(name), message,
                 f"Write '{uvicorn.write(name, '16 * 1024 * 1024')}', or the size of your largest "
                 "message.", Level.ERROR,
                 set_options(uvicorn.event, (name, "16 * 1024 * 1024")))


RULE = Rule(
    code="WS513",
    slug="size-unbounded",
    since="0.1.0",
    documentation=__doc__,
    checks={ServerConfiguration: in_every_case(_check)},
)
