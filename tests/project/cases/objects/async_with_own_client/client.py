import websockets


class Client:
    async def __aenter__(self):
        self.ws = await websockets.connect("x")
        return self
    async def __aexit__(self, *a):
        await self.ws.close()
