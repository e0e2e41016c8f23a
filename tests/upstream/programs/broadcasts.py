import asyncio

import websockets.client
from websockets.server import WebSocketServerProtocol, broadcast, serve

CLIENTS: set[WebSocketServerProtocol] = set()


async def handler(ws: WebSocketServerProtocol, path):
    CLIENTS.add(ws)
    try:
        await ws.wait_closed()
    finally:
        CLIENTS.remove(ws)


async def main():
    async with serve(handler, "127.0.0.1", 0) as server:
        uri = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with websockets.client.connect(uri) as first, websockets.client.connect(uri) as second:
            while len(CLIENTS) < 2:
                await asyncio.sleep(0)
            broadcast(CLIENTS, "all", True)
            print(await first.recv(), await second.recv())
            open_ones = [ws for ws in CLIENTS if ws.open]
            print(len(open_ones), len([ws for ws in server.websockets if not ws.closed]))


asyncio.run(main())
