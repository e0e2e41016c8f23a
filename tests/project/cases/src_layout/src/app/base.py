import websockets


class Base:
    async def start(self):
        self.ws = await websockets.connect("x")
        self.name = "x"
