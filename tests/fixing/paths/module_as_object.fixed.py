"""The module itself is used: importing the package that it is in would not load it."""
import websockets
import websockets.asyncio.client
import websockets.asyncio.server


def looked_up():
    return getattr(websockets.asyncio.client, "connect", None)


def held(handler):
    server = websockets.asyncio.server
    return isinstance(handler, websockets.Server), server
