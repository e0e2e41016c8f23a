from websockets.asyncio.client import ClientConnection as WebSocketClientProtocol, connect

__all__ = ["WebSocketClientProtocol", "dial"]


def dial() -> WebSocketClientProtocol:
    return connect("x")
