import asyncio
import json

import websockets
from websockets.legacy.client import WebSocketClientProtocol, connect
from websockets.legacy.server import serve


class JSONClient(WebSocketClientProtocol):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.counter = 0

    def next_id(self):
        self.counter += 1
        return self.counter

    async def send_json(self, **data):
        await self.send(json.dumps({"id": self.next_id(), **data}))

    async def recv_json(self):
        return json.loads(await self.recv())


async def echo(ws, path):
    async for message in ws:
        await ws.send(message)


async def main():
    async with serve(echo, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with connect(f"ws://127.0.0.1:{port}/", create_protocol=JSONClient) as ws:
            await ws.send_json(method="ping")
            print(await ws.recv_json())
            await ws.send_json(method="pong")
            print(await ws.recv_json(), ws.open)


asyncio.run(main())
