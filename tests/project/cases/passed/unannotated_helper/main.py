import websockets
import helpers


async def handler(ws):
    await helpers.send(ws, "x")


async def main():
    async with websockets.serve(handler, "", 1):
        pass
