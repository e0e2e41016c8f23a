import asyncio
from functools import partial

import websockets


class Server:
    def __init__(self):
        self.routes = {"/echo": self.echo, "/time": self.time}
        self.log = []

    async def echo(self, ws, path):
        async for message in ws:
            await ws.send(f"{path}: {message}")

    async def time(self, ws, path):
        await ws.send("noon")

    async def dispatch(self, ws, path):
        self.log.append(path)
        handler = self.routes.get(path)
        if handler is None:
            await ws.close(1008, "unknown path")
            return
        await handler(ws, path)

    def _process_request(self, path, request_headers):
        if path == "/teapot":
            return 418, [("Content-Type", "text/plain")], b"short and stout"


async def main():
    app = Server()
    server = await websockets.serve(
        app.dispatch, "127.0.0.1", 0, process_request=app._process_request)
    port = server.sockets[0].getsockname()[1]
    base = f"ws://127.0.0.1:{port}"
    async with websockets.connect(base + "/echo") as ws:
        await ws.send("hi")
        print(await ws.recv())
    async with websockets.connect(base + "/time") as ws:
        print(await ws.recv())
    async with websockets.connect(base + "/nothing") as ws:
        try:
            await ws.recv()
        except websockets.ConnectionClosed as exc:
            print(exc.code, exc.reason)
    try:
        await websockets.connect(base + "/teapot")
    except websockets.exceptions.InvalidStatusCode as exc:
        print(exc.status_code, exc.headers["Content-Type"])
    print(app.log)
    server.close()
    await server.wait_closed()


asyncio.run(main())
