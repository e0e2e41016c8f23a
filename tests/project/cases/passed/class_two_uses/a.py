import websockets
from session import Session


async def main():
    async with websockets.connect("x") as ws:
        Session(ws)
