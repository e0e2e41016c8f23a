"""Handlers whose path has a default, which the library never used."""
from websockets.asyncio.server import ServerConnection, serve


async def constant(ws: ServerConnection):
    path = ws.request.path
    if path is None:
        path = "/"
    await ws.send(path)


async def asks(ws):
    """Asks the connection."""
    path = ws.request.path
    await ws.send(path)


async def unread(ws):
    await ws.send("a")


async def falls_back(ws):
    path = ws.request.path
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
