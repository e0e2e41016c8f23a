# left: WS206 other-uses
"""A class that binds a name may read the one outside first: that one stays."""
from websockets.client import WebSocketClientProtocol
from websockets.frames import OP_BINARY, OP_TEXT


class Opcodes:
    OP_TEXT = OP_TEXT
    WebSocketClientProtocol = WebSocketClientProtocol


def binary(connection: WebSocketClientProtocol):
    return OP_BINARY, connection.path
