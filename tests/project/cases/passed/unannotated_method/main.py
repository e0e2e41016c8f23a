import websockets
from helpers import Hub


async def main():
    hub = Hub()
    async def handler(ws):
        await hub.add(ws)
    async with websockets.serve(handler, "", 1):
        pass
