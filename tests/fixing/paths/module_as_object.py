"""The module itself is used: importing the package that it is in would not load it."""
import websockets
import websockets.legacy.server


def looked_up():
    return getattr(websockets.legacy.client, "connect", None)


def held(handler):
    server = websockets.legacy.server
    return isinstance(handler, websockets.legacy.server.WebSocketServer), server
