import websockets


class Client:
    async def start(self, s):
        self.ws = await websockets.connect("x")
    async def other(self, s):
        self.ws = await s.ws_connect("x")
