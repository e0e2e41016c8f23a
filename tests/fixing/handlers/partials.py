# left: WS302 other-uses
# left: WS302 other-uses
"""Handlers whose partial is the value of a name for a while."""
from functools import partial

import websockets


class Broker:
    async def start(self, kind, other):
        if kind == "tcp":
            run = partial(self.of_stream, name="tcp")
            other.listen(run)
        elif kind == "ws":
            run = partial(self.of_websocket, name="ws")
            self.server = await websockets.serve(run, "", 1)

    async def of_websocket(self, websocket, uri, name):
        await self.connected(name, websocket)

    async def of_stream(self, reader, writer, name):
        await self.connected(name, reader)


class Handed:
    async def start(self, kind, other):
        if kind == "tcp":
            run = partial(self.of_stream, name="tcp")
        else:
            run = partial(self.of_websocket, name="ws")
            self.server = await websockets.serve(run, "", 1)
        other.listen(run)

    async def of_websocket(self, websocket, uri, name):
        await self.connected(name, websocket)


class Loop:
    async def start(self, others):
        run = self.first
        for other in others:
            self.server = await websockets.serve(run, "", 1)
            run = self.second

    async def first(self, websocket, uri):
        pass

    async def second(self, websocket, uri):
        pass


class Short:
    async def start(self):
        run = None
        run = partial(self.handle, name="ws")
        self.server = await websockets.serve(run, "", 1)

    async def handle(self, websocket, uri, name, more):
        pass
