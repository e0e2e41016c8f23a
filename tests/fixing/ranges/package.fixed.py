# setting: websockets = >=13.1,<15
"""What changed its implementation moves to the path that never did."""
import functools

import websockets
import websockets.asyncio.client
import websockets as ws
from websockets.asyncio.client import connect
from websockets.asyncio.client import unix_connect  # kept
from websockets.asyncio.server import broadcast, serve as run
from websockets.protocol import State

CONNECTED = set()


class Server:
    async def handler(self, websocket):
        path = websocket.request.path
        CONNECTED.add(websocket)
        if websocket.state is State.CLOSED:
            return
        broadcast(CONNECTED, path)
        await websocket.wait_closed()

    async def start(self):
        await run(
            self.handler,
            "localhost",
            close_timeout=3,  # of the closing handshake
        )


async def clients(uri):
    dial = functools.partial(websockets.asyncio.client.connect, close_timeout=3)
    async with dial(uri) as one, connect(uri) as two, unix_connect("/tmp/socket") as three:
        print(one.response.headers, two.state is State.OPEN, three.request.path)
