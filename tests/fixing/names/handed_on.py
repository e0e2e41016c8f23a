from websockets.legacy.client import WebSocketClientProtocol, connect

__all__ = ["WebSocketClientProtocol", "dial"]


def dial() -> WebSocketClientProtocol:
    return connect("x")
