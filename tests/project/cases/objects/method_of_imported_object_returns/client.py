import websockets


class Client:
    async def open(self):
        return await websockets.connect("x")
    @property
    def socket(self):
        return self._ws
    async def start(self):
        self._ws = await websockets.connect("x")
