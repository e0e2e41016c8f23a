"""A name in a text inside a text keeps its spelling, for whoever evaluates that."""
from websockets.client import WebSocketClientProtocol
from websockets.server import WebSocketServerProtocol

CONNECTED: "dict[str, 'WebSocketServerProtocol']" = {}


def path(connection: WebSocketServerProtocol, other: "list[WebSocketClientProtocol]"):
    return connection.path, CONNECTED, "say 'hello'"
