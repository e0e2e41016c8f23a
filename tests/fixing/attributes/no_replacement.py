# left: WS101 partial-file
# left: WS304 manual
"""What has no replacement keeps its own side on the legacy implementation, and no other."""
from websockets.legacy.client import connect
from websockets.legacy.server import serve


async def client():
    async with connect("ws://localhost") as ws:
        print(ws.close_connection_task)


async def server(handler):
    await serve(handler, "localhost", 1)
