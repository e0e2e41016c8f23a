"""A name that comments for type checkers use keeps its spelling in the file."""
from websockets.client import WebSocketClientProtocol
from websockets.server import WebSocketServerProtocol

CONNECTED = []  # type: list[WebSocketServerProtocol]


def path(connection: WebSocketServerProtocol):
    return connection.path


def client(connection: WebSocketClientProtocol):
    return connection  # not a type: WebSocketClientProtocol
