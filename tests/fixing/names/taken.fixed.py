from websockets.asyncio.client import ClientConnection as WebSocketClientProtocol
from websockets.asyncio.server import ServerConnection as WebSocketServerProtocol

from .own import ServerConnection


class ClientConnection:
    """Of the program."""


def both(a: WebSocketClientProtocol, b: WebSocketServerProtocol) -> ClientConnection:
    return ServerConnection(a, b)
