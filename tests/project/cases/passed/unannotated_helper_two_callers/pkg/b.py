import websockets
from . import helpers


async def main():
    async with websockets.connect("x") as ws:
        await helpers.send(ws, "x")
