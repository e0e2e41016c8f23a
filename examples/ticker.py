"""A client as written for websockets 9: prints prices until the server closes."""

import asyncio

import websockets
from websockets.client import WebSocketClientProtocol, connect
from websockets.exceptions import InvalidStatusCode


async def read(websocket: WebSocketClientProtocol) -> None:
    while websocket.open:
        print(await websocket.recv())


async def main(uri: str) -> None:
    try:
        async with connect(uri, extra_headers={"X-Token": "secret"}) as websocket:
            await read(websocket)
    except InvalidStatusCode as error:
        print("refused:", error.status_code)
    except websockets.ConnectionClosed as error:
        print("closed:", error.code)


if __name__ == "__main__":
    asyncio.run(main("ws://localhost:8765/prices"))
