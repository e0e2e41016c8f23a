"""A name in a text inside a text keeps its spelling, for whoever evaluates that."""
from websockets.asyncio.client import ClientConnection
from websockets.asyncio.server import ServerConnection as WebSocketServerProtocol

CONNECTED: "dict[str, 'WebSocketServerProtocol']" = {}


def path(connection: WebSocketServerProtocol, other: "list[ClientConnection]"):
    return connection.request.path, CONNECTED, "say 'hello'"
