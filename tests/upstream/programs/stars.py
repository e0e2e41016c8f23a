import asyncio

from websockets.client import *
from websockets.exceptions import *
from websockets.server import *

SEEN: "list[WebSocketClientProtocol]" = []


async def handler(websocket: WebSocketServerProtocol, path):
    if websocket.open:
        await websocket.send(path + " " + websocket.request_headers["X-A"])


async def refuse(path, headers):
    return (403, [], b"") if path == "/no" else None


async def main():
    async with serve(handler, "127.0.0.1", PORT, process_request=refuse):
        uri = "ws://127.0.0.1:PORT"
        async with connect(uri + "/yes", extra_headers={"X-A": "a"}) as websocket:
            SEEN.append(websocket)
            print(await websocket.recv(), len(SEEN))
        try:
            await connect(uri + "/no")
        except InvalidStatusCode as exc:
            print(exc.status_code)


asyncio.run(main())
