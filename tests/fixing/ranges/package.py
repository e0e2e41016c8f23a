# setting: websockets = >=13.1,<15
"""What changed its implementation moves to the path that never did."""
import functools

import websockets
import websockets as ws
from websockets import broadcast, serve as run, unix_connect  # kept

CONNECTED = set()


class Server:
    async def handler(self, websocket, path):
        CONNECTED.add(websocket)
        if websocket.closed:
            return
        broadcast(CONNECTED, path)
        await websocket.wait_closed()

    async def start(self):
        await run(
            self.handler,
            "localhost",
            read_limit=2 ** 16,
            loop=None,
            timeout=3,  # of the closing handshake
        )


async def clients(uri):
    dial = functools.partial(websockets.connect, timeout=3)
    async with dial(uri) as one, ws.connect(uri) as two, unix_connect("/tmp/socket") as three:
        print(one.response_headers, two.open, three.path)
