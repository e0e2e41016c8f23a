"""WebSockets of aiohttp, tornado, hypercorn or sanic without pings.

## What it does
Reports `WebSocketResponse` and `ws_connect` of aiohttp without `heartbeat`; tornado's `Application`
with a WebSocket handler in the same file and no `websocket_ping_interval`; and these options, as
those of hypercorn and sanic, where they are None, zero or negative.

## Why is this bad?
aiohttp, tornado and hypercorn send no pings by default: a peer that vanished is never noticed, and
proxies cut connections that look idle.

## Example
```python
from aiohttp import web


async def handle(request):
    response = web.WebSocketResponse()
    await response.prepare(request)
    return response
```

## Use instead
```python
from aiohttp import web


async def handle(request):
    response = web.WebSocketResponse(heartbeat=20.0)
    await response.prepare(request)
    return response
```

## Fix safety
No fix: the right number depends on the application.

## References
- aiohttp: https://docs.aiohttp.org/en/stable/web_reference.html#aiohttp.web.WebSocketResponse
- tornado: https://www.tornadoweb.org/en/stable/websocket.html
- hypercorn: https://hypercorn.readthedocs.io/en/latest/how_to_guides/configuring.html
- sanic: https://sanic.dev/en/guide/running/configuration.html
"""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog.peers import PEERS
from ..findings import Level
from ..model.peers import PeerConfiguration
from .rule import Context, Report, Rule


def _check(event: PeerConfiguration, context: Context) -> Iterable[Report]:
    peer = PEERS[event.library]
    option = event.options.get(peer.interval)
    hint = f"Write '{peer.interval}=20'."
    if option is None:
        if event.complete and peer.required and not peer.pings_by_default:
            yield Report(
                event.node,
                f"'{event.what}' of {event.library} leaves out '{peer.interval}', and sends no "
                "pings by default", hint, Level.WARNING)
        return
    value = option.value
    if value is None:
        effect = "sends no pings"
    elif isinstance(value, (int, float)) and value <= 0:
        effect = peer.zero if value == 0 else "is no interval"
    else:
        return
    shown = "None" if value is None else f"{value:g}"
    yield Report(option.node, f"'{peer.interval}' is {shown}, {effect} on {event.library}", hint,
                 Level.WARNING)


RULE = Rule(
    code="WS531",
    slug="peer-keepalive",
    since="0.1.0",
    documentation=__doc__,
    checks={PeerConfiguration: _check},
)
