import websockets


class Client:
    async def start(self):
        self.ws = await websockets.connect("x")
