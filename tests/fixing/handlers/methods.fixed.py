# left: WS302 other-uses
# left: WS302 other-uses
# left: WS302 other-uses
# left: WS302 written-to
import asyncio

import websockets


class Base:
    async def handler(self, ws):
        raise NotImplementedError

    async def run(self):
        await websockets.serve(self.handler, "", 1)


class Chat(Base):
    async def handler(self, ws):
        path = ws.request.path
        # by room
        print(path)
        await super().handler(ws)

    async def again(self, ws):
        await self.handler(ws)
        asyncio.create_task(self.handler(ws))


class Unrelated:
    async def handler(self, ws, path):
        return path


class Reader:
    def __init__(self, handler):
        self.handler = handler

    async def read(self, ws, path):
        await self.handler(ws, path)


def emit(record):
    record.handler.emit(1)
    record.handler(1)


class Static:
    @staticmethod
    async def entry(ws):
        path = ws.request.path
        print(path)

    @classmethod
    async def of_class(cls, ws): path = ws.request.path; return path

    async def run(self):
        await websockets.serve(self.entry, "", 1)
        await websockets.serve(self.of_class, "", 1)

    async def forward(self, ws):
        await Static.entry(ws)
        await self.of_class(ws)


class Callable:
    async def __call__(self, ws):
        pass


async def call(ws):
    await websockets.serve(Callable(), "", 1)
    await Callable()(ws)


class Stored:
    async def stored(self, ws, path):
        print(path)

    async def run(self):
        self.routes = {"/": self.stored}
        await websockets.serve(self.stored, "", 1)


class Assigned:
    async def assigned(self, ws, path):
        print(path)

    async def run(self):
        self.assigned = print
        await websockets.serve(self.assigned, "", 1)


class Mixed:
    async def mixed(self, ws, path):
        print(path)

    async def run(self):
        await websockets.serve(self.mixed, "", 1)


class MixedBelow(Mixed):
    mixed = print


class Unknown:
    async def unknown(self, ws, path):
        print(path)

    async def run(self):
        await websockets.serve(self.unknown, "", 1)


async def of_unknown(thing, ws):
    await thing.unknown(ws, "/x")


class Announced:
    async def announced(self, ws):
        path = ws.request.path
        print(path)

    async def run(self):
        await websockets.serve(self.announced, "", 1)


class AnnouncedBelow(Announced):
    async def announced(self, ws):
        await super().announced(ws)
