import os
from websockets.legacy.client import (
    WebSocketClientProtocol as Conn,  # the old one
    connect,
)
from websockets.legacy.server import serve, WebSocketServerProtocol, unix_serve
if os.name: from websockets.client import connect as dial


def f(a: "WebSocketServerProtocol | None", b: Conn) -> dict[str, WebSocketServerProtocol]:
    from websockets.exceptions import InvalidStatusCode, ConnectionClosed
    WebSocketServerProtocols = 1
    return connect, serve, unix_serve, dial, InvalidStatusCode, ConnectionClosed
