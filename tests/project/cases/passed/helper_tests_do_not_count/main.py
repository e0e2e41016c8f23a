import websockets
from helpers import send


async def h(ws):
    await send(ws, "x")


async def main():
    async with websockets.serve(h, "", 1):
        pass
