#!/usr/bin/env python
"""A name that the new release brings too keeps coming by the star."""
from websockets import *
from websockets.asyncio.server import ServerConnection
from websockets.protocol import State


async def handler(websocket: ServerConnection) -> None:
    path = websocket.request.path
    def nested(other: ServerConnection):
        return other.request.headers

    await websocket.send(path)


async def main(uri):
    async with serve(handler, "localhost", 8765), connect(uri) as websocket:
        print(websocket.state is State.OPEN)
