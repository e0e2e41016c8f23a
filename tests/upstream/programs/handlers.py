import asyncio
import functools

import websockets


async def echo(ws, path):
    """Answers with its path."""
    await ws.send(path)


async def unused(ws, path): await ws.send("unused")


async def dispatch(ws, path):
    if path == "/echo":
        await echo(ws, path)
    else:
        await unused(ws, path)


class Server:
    prefix = "method "

    async def handle(self, ws, path):
        path = path.strip("/")
        await ws.send(self.prefix + path)


async def bound(prefix, ws, path):
    await ws.send(prefix + path)


async def ask(handler_server, path):
    port = handler_server.sockets[0].getsockname()[1]
    async with websockets.connect(f"ws://127.0.0.1:{port}{path}") as ws:
        return await ws.recv()


async def main():
    async with websockets.serve(dispatch, "127.0.0.1", 0) as server:
        print(await ask(server, "/echo"), await ask(server, "/other"))
    async with websockets.serve(Server().handle, "127.0.0.1", 0) as server:
        print(await ask(server, "/room"))
    async with websockets.serve(lambda ws, path: ws.send("lambda " + path), "127.0.0.1", 0) as server:
        print(await ask(server, "/x"))
    async with websockets.serve(functools.partial(bound, "bound "), "127.0.0.1", 0) as server:
        print(await ask(server, "/y?z=1"))


asyncio.run(main())
