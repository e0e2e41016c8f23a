import websockets


class Base:
    async def dial(self):
        return await websockets.connect("x")
