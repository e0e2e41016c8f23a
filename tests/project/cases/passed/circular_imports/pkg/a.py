import websockets
from . import b


class A:
    async def start(self):
        self.ws = await websockets.connect("x")
        b.use(self.ws)
