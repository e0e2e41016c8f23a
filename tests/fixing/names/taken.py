from websockets.legacy.client import WebSocketClientProtocol
from websockets.legacy.server import WebSocketServerProtocol

from .own import ServerConnection


class ClientConnection:
    """Of the program."""


def both(a: WebSocketClientProtocol, b: WebSocketServerProtocol) -> ClientConnection:
    return ServerConnection(a, b)
