"""Handlers whose path has a default, which the library never used."""
from websockets.legacy.server import WebSocketServerProtocol, serve


async def constant(ws: WebSocketServerProtocol, path=None):
    if path is None:
        path = "/"
    await ws.send(path)


async def asks(ws, path=None):
    """Asks the connection."""
    if not path:
        path = ws.path
    await ws.send(path)


async def unread(ws, path: str = "/x"):
    await ws.send("a")


async def falls_back(ws, path=None):
    if not path:
        # the root
        path = "/"
    if path is not None:
        await ws.send(path)


async def main():
    await serve(constant, "", 1)
    await serve(asks, "", 1)
    await serve(unread, "", 1)
    await serve(falls_back, "", 1)
