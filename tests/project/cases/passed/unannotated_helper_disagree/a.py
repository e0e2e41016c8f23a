import websockets
from helpers import send


async def main():
    async with websockets.connect("x") as ws:
        await send(ws, "x")
