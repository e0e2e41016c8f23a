import websockets


class Queue:
    async def start(self):
        self.ws = await websockets.connect("x")


if Queue:
    class Base:
        async def start(self):
            self.ws = await websockets.connect("x")
else:
    class Base:
        ws = open("x")
