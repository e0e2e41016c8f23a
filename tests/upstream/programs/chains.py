import asyncio

import websockets

KNOWN = {}


async def last(ws, path):
    path += "#"
    await ws.send(f"last {path}")


async def middle(ws, path):
    await last(ws, path=path)


async def first(ws, path):
    await middle(ws, ws.path)


def make(greeting):
    async def made(ws, path):
        # once more
        await ws.send(f"{greeting} {path}")
    return made


async def optional(ws, path=None):
    await ws.send("optional")


async def unused(ws, _):
    for _ in range(2):
        await ws.send("unused")


async def ask(server, path):
    async with server:
        port = server.sockets[0].getsockname()[1]
        async with websockets.connect(f"ws://127.0.0.1:{port}{path}") as ws:
            print(await ws.recv())


async def main():
    for handler_server, path in (
        (websockets.serve(first, "127.0.0.1", 0), "/a"),
        (websockets.serve(middle, "127.0.0.1", 0), "/b"),
        (websockets.serve(last, "127.0.0.1", 0), "/c"),
        (websockets.serve(make("hello"), "127.0.0.1", 0), "/d"),
        (websockets.serve(optional, "127.0.0.1", 0), "/e"),
        (websockets.serve(unused, "127.0.0.1", 0), "/f"),
    ):
        await ask(await handler_server, path)


asyncio.run(main())
