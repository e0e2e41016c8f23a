"""A server as written for websockets 9: sends every message to everyone in the room."""

import asyncio
from collections import defaultdict

import websockets
from websockets.legacy.server import WebSocketServerProtocol

rooms: "dict[str, set[WebSocketServerProtocol]]" = defaultdict(set)


async def handler(websocket, path):
    rooms[path].add(websocket)
    try:
        async for message in websocket:
            websockets.broadcast(rooms[path], message)
    finally:
        rooms[path].discard(websocket)


async def main() -> None:
    async with websockets.serve(handler, "localhost", 8765):
        await asyncio.Future()


if __name__ == "__main__":
    asyncio.run(main())
