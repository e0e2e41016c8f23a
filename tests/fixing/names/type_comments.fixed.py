"""A name that comments for type checkers use keeps its spelling in the file."""
from websockets.asyncio.client import ClientConnection
from websockets.asyncio.server import ServerConnection as WebSocketServerProtocol

CONNECTED = []  # type: list[WebSocketServerProtocol]


def path(connection: WebSocketServerProtocol):
    return connection.request.path


def client(connection: ClientConnection):
    return connection  # not a type: WebSocketClientProtocol
