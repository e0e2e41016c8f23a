"""Both styles of import, names that are there already, names that are taken."""
import contextlib

import websockets
import websockets.asyncio.client
from websockets.asyncio.client import ClientConnection
from websockets.asyncio.server import ServerConnection, serve as old_serve
from websockets.exceptions import InvalidStatus as Refused; import websockets.asyncio.server as legacy

Alias = ClientConnection


class Wrapper:
    connection: ClientConnection

    def __init__(self, connection: "ClientConnection | None" = None) -> None:
        self.open = connection is not None


def check(value, kinds=(ClientConnection, ServerConnection)):
    with contextlib.suppress(Refused):
        if isinstance(value, ClientConnection):
            return websockets.ClientConnection
        return legacy.serve, old_serve, websockets.connect
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
    if check: from websockets.asyncio.client import connect
    return connect


def strings():
    return "WebSocketClientProtocol", b"websockets.legacy", "websockets.legacy.client.connect"
