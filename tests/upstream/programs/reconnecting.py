import asyncio
import http
import os
import tempfile

import websockets
import websockets.server
from websockets.legacy.client import unix_connect
from websockets.legacy.server import WebSocketServer


class Rooms:
    """A server with its handler and its hooks."""

    known = {"/room", "/drop"}
    server: WebSocketServer

    def __init__(self) -> None:
        self.refused = []
        self.members = set()

    async def process_request(self, path, request_headers):
        if path == "/healthz":
            return http.HTTPStatus.OK, [], b"fine\n"
        if path not in self.known:
            self.refused.append((path, request_headers.get("X-Name")))
            return http.HTTPStatus.FORBIDDEN, {"X-Path": path}, b""

    async def handler(self, websocket, path):
        self.members.add(websocket)
        try:
            await websocket.send(f"{path} {len(self.members)} {websocket.open}")
            if path == "/drop":
                return
            async for message in websocket:
                websockets.broadcast(self.members, f"all {message}")
        finally:
            self.members.discard(websocket)

    async def start(self, path):
        self.server = await websockets.server.unix_serve(
            self.handler, path, process_request=self.process_request)

    async def stop(self):
        self.server.close()
        await self.server.wait_closed()


async def main(path):
    rooms = Rooms()
    await rooms.start(path)
    count = 0
    async for websocket in unix_connect(path, uri="ws://localhost/drop"):
        try:
            async for message in websocket:
                print(message)
            raise websockets.ConnectionClosedError(None, None)
        except websockets.ConnectionClosed as closed:
            print(closed.code, closed.reason == "")
            count += 1
            if count == 3:
                break
            continue
    async with unix_connect(path, "ws://localhost/room") as one, unix_connect(
        path, "ws://localhost/room"
    ) as two:
        print(await one.recv())
        print(await two.recv())
        await two.send("hello")
        print(await one.recv(), await two.recv(), one.path, one.open)
    for other in ("/none", "/healthz"):
        try:
            async with unix_connect(
                path, f"ws://localhost{other}", extra_headers=[("X-Name", "me")]
            ):
                print("open")
        except websockets.InvalidStatusCode as error:
            print(error.status_code, error.headers.get("X-Path"))
    await rooms.stop()
    print(rooms.refused, len(rooms.members))


with tempfile.TemporaryDirectory() as folder:
    asyncio.run(main(os.path.join(folder, "socket")))
