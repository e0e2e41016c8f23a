import websockets
from hub import Hub, Box


async def main():
    hub = Hub(); box = Box()
    async with websockets.connect("x") as ws:
        await hub.add(ws)
    await box.add(open("x"))
