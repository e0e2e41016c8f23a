import websockets
from session import Session


async def handler(ws):
    s = Session(ws)
    await s.cast()


async def main():
    async with websockets.serve(handler, "", 1):
        pass
