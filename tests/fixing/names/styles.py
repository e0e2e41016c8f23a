"""Both styles of import, names that are there already, names that are taken."""
import contextlib

import websockets
import websockets.legacy.client
from websockets.asyncio.client import ClientConnection
from websockets.client import WebSocketClientProtocol
from websockets.legacy.server import WebSocketServerProtocol, serve as old_serve
from websockets.exceptions import InvalidStatusCode as Refused; import websockets.legacy.server as legacy

Alias = WebSocketClientProtocol


class Wrapper:
    connection: WebSocketClientProtocol

    def __init__(self, connection: "WebSocketClientProtocol | None" = None) -> None:
        self.open = connection is not None


def check(value, kinds=(WebSocketClientProtocol, WebSocketServerProtocol)):
    with contextlib.suppress(Refused):
        if isinstance(value, WebSocketClientProtocol):
            return websockets.WebSocketClientProtocol
        return legacy.serve, old_serve, websockets.legacy.client.connect
    return Wrapper(value).open, ClientConnection


def shadowed(WebSocketClientProtocol, websockets):
    def inner():
        return WebSocketClientProtocol, websockets.WebSocketClientProtocol
    return inner


def caught(value):
    try:
        return value
    except ValueError as WebSocketServerProtocol:
        raise WebSocketServerProtocol
    match value:
        case [WebSocketServerProtocol]:
            return WebSocketServerProtocol


def local():
    if check: from websockets.legacy.client import connect
    return connect


def strings():
    return "WebSocketClientProtocol", b"websockets.legacy", "websockets.legacy.client.connect"
