#!/usr/bin/env python
"""A name that the new release brings too keeps coming by the star."""
from websockets import *


async def handler(websocket: WebSocketServerProtocol, path: str) -> None:
    def nested(other: WebSocketServerProtocol):
        return other.request_headers

    await websocket.send(path)


async def main(uri):
    async with serve(handler, "localhost", 8765), connect(uri) as websocket:
        print(websocket.open)
