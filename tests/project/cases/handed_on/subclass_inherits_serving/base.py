import websockets


class Base:
    async def run(self):
        async with websockets.serve(self.handle, "", 1):
            pass
    async def handle(self, ws):
        raise NotImplementedError
