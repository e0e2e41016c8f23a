import asyncio
import functools

import websockets


class Base:
    async def handler(self, ws, path):
        await ws.send(f"base {path}")

    async def serve(self):
        return await websockets.serve(self.handler, "127.0.0.1", 0)


class Chat(Base):
    async def handler(self, ws, path):
        # by room
        if path == "/super":
            await super().handler(ws, path)
        else:
            await self.other(ws, path)

    async def other(self, ws, path):
        await ws.send(f"chat {path}")


class Static:
    @staticmethod
    async def entry(ws, path): await ws.send(f"static {path}")

    @classmethod
    async def of_class(cls, ws, path, /):
        """Hands on."""; await cls.entry(ws, path)


class Callable:
    async def __call__(self, ws, path=None):
        """Either."""
        if path is None:
            path = ws.path
        await ws.send(f"call {path}")


async def by_name(ws, path):
    await ws.send("{path}".format(**locals()))


partly = functools.partial(by_name)


async def ask(server, path):
    async with server:
        port = server.sockets[0].getsockname()[1]
        async with websockets.connect(f"ws://127.0.0.1:{port}{path}") as ws:
            print(await ws.recv())


async def main():
    await ask(await Base().serve(), "/a")
    await ask(await Chat().serve(), "/super")
    await ask(await Chat().serve(), "/b?c=d")
    await ask(await websockets.serve(Static.entry, "127.0.0.1", 0), "/e")
    await ask(await websockets.serve(Static.of_class, "127.0.0.1", 0), "/f")
    await ask(await websockets.serve(Callable(), "127.0.0.1", 0), "/g")
    await ask(await websockets.serve(partly, "127.0.0.1", 0), "/h")


asyncio.run(main())
