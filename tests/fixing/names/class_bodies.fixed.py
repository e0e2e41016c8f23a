# left: WS206 other-uses
"""A class that binds a name may read the one outside first: that one stays."""
from websockets.asyncio.client import ClientConnection as WebSocketClientProtocol
from websockets.frames import OP_TEXT
from websockets.frames import Opcode


class Opcodes:
    OP_TEXT = OP_TEXT
    WebSocketClientProtocol = WebSocketClientProtocol


def binary(connection: WebSocketClientProtocol):
    return Opcode.BINARY, connection.request.path
