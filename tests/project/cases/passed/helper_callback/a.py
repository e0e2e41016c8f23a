import websockets
from helpers import send


async def main(loop):
    async with websockets.connect("x") as ws:
        await send(ws, "x")
        loop.later(send)
