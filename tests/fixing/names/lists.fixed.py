import os
from websockets.asyncio.client import (
    ClientConnection as Conn,  # the old one
    connect,
)
from websockets.asyncio.server import serve, ServerConnection, unix_serve
if os.name: from websockets.asyncio.client import connect as dial


def f(a: "ServerConnection | None", b: Conn) -> dict[str, ServerConnection]:
    from websockets.exceptions import InvalidStatus, ConnectionClosed
    WebSocketServerProtocols = 1
    return connect, serve, unix_serve, dial, InvalidStatus, ConnectionClosed
