"""Size limit of aiohttp, tornado, hypercorn or sanic switched off.

## What it does
Reports `max_msg_size=0` of aiohttp, which means no limit, an infinite `websocket_max_message_size`
of tornado and hypercorn, and `WEBSOCKET_MAX_SIZE = None` of sanic; and limits above
`max-message-size` (64 MiB).

## Why is this bad?
One message of one peer then fills the memory.

## Example
```python
from aiohttp import web


async def handle(request):
    response = web.WebSocketResponse(heartbeat=20.0, max_msg_size=0)
    await response.prepare(request)
    return response
```

## Use instead
```python
from aiohttp import web


async def handle(request):
    response = web.WebSocketResponse(heartbeat=20.0, max_msg_size=16 * 1024 * 1024)
    await response.prepare(request)
    return response
```

## Fix safety
No fix: the right number depends on the application.

## References
- aiohttp: https://docs.aiohttp.org/en/stable/web_reference.html#aiohttp.web.WebSocketResponse
- tornado: https://www.tornadoweb.org/en/stable/websocket.html
"""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog.peers import PEERS
from ..findings import Level
from ..model.peers import PeerConfiguration
from .rule import Context, Report, Rule
from .uvicorn_settings import written


def _check(event: PeerConfiguration, context: Context) -> Iterable[Report]:
    peer = PEERS[event.library]
    option = event.options.get(peer.size)
    if option is None:
        return
    value, limit = option.value, context.settings.max_message_size
    if any(type(value) is type(off) and value == off for off in peer.unlimited):
        message = (f"'{peer.size}' is {written(value)}, lets one message fill the memory on "
                   f"{event.library}")
    elif isinstance(value, (int, float)) and value > limit:
        message = f"'{peer.size}' is {written(value)}, above {written(limit)}"
    else:
        return
    yield Report(option.node, message, f"Leave it out for {peer.default_size}, or write a number "
                 "of bytes.", Level.WARNING)


RULE = Rule(
    code="WS532",
    slug="peer-size",
    since="0.1.0",
    documentation=__doc__,
    checks={PeerConfiguration: _check},
)
